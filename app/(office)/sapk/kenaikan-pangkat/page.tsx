import { getLocale, getTranslations } from 'next-intl/server'
import { BulkRuns } from '@/components/sapk/bulk-runs'
import { FindingLinks } from '@/components/sapk/finding-links'
import { NominativeBulk } from '@/components/sapk/nominative-bulk'
import { NominativeCompute } from '@/components/sapk/nominative-compute'
import { NominativeFilters } from '@/components/sapk/nominative-filters'
import { NominativeNotices, NominativeTabs } from '@/components/sapk/nominative-head'
import { NominativeTable } from '@/components/sapk/nominative-table'
import { ButtonLink } from '@/components/ui/button'
import { ColumnMenu } from '@/components/ui/column-menu'
import { EmptyState } from '@/components/ui/empty-state'
import { FindingsList } from '@/components/ui/findings-list'
import { Icon } from '@/components/ui/icon'
import { ListDownload } from '@/components/ui/list-download'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { SavedViews } from '@/components/ui/saved-views'
import { Toolbar } from '@/components/ui/toolbar'
import { recordOpening } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { officeZone } from '@/lib/auth/office-zone.server'
import { isAllowed } from '@/lib/auth/permissions'
import { requireActor } from '@/lib/auth/session.server'
import { type CivilDate, civilDay } from '@/lib/civil-date'
import { formatDate, formatInstant, formatNumber } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { viewQuery } from '@/lib/list-view'
import { listUnits } from '@/lib/registry/employees.server'
import { listOwnBulkRuns } from '@/lib/sapk/bulk-progress.server'
import {
  NOMINATIVE_PATH,
  type NominativeAddress,
  nominativeColumns,
  nominativeHref,
  parseNominativeAddress,
} from '@/lib/sapk/nominative-list'
import {
  countNominative,
  findNominativeFindings,
  findNominativeRun,
  listNominative,
  proposingPreview,
} from '@/lib/sapk/nominative-list.server'
import { currentPeriod, cutOff } from '@/lib/sapk/period'
import { periodsFor } from '@/lib/sapk/periods.server'
import { listViews } from '@/lib/saved-views.server'
import { deleteViewAction, saveViewAction } from '../../tampilan/actions'
import { exportNominativeAction } from '../../unduhan/actions'
import { computeNominativeAction, createProposalsAction, proposeAllAction } from './actions'

export async function generateMetadata() {
  return { title: (await getTranslations('access.places'))('nominative') }
}

