import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { dismissDuplicateAction, mergeEmployeesAction } from '@/app/(office)/duplikat/actions'
import { DuplicateAgencies } from '@/components/registry/duplicate-agencies'
import { DuplicateTable } from '@/components/registry/duplicate-table'
import { MergeForm } from '@/components/registry/merge-form'
import { PairTable } from '@/components/registry/pair-table'
import { PageHeader } from '@/components/ui/page-header'
import { recordOpening } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { countDuplicates, listDuplicates } from '@/lib/registry/duplicates.server'
import { listAgencies } from '@/lib/registry/employees.server'
import { findPair } from '@/lib/registry/merge.server'
import { addressWith, textParameter } from '@/lib/search-parameters'
import { isUuid } from '@/lib/uuid'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registry.duplicates'))('title') }
}

/** Records that may be one person: which agencies have some, and the pairs of the one in the address. */
export default async function Page({ searchParams }: PageProps<'/duplikat'>) {
  const actor = await requireActor('duplicate.read')
  const context = { actor, now: new Date() }
  const { instansi, satu, dua } = await searchParams
  const asked = textParameter(instansi)
  const ids = [textParameter(satu), textParameter(dua)]
  if (ids.every((id) => id && isUuid(id))) return <Pair context={context} ids={ids as [string, string]} from={asked} />
  return asked ? <OfAgency context={context} id={Number(asked)} /> : <AllAgencies context={context} />
}

/** Two records beside each other, and the choice which of them stays. */
async function Pair({ context, ids, from }: { context: Context; ids: [string, string]; from?: string }) {
  const pair = await findPair(context, ids)
  if (!pair) return answerNotFound(context.actor, 'duplicate.merge', ids[0])
  for (const file of pair) await recordOpening(context, 'employee.read', file)
  const t = await getTranslations('registry.duplicates')
  const backHref = addressWith('/duplikat', { instansi: from })
  const [one, other] = pair.map(({ id, nip, name, agencyName }) => ({ id, nip, name, agencyName }))
  return (
    <>
      <PageHeader
        title={t('compareTitle')}
        subtitle={t('compareWhy')}
        crumbs={[{ label: t('title'), href: backHref }, { label: t('compare') }]}
      />
      <div className="grid gap-6">
        <PairTable pair={pair} />
        <ClientMessages namespaces={['registry']}>
          {one && other && <MergeForm pair={[one, other]} action={mergeEmployeesAction} backHref={backHref} />}
        </ClientMessages>
      </div>
    </>
  )
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
        <DuplicateTable agencyId={id} pairs={pairs} dismiss={dismissDuplicateAction} />
      </ClientMessages>
    </>
  )
}
