import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { dismissDuplicateAction } from '@/app/(office)/duplikat/actions'
import { DuplicateAgencies } from '@/components/registry/duplicate-agencies'
import { DuplicateTable } from '@/components/registry/duplicate-table'
import { PageHeader } from '@/components/ui/page-header'
import type { Context } from '@/lib/auth/actor'
import { requireActor } from '@/lib/auth/session.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { countDuplicates, listDuplicates } from '@/lib/registry/duplicates.server'
import { listAgencies } from '@/lib/registry/employees.server'
import { textParameter } from '@/lib/search-parameters'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registry.duplicates'))('title') }
}

/** Records that may be one person: which agencies have some, and the pairs of the one in the address. */
export default async function Page({ searchParams }: PageProps<'/duplikat'>) {
  const actor = await requireActor('duplicate.read')
  const context = { actor, now: new Date() }
  const asked = textParameter((await searchParams).instansi)
  return asked ? <OfAgency context={context} id={Number(asked)} /> : <AllAgencies context={context} />
}

async function AllAgencies({ context }: { context: Context }) {
  const t = await getTranslations('registry.duplicates')
  const counts = await countDuplicates(context)
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('agencies', { count: counts.length })} />
      <DuplicateAgencies counts={counts} />
    </>
  )
}

async function OfAgency({ context, id }: { context: Context; id: number }) {
  const t = await getTranslations('registry.duplicates')
  const agency = (await listAgencies(context)).find((one) => one.id === id)
  if (!agency) notFound()
  const { pairs, total } = await listDuplicates(context, id)
  return (
    <>
      <PageHeader
        title={agency.name}
        subtitle={t('subtitle', { count: total })}
        crumbs={[{ label: t('title'), href: '/duplikat' }, { label: agency.name }]}
      />
      {total > pairs.length && <p className="mb-3 text-sm text-muted">{t('shown', { shown: pairs.length })}</p>}
      <ClientMessages namespaces={['registry']}>
        <DuplicateTable pairs={pairs} dismiss={dismissDuplicateAction} />
      </ClientMessages>
    </>
  )
}
