import { getTranslations } from 'next-intl/server'
import { RoleMatrix } from '@/components/kinerja/role-matrix'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { readMatrix } from '@/lib/kinerja/team-plans.server'

export async function generateMetadata() {
  return { title: (await getTranslations('skp.matrix'))('title') }
}

/** Matriks peran hasil: who of the team carries which result of the actor. */
export default async function Page() {
  const actor = await requireActor('plan.read_team')
  const { results, people } = await readMatrix({ actor, now: new Date() })
  const t = await getTranslations('skp')
  return (
    <>
      <PageHeader
        title={t('matrix.title')}
        subtitle={t('matrix.subtitle')}
        crumbs={[{ label: t('team.title'), href: '/kinerja/tim/skp' }, { label: t('matrix.title') }]}
      />
      <div className="rounded-lg border border-line">
        {results.length > 0 && people.length > 0 ? (
          <RoleMatrix results={results} people={people} />
        ) : (
          <EmptyState icon="table-2" title={t('matrix.none')}>
            {t('matrix.noneText')}
          </EmptyState>
        )}
      </div>
    </>
  )
}
