import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { dismissDuplicateAction } from '@/app/(office)/duplikat/actions'
import { DuplicateTable } from '@/components/registry/duplicate-table'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { listDuplicates } from '@/lib/registry/duplicates.server'
import { listAgencies } from '@/lib/registry/employees.server'
import { textParameter } from '@/lib/search-parameters'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registry.duplicates'))('title') }
}

/** Records that may be one person, suggested by name, birth date and birthplace, one agency at a time. */
export default async function Page({ searchParams }: PageProps<'/duplikat'>) {
  const actor = await requireActor('duplicate.read')
  const context = { actor, now: new Date() }
  const t = await getTranslations('registry')
  const agencies = await listAgencies(context)
  const asked = Number(textParameter((await searchParams).instansi))
  const agency = agencies.find(({ id }) => id === asked) ?? agencies[0]
  const { pairs, total } = agency ? await listDuplicates(context, agency.id) : { pairs: [], total: 0 }
  return (
    <>
      <PageHeader
        title={t('duplicates.title')}
        subtitle={t('duplicates.subtitle', { count: total, agency: agency?.name ?? '' })}
      />
      <form action="/duplikat" className="mb-4 flex flex-wrap items-end gap-2">
        <Field label={t('list.agency')} className="min-w-0 flex-1 basis-72 md:max-w-120">
          <select name="instansi" defaultValue={agency?.id}>
            {agencies.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Button type="submit">{t('duplicates.show')}</Button>
      </form>
      {total > pairs.length && (
        <p className="mb-3 text-sm text-muted">{t('duplicates.shown', { shown: pairs.length })}</p>
      )}
      <ClientMessages namespaces={['registry']}>
        <DuplicateTable pairs={pairs} dismiss={dismissDuplicateAction} />
      </ClientMessages>
    </>
  )
}
