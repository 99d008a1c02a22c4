import { getLocale, getTranslations } from 'next-intl/server'
import { BulkRuns } from '@/components/sapk/bulk-runs'
import { ProposalBulk } from '@/components/sapk/proposal-bulk'
import { ProposalTable } from '@/components/sapk/proposal-table'
import { SigningBatches } from '@/components/sapk/signing-batches'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ChipRow, FilterChip } from '@/components/ui/filter-chips'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { Tabs } from '@/components/ui/tabs'
import { Toolbar } from '@/components/ui/toolbar'
import { isAllowed } from '@/lib/auth/permissions'
import { requireActor } from '@/lib/auth/session.server'
import { listOwnSigningBatches } from '@/lib/documents/signing-list.server'
import { formatDate, formatMonth, formatNumber } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { listOwnBulkRuns } from '@/lib/sapk/bulk-progress.server'
import { currentTab, listTabs, parseListAddress, stateCount } from '@/lib/sapk/proposal-list'
import { countProposals, listFilter, listProposals, queueFilter } from '@/lib/sapk/proposal-read.server'
import { civilDay } from '@/lib/sapk/proposal-step.server'
import { previewBulkAction } from './actions'
import { bulkFor, stepNames } from './commands'

const PAGE_SIZE = 25
const signingPermissions = ['promotion.sign_letter', 'promotion.sign_approval', 'promotion.sign_decree'] as const

export async function generateMetadata() {
  const t = await getTranslations('proposal.list')
  return { title: t('title') }
}

/** Usul: every proposal the actor may see, his own turn first. */
export default async function Page({ searchParams }: PageProps<'/sapk/usul'>) {
  const actor = await requireActor('promotion.read')
  const context = { actor, now: new Date() }
  const address = parseListAddress(await searchParams)
  const t = await getTranslations('proposal')
  const locale = localeFrom(await getLocale())

  const { effectiveOn, name, dueOn, dueUntil } = address
  const shared = { effectiveOn, name, dueOn, dueUntil }
  const tabs = listTabs(actor.role)
  const current = currentTab(actor.role, address)
  const queue = { ...shared, ...queueFilter(context) }
  const filter = listFilter(context, address)
  const signs = signingPermissions.some((permission) => isAllowed(actor.role, permission))
  const [counts, waiting, { rows, total }, inList, batches, runs] = await Promise.all([
    countProposals(context, shared),
    countProposals(context, queue),
    listProposals(context, filter, { offset: (address.page - 1) * PAGE_SIZE, limit: PAGE_SIZE }),
    countProposals(context, filter),
    signs ? listOwnSigningBatches(context) : [],
    listOwnBulkRuns(context, stepNames),
  ])
  const waitingCount = waiting.reduce((sum, row) => sum + row.total, 0)
  const href = (changes: Record<string, string | undefined>) => {
    const query = new URLSearchParams()
    for (const [key, value] of Object.entries({ ...address.query, ...changes })) if (value) query.set(key, value)
    return `/sapk/usul${query.size > 0 ? `?${query}` : ''}`
  }
  const chips = [
    ...(address.state
      ? [{ label: t(`state.${address.state}`), removeHref: href({ status: undefined, halaman: undefined }) }]
      : []),
    ...(effectiveOn
      ? [{ label: formatMonth(effectiveOn, locale), removeHref: href({ periode: undefined, halaman: undefined }) }]
      : []),
    ...(dueOn
      ? [
          {
            label: t('list.dueOn', { date: formatDate(dueOn, 'short', locale) }),
            removeHref: href({ tenggat: undefined, halaman: undefined }),
          },
        ]
      : []),
    ...(dueUntil
      ? [
          {
            label: t('list.dueUntil', { date: formatDate(dueUntil, 'short', locale) }),
            removeHref: href({ sampai: undefined, halaman: undefined }),
          },
        ]
      : []),
    ...(name ? [{ label: name, removeHref: href({ nama: undefined, halaman: undefined }) }] : []),
  ]
  const choices = bulkFor(
    actor,
    rows,
    inList.map(({ state }) => state),
  )
  const pickable = new Set([...choices.commands, ...choices.signings].flatMap(({ ids }) => ids))
  const isFiltered = Boolean(name || dueOn || dueUntil || effectiveOn || address.state)
  const first = (address.page - 1) * PAGE_SIZE + 1
  return (
    <>
      <PageHeader
        title={t('list.title')}
        subtitle={
          address.effectiveOn ? formatMonth(address.effectiveOn, locale) : t('list.subtitle', { count: waitingCount })
        }
        actions={
          isAllowed(actor.role, 'promotion.create') && (
            <ButtonLink href="/sapk/kenaikan-pangkat" variant="primary">
              {t('list.openNominative')}
            </ButtonLink>
          )
        }
      />
      {batches.length > 0 && (
        <ClientMessages namespaces={['proposal']}>
          <SigningBatches
            batches={batches.map(({ id, kind, createdAt, finishedAt, waiting: left, issued, failed }) => ({
              id,
              kind,
              createdAt: createdAt.toISOString(),
              isFinished: finishedAt !== null,
              issued,
              failed,
              total: left + issued + failed,
            }))}
          />
        </ClientMessages>
      )}
      {runs.length > 0 && (
        <ClientMessages namespaces={['bulk']}>
          <BulkRuns runs={runs} />
        </ClientMessages>
      )}
      <Tabs
        label={t('list.tabs')}
        items={tabs.map((tab) => ({
          href: href({ bagian: tab.key, status: undefined, halaman: undefined }),
          label: t(`list.${tab.key}`),
          count: formatNumber(tab.key === 'mine' ? waitingCount : stateCount(counts, tab.states), locale),
          isCurrent: tab === current && !address.state,
        }))}
      />
      <Toolbar
        aside={
          total > 0 && (
            <Pager
              compact
              from={first}
              to={first + rows.length - 1}
              total={total}
              previousHref={address.page > 1 ? href({ halaman: String(address.page - 1) }) : undefined}
              nextHref={first + rows.length - 1 < total ? href({ halaman: String(address.page + 1) }) : undefined}
            />
          )
        }
      >
        <form action="/sapk/usul" className="flex gap-2">
          {Object.entries(address.query).map(([key, value]) =>
            key === 'nama' || key === 'halaman' ? null : <input key={key} type="hidden" name={key} value={value} />,
          )}
          <input
            type="search"
            name="nama"
            defaultValue={address.name}
            aria-label={t('list.search')}
            placeholder={t('list.search')}
            data-page-search
            className="control-sm w-64! max-md:min-h-11 max-md:w-full!"
          />
        </form>
        {chips.length > 0 && (
          <ChipRow label={t('list.filters')}>
            {chips.map((chip) => (
              <FilterChip key={chip.label} {...chip} />
            ))}
          </ChipRow>
        )}
      </Toolbar>
      <div className="rounded-lg border border-line">
        <ProposalTable
          rows={rows}
          today={civilDay(context.now)}
          reader={actor.role}
          showAgency={
            actor.scope.kind === 'national' || (actor.scope.kind === 'agencies' && actor.scope.agencyIds.length > 1)
          }
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
