import { getTranslations } from 'next-intl/server'
import { PlanTable } from '@/components/kinerja/plan-table'
import { ReportAppraiser } from '@/components/kinerja/report-appraiser'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { ownAppraiser } from '@/lib/kinerja/appraiser-reports.server'
import { listOwnPlans } from '@/lib/kinerja/plans-read.server'
import { reportAppraiserAction } from '../penilai/actions'

export async function generateMetadata() {
  return { title: (await getTranslations('skp'))('title') }
}

/** SKP of the actor, of all years. */
export default async function Page() {
  const actor = await requireActor('plan.read')
  const context = { actor, now: new Date() }
  const rows = await listOwnPlans(context)
  const own = await ownAppraiser(context)
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
      {own && (
        <div className="mb-4 flex flex-wrap items-center gap-3 text-sm">
          <span>
            {own.appraiser
              ? t('appraiserNow', { name: own.appraiser.name, position: own.appraiser.position })
              : t('appraiserNone')}
          </span>
          {own.isReported ? (
            <span className="text-muted">{t('reported')}</span>
          ) : (
            <ClientMessages namespaces={['skp']}>
              <ReportAppraiser report={reportAppraiserAction} />
            </ClientMessages>
          )}
        </div>
      )}
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
