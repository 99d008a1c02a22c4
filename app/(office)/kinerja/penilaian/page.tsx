import { getTranslations } from 'next-intl/server'
import { AchievementForm } from '@/components/kinerja/achievement-form'
import { EvaluationTable } from '@/components/kinerja/evaluation-table'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { isAllowed } from '@/lib/auth/permissions'
import { requireActor } from '@/lib/auth/session.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { isFinalState } from '@/lib/kinerja/evaluation'
import { listAchievements } from '@/lib/kinerja/evaluation-pattern.server'
import { listEvaluations } from '@/lib/kinerja/evaluations-read.server'
import { setAchievementAction } from './actions'

export async function generateMetadata() {
  return { title: (await getTranslations('evaluation'))('title') }
}

const PARTS = [
  ['appraiser', 'team'],
  ['superior', 'reports'],
  ['employee', 'own'],
] as const

/** Evaluations of the people whom the actor appraises, and one's own. */
export default async function Page() {
  const actor = await requireActor('evaluation.read')
  const context = { actor, now: new Date() }
  const rows = await listEvaluations(context)
  const t = await getTranslations('evaluation')
  const isOfficer = isAllowed(actor.role, 'evaluation.set_achievement')
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          <ButtonLink href="/kinerja/ketidakhadiran">{(await getTranslations('consequence.own'))('link')}</ButtonLink>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        {isOfficer && (
          <ClientMessages namespaces={['evaluation']}>
            <AchievementForm {...(await listAchievements(context))} action={setAchievementAction} />
          </ClientMessages>
        )}
        {PARTS.map(([part, title]) => {
          const own = rows.filter((row) => row.part === part)
          const finished = own.filter(({ state }) => isFinalState(state))
          const waiting = own.filter((row) => !finished.includes(row))
          return (
            own.length > 0 && (
              <div key={part} className="grid grid-cols-[minmax(0,1fr)] gap-3">
                <h2 className="text-base">{t(title)}</h2>
                {waiting.length > 0 && (
                  <div className="rounded-lg border border-line">
                    <EvaluationTable caption={t(title)} rows={waiting} />
                  </div>
                )}
                {finished.length > 0 && (
                  <details open={waiting.length === 0}>
                    <summary className="cursor-pointer font-semibold text-primary text-sm">
                      {t('finished', { count: finished.length })}
                    </summary>
                    <div className="mt-3 rounded-lg border border-line">
                      <EvaluationTable caption={t('finished', { count: finished.length })} rows={finished} />
                    </div>
                  </details>
                )}
              </div>
            )
          )
        })}
        {rows.length === 0 && !isOfficer && (
          <EmptyState icon="clipboard-check" title={t('none')}>
            {t('noneText')}
          </EmptyState>
        )}
      </div>
    </>
  )
}
