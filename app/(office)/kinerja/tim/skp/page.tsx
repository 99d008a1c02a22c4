import { getLocale, getTranslations } from 'next-intl/server'
import { PlanStateTag } from '@/components/kinerja/plan-state-tag'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { AppLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { requireActor } from '@/lib/auth/session.server'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { listTeamPlans, type TeamPlan } from '@/lib/kinerja/team-plans.server'

export async function generateMetadata() {
  return { title: (await getTranslations('skp.team'))('title') }
}

/** SKP of the actor's team: those that wait first, then what holds, then who has none. */
export default async function Page() {
  const actor = await requireActor('plan.read_team')
  const rows = await listTeamPlans({ actor, now: new Date() })
  const t = await getTranslations('skp')
  const locale = localeFrom(await getLocale())
  const waiting = rows.filter(({ waits }) => waits).length
  const columns: Column<TeamPlan>[] = [
    {
      key: 'name',
      header: t('person.name'),
      phone: 'plain',
      cell: ({ name, position, planId }) => (
        <TwoLines sub={position}>
          {planId ? (
            <AppLink href={`/kinerja/skp/${planId}`} className="font-semibold">
              {name}
            </AppLink>
          ) : (
            <b className="font-semibold">{name}</b>
          )}
        </TwoLines>
      ),
    },
    {
      key: 'state',
      header: t('stateLabel'),
      cell: ({ state }) => (state ? <PlanStateTag state={state} /> : t('team.without')),
    },
    {
      key: 'revision',
      header: t('revision'),
      cell: ({ revision }) => (revision === null ? '–' : t('revisionOf', { revision })),
    },
    {
      key: 'period',
      header: t('period'),
      cell: ({ startsOn, endsOn }) =>
        startsOn && endsOn ? `${formatDate(startsOn, 'short', locale)} – ${formatDate(endsOn, 'short', locale)}` : '–',
    },
  ]
  return (
    <>
      <PageHeader
        title={t('team.title')}
        subtitle={t('team.subtitle', { waiting, people: new Set(rows.map(({ employeeId }) => employeeId)).size })}
        actions={<ButtonLink href="/kinerja/tim/skp/matriks">{t('matrix.title')}</ButtonLink>}
      />
      <div className="rounded-lg border border-line">
        <Table
          caption={t('team.title')}
          columns={columns}
          rows={rows}
          rowKey={({ employeeId, planId }) => planId ?? employeeId}
          empty={
            <EmptyState icon="users" title={t('team.none')}>
              {t('team.noneText')}
            </EmptyState>
          }
        />
      </div>
    </>
  )
}