/** Nominatif: for a period, everybody of the agency with the answer of the rules and the reasons. */
export default async function Page({ searchParams }: PageProps<'/sapk/kenaikan-pangkat'>) {
  const actor = await requireActor('nominative.read')
  const context = { actor, now: new Date() }
  const address = parseNominativeAddress(await searchParams)
  const t = await getTranslations('nominative')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const today = civilDay(context.now)
  const periods = await periodsFor(context, today)
  const effectiveOn = address.effectiveOn ?? currentPeriod(periods, today)?.effectiveOn ?? today
  const run = await findNominativeRun(context, effectiveOn)
  const canCompute = isAllowed(actor.role, 'nominative.compute')
  const date = formatDate(effectiveOn, 'long', locale)
  const filters = {
    address,
    effectiveOn,
    periods: [...new Set([...periods.map((period) => period.effectiveOn), effectiveOn])].sort(),
    units: await listUnits(context, actor.agencyId),
  }

  if (!run) {
    return (
      <>
        <PageHeader title={t('title')} subtitle={t('period', { date })} />
        <NominativeFilters {...filters} />
        <EmptyState
          title={t('neverTitle')}
          action={
            canCompute && (
              <ClientMessages namespaces={['nominative']}>
                <NominativeCompute
                  effectiveOn={effectiveOn}
                  action={computeNominativeAction}
                  icon={<Icon name="refresh-cw" />}
                  isFirst
                />
              </ClientMessages>
            )
          }
        >
          {t('never', { date })}
        </EmptyState>
      </>
    )
  }

  const [counts, rows, views] = await Promise.all([
    countNominative(context, effectiveOn, address.filter),
    listNominative(context, effectiveOn, address),
    listViews(context, 'nominative'),
  ])
  const total = address.outcome ? counts[address.outcome].total : counts.total
  const period = periods.find((one) => one.effectiveOn === effectiveOn)
  const isOver = period !== undefined && !cutOff(period, today).met
  const canPropose = isAllowed(actor.role, 'promotion.create') && !isOver
  const runs = isAllowed(actor.role, 'promotion.create') ? await listOwnBulkRuns(context, ['create']) : []
  const pages = {
    page: address.page,
    size: address.pageSize,
    total,
    href: (to: number) => nominativeHref(address.query, { halaman: String(to), buka: undefined }),
  }
  return (
    <ClientMessages namespaces={['nominative', 'findings', 'bulk', 'lists']}>
      <PageHeader
        title={t('title')}
        subtitle={`${t('period', { date })} ${t('scope', {
          listed: formatNumber(counts.total, locale),
          people: formatNumber(run.employeeCount, locale),
        })} ${t('computed', { at: formatInstant(run.computedAt, locale, zone) })}`}
        actions={
          <>
            {canCompute && (
              <NominativeCompute
                effectiveOn={effectiveOn}
                action={computeNominativeAction}
                icon={<Icon name="refresh-cw" />}
              />
            )}
            <ListDownload
              path="/api/sapk/nominatif"
              query={{ ...address.query, periode: effectiveOn }}
              total={total}
              order={exportNominativeAction}
            />
          </>
        }
      />
      <NominativeNotices run={run} period={period} today={today} />
      {runs.length > 0 && <BulkRuns runs={runs} zone={zone} />}
      <NominativeTabs address={address} counts={counts} />
      <Toolbar
        aside={
          <>
            <SavedViews
              page="nominative"
              path={NOMINATIVE_PATH}
              views={views}
              query={viewQuery(address.query)}
              save={saveViewAction}
              remove={deleteViewAction}
            />
            <ColumnMenu
              path={NOMINATIVE_PATH}
              query={address.query}
              columns={nominativeColumns.map((key) => ({ key, label: t(`column.${key}`) }))}
              shown={address.columns ?? nominativeColumns}
              pageSize={address.pageSize}
            />
            <Pager compact {...pages} />
          </>
        }
      >
        <NominativeFilters {...filters} />
      </Toolbar>
      <div className="rounded-lg border border-line">
        <NominativeTable
          rows={rows}
          address={address}
          effectiveOn={effectiveOn}
          canPick={canPropose}
          findings={await openedFindings(context, effectiveOn, address, rows)}
          empty={
            <EmptyState
              title={t('emptyTitle')}
              icon="search-x"
              action={<ButtonLink href={nominativeHref({ periode: effectiveOn }, {})}>{t('clearFilters')}</ButtonLink>}
            >
              {t('empty')}
            </EmptyState>
          }
        />
        {total > address.pageSize && <Pager {...pages} note={<span className="max-md:hidden">{t('sorted')}</span>} />}
      </div>
      {canPropose && (
        <NominativeBulk
          effectiveOn={effectiveOn}
          query={address.query}
          people={rows.map((row) => ({
            id: row.employeeId,
            name: row.name,
            isProposable: row.outcome !== 'ineligible' && !row.isTaken,
          }))}
          preview={proposingPreview(counts, address.outcome)}
          create={createProposalsAction}
          createAll={proposeAllAction}
        />
      )}
    </ClientMessages>
  )
}

/** The whole checklist of the row that the address opens, computed now. */
async function openedFindings(
  context: Context,
  effectiveOn: CivilDate,
  { openId }: NominativeAddress,
  rows: readonly { employeeId: string; name: string }[],
) {
  const row = rows.find(({ employeeId }) => employeeId === openId)
  if (!row) return null
  const findings = await findNominativeFindings(context, effectiveOn, row.employeeId)
  if (!findings) return null
  await recordOpening(context, 'employee.read', { id: row.employeeId, agencyId: context.actor.agencyId })
  const t = await getTranslations('nominative')
  return (
    <div className="border-l-3 border-warning bg-surface">
      <FindingsList
        findings={findings}
        caption={t('findingsOf', { name: row.name })}
        actions={
          <FindingLinks
            employeeId={row.employeeId}
            findings={findings}
            canCorrect={isAllowed(context.actor.role, 'history.correct')}
          />
        }
      />
    </div>
  )
}
