import { getLocale, getTranslations } from 'next-intl/server'
import { BulkRuns } from '@/components/sapk/bulk-runs'
import { DecidedNotice } from '@/components/sapk/decided-notice'
import { MissedPeriods } from '@/components/sapk/missed-periods'
import { ProposalBulk } from '@/components/sapk/proposal-bulk'
import { ProposalFilters } from '@/components/sapk/proposal-filters'
import { ProposalTable } from '@/components/sapk/proposal-table'
import { SigningBatches } from '@/components/sapk/signing-batches'
import { ButtonLink } from '@/components/ui/button'
import { ColumnMenu } from '@/components/ui/column-menu'
import { EmptyState } from '@/components/ui/empty-state'
import { ListDownload } from '@/components/ui/list-download'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { SavedViews } from '@/components/ui/saved-views'
import { Tabs } from '@/components/ui/tabs'
import { Toolbar } from '@/components/ui/toolbar'
import { officeZone } from '@/lib/auth/office-zone.server'
import { isAllowed } from '@/lib/auth/permissions'
import { requireActor } from '@/lib/auth/session.server'
import { civilDay } from '@/lib/civil-date'
import { listOwnSigningBatches } from '@/lib/documents/signing-list.server'
import { formatInstant, formatMonth, formatNumber } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { listHref, viewQuery } from '@/lib/list-view'
import { listAgencies } from '@/lib/registry/employees.server'
import { listOwnBulkRuns } from '@/lib/sapk/bulk-progress.server'
import { withHeldBack } from '@/lib/sapk/delegation.server'
import {
  currentTab,
  listTabs,
  PROPOSALS_PATH,
  type ProposalColumn,
  parseListAddress,
  partOf,
  proposalColumns,
  stateCount,
  usualColumns,
} from '@/lib/sapk/proposal-list'
import { listMissedPeriods } from '@/lib/sapk/proposal-postpone.server'
import {
  countProposals,
  listFilter,
  listProposalPeriods,
  listProposals,
  queueFilter,
  sharedFilter,
} from '@/lib/sapk/proposal-read.server'
import { listSigningFailures } from '@/lib/sapk/signing-failures.server'
import { listViews } from '@/lib/saved-views.server'
import { textParameter } from '@/lib/search-parameters'
import { deleteViewAction, saveViewAction } from '../../tampilan/actions'
import { exportProposalsAction } from '../../unduhan/actions'
import { previewBulkAction } from './actions'
import { bulkFor, stepNames } from './commands'

const signingPermissions = ['promotion.sign_letter', 'promotion.sign_approval', 'promotion.sign_decree'] as const

export async function generateMetadata() {
  return { title: (await getTranslations('access.places'))('proposals') }
}

