import { getLocale, getTranslations } from 'next-intl/server'
import { ProposalBulk } from '@/components/sapk/proposal-bulk'
import { ProposalTable } from '@/components/sapk/proposal-table'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { Tabs } from '@/components/ui/tabs'
import { Toolbar } from '@/components/ui/toolbar'
import { isAllowed } from '@/lib/auth/permissions'
import { requireActor } from '@/lib/auth/session.server'
import { formatMonth } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { listTabs, parseListAddress, stateCount } from '@/lib/sapk/proposal-list'
import { countProposals, listProposals } from '@/lib/sapk/proposal-read.server'
import { civilDay } from '@/lib/sapk/proposal-step.server'
import { bulkCommands, signingFor } from './commands'

const PAGE_SIZE = 25

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

  const shared = { effectiveOn: address.effectiveOn, name: address.name }
  const tabs = listTabs(actor.role)
  const current = tabs.find((tab) => tab.key === address.tab) ?? tabs[0]
  const filter = address.state ? { ...shared, states: [address.state] } : { ...shared, states: current?.states }
  const [counts, { rows, total }] = await Promise.all([
    countProposals(context, shared),
    listProposals(context, filter, { offset: (address.page - 1) * PAGE_SIZE, limit: PAGE_SIZE }),
  ])
  const href = (changes: Record<string, string | undefined>) => {
    const query = new URLSearchParams()
    for (const [key, value] of Object.entries({ ...address.query, ...changes })) if (value) query.set(key, value)
    return `/sapk/usul${query.size > 0 ? `?${query}` : ''}`
  }
  const commands = bulkCommands(actor, rows)
  const signing = signingFor(actor, rows)
  const first = (address.page - 1) * PAGE_SIZE + 1
  return (
    <>
      <PageHeader
        title={t('list.title')}
        subtitle={
          address.effectiveOn
            ? formatMonth(address.effectiveOn, locale)
            : t('list.subtitle', { count: stateCount(counts, tabs[0]?.states ?? []) })
        }
        actions={
          isAllowed(actor.role, 'promotion.create') && (
            <ButtonLink href="/sapk/kenaikan-pangkat" variant="primary">
              {t('list.openNominative')}
            </ButtonLink>
          )
        }
      />
      <Tabs
        label={t('list.tabs')}
        items={tabs.map((tab) => ({
          href: href({ bagian: tab.key, status: undefined, halaman: undefined }),
          label: t(`list.${tab.key}`),
          count: stateCount(counts, tab.states),
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
            className="min-h-11 w-64 max-md:w-full md:min-h-9"
          />
        </form>
      </Toolbar>
      <div className="rounded-lg border border-line">
        <ProposalTable
          rows={rows}
          today={civilDay(context.now)}
          showAgency={
            actor.scope.kind === 'national' || (actor.scope.kind === 'agencies' && actor.scope.agencyIds.length > 1)
          }
          canPick={(id) => signing?.ids.includes(id) || commands.some((command) => command.ids.includes(id))}
          empty={
            <EmptyState title={t('list.emptyTitle')}>
              {current?.key === 'mine' ? t('list.emptyQueue') : t('list.emptyOther')}
            </EmptyState>
          }
        />
      </div>
      <ClientMessages namespaces={['proposal', 'findings']}>
        <ProposalBulk
          commands={commands}
          signing={signing}
          versions={Object.fromEntries(rows.map((row) => [row.id, row.version]))}
          names={Object.fromEntries(rows.map((row) => [row.id, row.name]))}
        />
      </ClientMessages>
    </>
  )
}
