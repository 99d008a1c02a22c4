import { getLocale, getTranslations } from 'next-intl/server'
import { BulkResultTable } from '@/components/sapk/bulk-result-table'
import { BulkRuns } from '@/components/sapk/bulk-runs'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { Tabs } from '@/components/ui/tabs'
import { officeZone } from '@/lib/auth/office-zone.server'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { formatInstant, formatNumber } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { pageWithin } from '@/lib/list-view'
import { Refusal } from '@/lib/refusal'
import { findBulkRun, listBulkItems } from '@/lib/sapk/bulk-progress.server'
import { addressWith, pageNumber, textParameter } from '@/lib/search-parameters'

const PAGE_SIZE = 50
const states = { selesai: 'done', dilewati: 'skipped', menunggu: 'waiting' } as const

export async function generateMetadata() {
  return { title: (await getTranslations('bulk.result'))('title') }
}

/** What became of each person of one command that was given to a whole list. */
export default async function Page({ params, searchParams }: PageProps<'/sapk/usul/proses/[id]'>) {
  const actor = await requireActor('promotion.read')
  const context = { actor, now: new Date() }
  const { id } = await params
  const run = await findBulkRun(context, id).catch((error: unknown) => {
    if (error instanceof Refusal) return answerNotFound(actor, 'promotion.read', id)
    throw error
  })
  const asked = await searchParams
  const slug = textParameter(asked.hasil)
  const state = slug && Object.hasOwn(states, slug) ? states[slug as keyof typeof states] : undefined
  const total = state ? run[state] : run.total
  const page = pageWithin(pageNumber(asked.halaman), PAGE_SIZE, total)
  const rows = await listBulkItems(context, id, { state, offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE })
  const t = await getTranslations('bulk')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const path = `/sapk/usul/proses/${id}`
  const href = (hasil: string | undefined, halaman?: number) =>
    addressWith(path, { hasil, halaman: halaman && halaman > 1 ? String(halaman) : undefined })
  const tabs = [[undefined, 'total'] as const, ...Object.entries(states)]
  return (
    <>
      <PageHeader
        title={t('result.title')}
        subtitle={t('result.started', {
          event: dataWord(t, `runs.event.${run.event}`),
          at: formatInstant(new Date(run.createdAt), locale, zone),
        })}
        crumbs={[{ label: t('openProposals'), href: '/sapk/usul' }]}
      />
      <ClientMessages namespaces={['bulk']}>{!run.isFinished && <BulkRuns runs={[run]} zone={zone} />}</ClientMessages>
      <Tabs
        label={t('result.tabs')}
        items={tabs.map(([key, count]) => ({
          href: href(key),
          label: t(`result.${count === 'total' ? 'all' : count}`),
          count: formatNumber(run[count], locale),
          isCurrent: (state ?? 'total') === count,
        }))}
      />
      <div className="mt-4 rounded-lg border border-line">
        <BulkResultTable rows={rows} />
        {total > PAGE_SIZE && <Pager page={page} size={PAGE_SIZE} total={total} href={(to) => href(slug, to)} />}
      </div>
    </>
  )
}