/** Usul: every proposal the actor may see, his own turn first. */
export default async function Page({ searchParams }: PageProps<'/sapk/usul'>) {
  const actor = await requireActor('promotion.read')
  const context = { actor, now: new Date() }
  const { putusan, ...query } = await searchParams
  const address = parseListAddress(query)
  const t = await getTranslations('proposal')
  const list = await getTranslations('lists.proposal')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const columnLabel = (key: ProposalColumn) => {
    if (key === 'agency') return servesMany ? t('list.agencyName') : list('unit')
    return key === 'number' || key === 'period' ? list(key) : t(`list.${key}`)
  }

  const shared = sharedFilter(address)
  const tabs = listTabs(actor.role)
  const current = currentTab(actor.role, address)
  const part = partOf(actor.role, address)
  const queue = { ...shared, ...(await queueFilter(context)) }
  const filter = await listFilter(context, address)
  const servesMany =
    actor.scope.kind === 'national' || (actor.scope.kind === 'agencies' && actor.scope.agencyIds.length > 1)
  const signs = signingPermissions.some((permission) => isAllowed(actor.role, permission))
  const [counts, waiting, { rows, total }, inList, batches, runs, views, periods, agencies, missed] = await Promise.all(
    [
      countProposals(context, shared),
      countProposals(context, queue),
      listProposals(context, filter, {
        ...address,
        offset: (address.page - 1) * address.pageSize,
        limit: address.pageSize,
      }),
      countProposals(context, filter),
      signs ? listOwnSigningBatches(context) : [],
      listOwnBulkRuns(context, stepNames),
      listViews(context, 'proposals'),
      listProposalPeriods(context),
      servesMany ? listAgencies(context) : [],
      listMissedPeriods(context),
    ],
  )
  const failures = await listSigningFailures(
    context,
    batches.filter(({ failed }) => failed > 0).map(({ id }) => id),
  )
  const waitingCount = waiting.reduce((sum, row) => sum + row.total, 0)
  const href = (changes: Record<string, string | undefined>) => listHref(PROPOSALS_PATH, address.query, changes)
  const choices = bulkFor(
    context,
    await withHeldBack(context, rows),
    inList.map(({ state }) => state),
    missed,
  )
  const pickable = new Set([...choices.commands, ...choices.signings].flatMap(({ ids }) => ids))
  const isFiltered = Boolean(address.state) || Object.values(shared).some((value) => value !== undefined)
  const ledOn = rows.length === 0 ? textParameter(putusan) : undefined // to the last page, where it is still told
  const pages = {
    page: address.page,
    size: address.pageSize,
    total,
    href: (to: number) => href({ halaman: String(to), putusan: ledOn }),
  }
  return (
    <>
      <PageHeader
        title={t('list.title')}
        subtitle={
          address.effectiveOn ? formatMonth(address.effectiveOn, locale) : t('list.subtitle', { count: waitingCount })
        }
        actions={
          <ClientMessages namespaces={['lists']}>
            <ListDownload path="/api/sapk/usul" query={address.query} total={total} order={exportProposalsAction} />
            {isAllowed(actor.role, 'promotion.create') && (
              <ButtonLink href="/sapk/kenaikan-pangkat" variant="primary">
                {t('list.openNominative')}
              </ButtonLink>
            )}
          </ClientMessages>
        }
      />
      <div className="mb-4 grid gap-2 empty:hidden">
        <MissedPeriods days={missed} />
        <DecidedNotice context={context} id={putusan} />
      </div>
      {batches.length > 0 && (
        <ClientMessages namespaces={['proposal', 'bulk', 'findings', 'refusals']}>
          <SigningBatches
            zone={zone}
            batches={batches.map(({ id, kind, createdAt, finishedAt, delayCode, waiting: left, issued, failed }) => ({
              id,
              kind,
              createdAt: createdAt.toISOString(),
              isFinished: finishedAt !== null,
              delayCode,
              issued,
              failed,
              total: left + issued + failed,
              failures: failures.filter(({ batchId }) => batchId === id),
            }))}
          />
        </ClientMessages>
      )}
      {runs.length > 0 && (
        <ClientMessages namespaces={['bulk']}>
          <BulkRuns runs={runs} zone={zone} />
        </ClientMessages>
      )}
      <Tabs
        label={t('list.tabs')}
        items={tabs.map((tab) => ({
          href: href({ bagian: tab.key, status: undefined, halaman: undefined }),
          label: t(`list.${tab.key}`),
          count: formatNumber(tab.key === 'mine' ? waitingCount : stateCount(counts, tab.states), locale),
          isCurrent: tab.key === part?.key,
        }))}
      />
      <Toolbar
        aside={
          <ClientMessages namespaces={['lists']}>
            <SavedViews
              page="proposals"
              path={PROPOSALS_PATH}
              views={views}
              query={viewQuery(address.query)}
              save={saveViewAction}
              remove={deleteViewAction}
            />
            <ColumnMenu
              path={PROPOSALS_PATH}
              query={address.query}
              columns={proposalColumns.map((key) => ({ key, label: columnLabel(key) }))}
              shown={address.columns ?? usualColumns}
              pageSize={address.pageSize}
            />
            <Pager compact {...pages} />
          </ClientMessages>
        }
      >
        <ProposalFilters address={address} periods={periods} agencies={agencies} />
      </Toolbar>
      <div className="rounded-lg border border-line">
        <ProposalTable
          rows={rows}
          today={civilDay(context.now)}
          reader={actor.role}
          showAgency={servesMany}
          address={address}
          canPick={(id) => pickable.has(id)}
          empty={
            isFiltered ? (
              <EmptyState
                title={t('list.emptyFiltered')}
                icon="search-x"
                action={<ButtonLink href={`/sapk/usul?bagian=${current?.key}`}>{t('list.clearFilters')}</ButtonLink>}
              />
            ) : (
              <EmptyState title={t('list.emptyTitle')}>
                {current?.key === 'mine' ? t('list.emptyQueue') : t('list.emptyOther')}
              </EmptyState>
            )
          }
        />
        <Pager {...pages} note={list('asOf', { at: formatInstant(context.now, locale, zone) })} />
      </div>
      <ClientMessages namespaces={['proposal', 'findings', 'bulk']}>
        <ProposalBulk
          choices={choices}
          rows={rows.map(({ id, version, name: person }) => ({ id, version, name: person }))}
          total={total}
          query={address.query}
          preview={previewBulkAction}
        />
      </ClientMessages>
    </>
  )
}
