import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { UnitForm } from '@/components/registry/unit-form'
import { UnitTree } from '@/components/registry/unit-tree'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { PageHeader } from '@/components/ui/page-header'
import { isAllowed } from '@/lib/auth/permissions'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { civilDay, isCivilDate } from '@/lib/civil-date'
import { formatDate } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { listAgencies } from '@/lib/registry/employees.server'
import { listEchelons } from '@/lib/registry/reference-edit.server'
import { newUnitForm } from '@/lib/registry/unit-form'
import { findStructure } from '@/lib/registry/unit-read.server'
import { atMost } from '@/lib/registry/unit-structure'
import { addressWith, textParameter } from '@/lib/search-parameters'
import { foundUnitAction } from './actions'

/** Units on one page; of a larger tree the lower levels open one by one. */
const MOST_SHOWN = 200

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('structure'))('title') }
}

/** The units of an agency as they stand on a day; `unit` shows what is below one, `baru` founds one at the top. */
export default async function Page({ searchParams }: PageProps<'/admin/struktur'>) {
  const actor = await requireActor('structure.read')
  const context = { actor, now: new Date() }
  const t = await getTranslations('structure')
  const locale = localeFrom(await getLocale())
  const parameters = await searchParams
  const today = civilDay(context.now)
  const asked = textParameter(parameters.tanggal)
  const on = asked && isCivilDate(asked) ? asked : today
  const agencies = await listAgencies(context)
  const agencyId = idOf(textParameter(parameters.instansi)) ?? actor.agencyId
  const found = await findStructure(context, agencyId, on)
  if (!found) return answerNotFound(actor, 'structure.read', String(agencyId))

  const wanted = textParameter(parameters.cari)?.toLowerCase()
  const rootId = idOf(textParameter(parameters.unit))
  const place = found.tree.findIndex(({ id }) => id === rootId)
  const root = found.tree[place]
  const part = root ? found.tree.slice(place, place + 1 + root.below) : found.tree
  const matches = (unit: (typeof part)[number]) =>
    unit.name.toLowerCase().includes(wanted ?? '') || unit.code.toLowerCase() === wanted
  const units = wanted
    ? part
        .filter(matches)
        .map((unit) => ({ ...unit, depth: 0, below: 0 }))
        .slice(0, MOST_SHOWN)
    : atMost(part, MOST_SHOWN)
  const own = { instansi: agencies.length > 1 ? String(agencyId) : undefined, tanggal: on === today ? undefined : on }
  const path = addressWith('/admin/struktur', own)
  const isFounding = textParameter(parameters.baru) !== undefined
  return (
    <ClientMessages namespaces={['structure']}>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle', {
          agency: agencies.find(({ id }) => id === agencyId)?.name ?? '',
          date: formatDate(on, 'long', locale),
          count: found.tree.length,
        })}
        crumbs={root ? [{ label: t('title'), href: path }, { label: root.name }] : []}
        actions={
          <>
            {isAllowed(actor.role, 'agency.update') && <ButtonLink href="/admin/instansi">{t('agencies')}</ButtonLink>}
            {!isFounding && (
              <ButtonLink href={addressWith('/admin/struktur', { ...own, baru: '1' })}>{t('addTop')}</ButtonLink>
            )}
          </>
        }
      />
      {isFounding && (
        <Card title={t('addTop')} className="mb-6 max-w-[720px]">
          <UnitForm
            mode="found"
            unit={newUnitForm(agencyId, null, today)}
            parents={found.tree}
            echelons={await listEchelons(context, today)}
            action={foundUnitAction}
            doneHref={path}
          />
        </Card>
      )}
      <search>
        <form className="mb-4 flex flex-wrap items-end gap-3">
          {agencies.length > 1 && (
            <Field label={t('agency')} className="w-full md:w-80">
              <select name="instansi" defaultValue={agencyId}>
                {agencies.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </Field>
          )}
          <Field label={t('on')}>
            <input type="date" name="tanggal" defaultValue={on} />
          </Field>
          <Field label={t('search')}>
            <input type="search" name="cari" defaultValue={wanted} data-page-search />
          </Field>
          <Button type="submit">{t('show')}</Button>
        </form>
      </search>
      <Card>
        {units.length > 0 ? (
          <UnitTree units={units} people={found.people} on={own.tanggal} />
        ) : (
          <EmptyState
            icon="network"
            title={t(wanted ? 'noMatch' : 'none')}
            action={wanted && <ButtonLink href={path}>{t('all')}</ButtonLink>}
          />
        )}
      </Card>
    </ClientMessages>
  )
}

function idOf(text: string | undefined): number | undefined {
  return text && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined
}
