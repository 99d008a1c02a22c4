import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { UnitForm } from '@/components/registry/unit-form'
import { UnitHistory } from '@/components/registry/unit-history'
import { UnitTree } from '@/components/registry/unit-tree'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { KeyValues } from '@/components/ui/key-values'
import { AppLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { isAllowed } from '@/lib/auth/permissions'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { type CivilDate, civilDay, isCivilDate } from '@/lib/civil-date'
import { formatDate } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { listEchelons } from '@/lib/registry/reference-edit.server'
import { changeForm, correctionForm, newUnitForm, UNIT_STEPS } from '@/lib/registry/unit-form'
import { findUnit } from '@/lib/registry/unit-read.server'
import { atMost, UNKNOWN_START } from '@/lib/registry/unit-structure'
import { addressWith, textParameter } from '@/lib/search-parameters'
import { changeUnitAction, correctUnitAction, foundUnitAction, withdrawUnitChangeAction } from '../actions'

const MOST_BELOW = 60

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('structure.unit'))('title') }
}

/** One unit: what it is, what is below it, and its history; `ubah` opens the form of a change, `koreksi` that of a row. */
export default async function Page({ params, searchParams }: PageProps<'/admin/struktur/[id]'>) {
  const actor = await requireActor('structure.read')
  const context = { actor, now: new Date() }
  const { id } = await params
  const parameters = await searchParams
  const today = civilDay(context.now)
  const asked = textParameter(parameters.tanggal)
  const on = asked && isCivilDate(asked) ? asked : today
  const unit = /^[1-9]\d{0,8}$/.test(id) ? await findUnit(context, Number(id), on) : undefined
  if (!unit) return answerNotFound(actor, 'structure.read', id)
  const t = await getTranslations('structure')
  const locale = localeFrom(await getLocale())
  const day = (date: CivilDate) => formatDate(date, 'long', locale)

  const path = `/admin/struktur/${id}`
  const treePath = addressWith('/admin/struktur', {
    instansi: unit.agencyId === actor.agencyId ? undefined : String(unit.agencyId),
  })
  const corrected = unit.history.find((row) => row.id === textParameter(parameters.koreksi))
  const word = textParameter(parameters.ubah)
  const step = !corrected && unit.closedOn === null && word && isStep(word) ? UNIT_STEPS[word] : undefined
  const isInside = new Set([unit.id, ...unit.below.map((one) => one.id)])
  return (
    <ClientMessages namespaces={['structure']}>
      <PageHeader
        title={unit.name}
        subtitle={unit.agencyName}
        crumbs={[
          { label: t('title'), href: treePath },
          ...unit.above.map((one) => ({ label: one.name, href: `/admin/struktur/${one.id}` })),
        ]}
        actions={
          unit.closedOn === null && (
            <ButtonLink href={addressWith(path, { ubah: 'baru' })} variant="primary">
              {t('steps.found')}
            </ButtonLink>
          )
        }
      />
      {unit.closedOn !== null && (
        <div className="mb-6">
          <Notice tone="warning">{t('unit.ends', { date: day(unit.closedOn) })}</Notice>
        </div>
      )}
      {(corrected || step) && (
        <Card title={corrected ? t('unit.correction') : t(`steps.${step ?? 'found'}`)} className="mb-6 max-w-[720px]">
          <UnitForm
            key={`${step} ${corrected?.id} ${unit.version}`}
            {...(corrected
              ? { mode: 'correction', unit: correctionForm(unit, corrected), action: correctUnitAction }
              : step === 'found'
                ? { mode: step, unit: newUnitForm(unit.agencyId, unit.id, today), action: foundUnitAction }
                : { mode: 'change', unit: changeForm(unit, step ?? 'rename', today), action: changeUnitAction })}
            parents={step === 'found' ? unit.tree : unit.tree.filter((one) => !isInside.has(one.id))}
            echelons={await listEchelons(context, today)}
            doneHref={path}
          />
        </Card>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid gap-6">
          <Card
            title={t('unit.facts')}
            footer={
              unit.closedOn === null && (
                <div className="flex flex-wrap gap-2">
                  {Object.entries(CHANGES).map(([word, change]) => (
                    <ButtonLink key={word} href={addressWith(path, { ubah: word })}>
                      {t(`steps.${change}`)}
                    </ButtonLink>
                  ))}
                </div>
              )
            }
          >
            <KeyValues
              items={[
                { label: t('unit.code'), value: unit.code },
                { label: t('unit.kind'), value: unit.kind ?? '-' },
                { label: t('unit.head'), value: [unit.headTitle, unit.headEchelon].filter(Boolean).join(', ') || '-' },
                {
                  label: t('unit.founded'),
                  value:
                    unit.foundedOn === null || unit.foundedOn === UNKNOWN_START
                      ? t('history.unknownStart')
                      : day(unit.foundedOn),
                },
                {
                  label: t('unit.people'),
                  value: isAllowed(actor.role, 'employee.read') ? (
                    <AppLink href={addressWith('/pegawai', { unit: id })}>
                      {t('people', { count: unit.people })}
                    </AppLink>
                  ) : (
                    t('people', { count: unit.people })
                  ),
                },
              ]}
            />
          </Card>
          {unit.below.length > 0 && (
            <Card title={t('unit.below', { date: day(on) })}>
              <UnitTree units={atMost(unit.below, MOST_BELOW)} people={new Map()} on={on === today ? undefined : on} />
            </Card>
          )}
        </div>
        <Card title={t('unit.history')}>
          <UnitHistory unit={unit} today={today} withdraw={withdrawUnitChangeAction} />
        </Card>
      </div>
    </ClientMessages>
  )
}

const { baru: _, ...CHANGES } = UNIT_STEPS

const isStep = (word: string): word is keyof typeof UNIT_STEPS => Object.hasOwn(UNIT_STEPS, word)
