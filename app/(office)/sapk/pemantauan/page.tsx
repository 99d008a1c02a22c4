import { getLocale, getTranslations } from 'next-intl/server'
import { DueDate } from '@/components/sapk/due-date'
import { ProposalStatus } from '@/components/sapk/proposal-status'
import { EmptyState } from '@/components/ui/empty-state'
import { AppLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { Table } from '@/components/ui/table'
import { requireActor } from '@/lib/auth/session.server'
import { daysBetween } from '@/lib/civil-date'
import { formatMonth, formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { turnOf } from '@/lib/sapk/proposal'
import { parseListAddress } from '@/lib/sapk/proposal-list'
import { countProposals } from '@/lib/sapk/proposal-read.server'
import { civilDay } from '@/lib/sapk/proposal-step.server'

export async function generateMetadata() {
  const t = await getTranslations('proposal.monitor')
  return { title: t('title') }
}

/** Where every proposal stands: counts, age and nearest deadline per state; each count opens its list. */
export default async function Page({ searchParams }: PageProps<'/sapk/pemantauan'>) {
  const actor = await requireActor('promotion.read')
  const context = { actor, now: new Date() }
  const { effectiveOn } = parseListAddress(await searchParams)
  const t = await getTranslations('proposal')
  const locale = localeFrom(await getLocale())
  const rows = await countProposals(context, { effectiveOn })
  const today = civilDay(context.now)
  const sum = rows.reduce((total, row) => total + row.total, 0)
  const listHref = (state?: string) => {
    const query = new URLSearchParams({ bagian: 'all' })
    if (state) query.set('status', state)
    if (effectiveOn) query.set('periode', effectiveOn)
    return `/sapk/usul?${query}`
  }
  return (
    <>
      <PageHeader
        title={t('monitor.title')}
        subtitle={
          effectiveOn ? t('monitor.subtitle', { period: formatMonth(effectiveOn, locale) }) : t('monitor.subtitleAll')
        }
      />
      <div className="rounded-lg border border-line">
        <Table
          caption={t('monitor.caption')}
          rows={rows}
          rowKey={(row) => row.state}
          empty={<EmptyState title={t('monitor.empty')} />}
          columns={[
            { key: 'state', header: t('monitor.state'), cell: (row) => <ProposalStatus state={row.state} /> },
            { key: 'turn', header: t('monitor.turn'), cell: (row) => t(`turn.${turnOf[row.state]}`) },
            {
              key: 'total',
              header: t('monitor.total'),
              align: 'right',
              cell: (row) => (
                <AppLink href={listHref(row.state)} className="font-semibold">
                  {formatNumber(row.total, locale)}
                </AppLink>
              ),
            },
            {
              key: 'oldest',
              header: t('monitor.oldest'),
              align: 'right',
              cell: (row) => t('monitor.days', { count: row.oldestOn ? daysBetween(row.oldestOn, today) : 0 }),
            },
            { key: 'due', header: t('monitor.due'), cell: (row) => <DueDate dueOn={row.nearestDueOn} today={today} /> },
          ]}
        />
      </div>
      <p className="mt-3 text-sm">
        {t('monitor.sum')}: <AppLink href={listHref()}>{formatNumber(sum, locale)}</AppLink>
      </p>
    </>
  )
}
