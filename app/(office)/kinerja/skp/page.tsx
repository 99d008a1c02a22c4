import { getTranslations } from 'next-intl/server'
import { PlanTable } from '@/components/kinerja/plan-table'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { listOwnPlans } from '@/lib/kinerja/plans-read.server'

export async function generateMetadata() {
  return { title: (await getTranslations('skp'))('title') }
}

/** SKP of the actor, of all years. */
export default async function Page() {
  const actor = await requireActor('plan.read')
  const rows = await listOwnPlans({ actor, now: new Date() })
  const t = await getTranslations('skp')
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          <>
            <ButtonLink href="/kinerja/penilaian">{t('evaluations')}</ButtonLink>
            <ButtonLink href="/kinerja/skp/baru" variant="primary" icon={<Icon name="plus" />}>
              {t('new.title')}
            </ButtonLink>
          </>
        }
      />
      <div className="rounded-lg border border-line">
        <PlanTable
          rows={rows}
          empty={
            <EmptyState icon="file-text" title={t('none')}>
              {t('noneText')}
            </EmptyState>
          }
        />
      </div>
    </>
  )
}
