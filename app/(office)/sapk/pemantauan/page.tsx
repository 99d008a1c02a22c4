import { getLocale, getTranslations } from 'next-intl/server'
import { DueDate } from '@/components/sapk/due-date'
import { MonitorFilters } from '@/components/sapk/proposal-filters'
import { ProposalStatus } from '@/components/sapk/proposal-status'
import { EmptyState } from '@/components/ui/empty-state'
import { AppLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { Table } from '@/components/ui/table'
import { officeZone } from '@/lib/auth/office-zone.server'
import { requireActor } from '@/lib/auth/session.server'
import { civilDay, daysBetween } from '@/lib/civil-date'
import { formatInstant, formatMonth, formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { listAgencies } from '@/lib/registry/employees.server'
import { turnFor } from '@/lib/sapk/proposal'
import { PROPOSALS_PATH, parseListAddress } from '@/lib/sapk/proposal-list'
import { countProposals, listProposalPeriods } from '@/lib/sapk/proposal-read.server'
import { addressWith } from '@/lib/search-parameters'

export async function generateMetadata() {
  return { title: (await getTranslations('access.places'))('monitor') }
}

/** Where every proposal stands: counts, age and nearest deadline per state; each count opens its list. */
export default async function Page({ searchParams }: PageProps<'/sapk/pemantauan'>) {
  const actor = await requireActor('promotion.read')
  const context = { actor, now: new Date() }
  const address = parseListAddress(await searchParams)
  const { effectiveOn, agencyId } = address
  const t = await getTranslations('proposal')
  const list = await getTranslations('lists.proposal')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const servesMany =
    actor.scope.kind === 'national' || (actor.scope.kind === 'agencies' && actor.scope.agencyIds.length > 1)
  const [rows, periods, agencies] = await Promise.all([
    countProposals(context, { effectiveOn, agencyId }),
    listProposalPeriods(context),
    servesMany ? listAgencies(context) : [],
  ])
  const today = civilDay(context.now)
  const sum = rows.reduce((total, row) => total + row.total, 0)
  const listOf = (row?: Pick<(typeof rows)[number], 'state' | 'decreeAuthority'>) =>
    addressWith(PROPOSALS_PATH, {
      bagian: 'all',
      status: row?.state,
      sk: row?.decreeAuthority ?? undefined,
      periode: effectiveOn,
      instansi: agencyId === undefined ? undefined : String(agencyId),
    })
  return (
    <>
      <PageHeader
        title={t('monitor.title')}
        subtitle={
          effectiveOn ? t('monitor.subtitle', { period: formatMonth(effectiveOn, locale) }) : t('monitor.subtitleAll')
        }
      />
      <MonitorFilters address={address} periods={periods} agencies={agencies} />
      <div className="rounded-lg border border-line">
        <Table
          caption={t('monitor.caption')}
          rows={rows}
          rowKey={(row) => `${row.state} ${row.decreeAuthority ?? ''}`}
          empty={<EmptyState title={t('monitor.empty')} />}
          columns={[
            { key: 'state', header: t('monitor.state'), cell: (row) => <ProposalStatus state={row.state} /> },
            { key: 'turn', header: t('monitor.turn'), cell: (row) => t(`turn.${turnFor(row)}`) },
            {
              key: 'total',
              header: t('monitor.total'),
              align: 'right',
              cell: (row) => (
                <AppLink href={listOf(row)} className="font-semibold">
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
      <p className="mt-3 flex flex-wrap justify-between gap-2 text-sm">
        <span>
          {t('monitor.sum')}: <AppLink href={listOf()}>{formatNumber(sum, locale)}</AppLink>
        </span>
        <span className="text-xs text-muted">{list('asOf', { at: formatInstant(context.now, locale, zone) })}</span>
      </p>
    </>
  )
}
