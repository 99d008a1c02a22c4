import { getLocale, getTranslations } from 'next-intl/server'
import { PlanSteps } from '@/components/cat/plan-steps'
import { SessionForm } from '@/components/cat/session-form'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { findSessionPlan, sessionChoices } from '@/lib/cat/session-plan-read.server'
import { formatInstant, wallClock } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { isUuid } from '@/lib/uuid'
import { siteZone } from '@/lib/zones-abroad'
import { prepareSessionAction } from '../../actions'
import { assignCandidatesAction, clearSessionAction, publishSessionAction, saveSessionAction } from '../../baru/actions'

export async function generateMetadata() {
  return { title: (await getTranslations('plan'))('title') }
}

/** What a session still needs before its day, step by step. */
export default async function Page({ params }: PageProps<'/cat/sesi/[id]/atur'>) {
  const actor = await requireActor('exam.save_session')
  const { id } = await params
  const context = { actor, now: new Date() }
  const plan = isUuid(id) ? await findSessionPlan(context, id) : undefined
  if (!plan) return answerNotFound(actor, 'exam.save_session', id)
  const t = await getTranslations('plan')
  const locale = localeFrom(await getLocale())
  const zone = siteZone(plan.zone)
  const { date, time } = wallClock(plan.startsAt, zone)
  const isOpen = plan.state === 'planned' && !plan.publishedAt
  return (
    <>
      <PageHeader
        title={t('titleOf', { number: plan.number })}
        subtitle={t('subtitle', {
          programme: plan.programme,
          site: plan.site,
          at: formatInstant(plan.startsAt, locale, zone),
        })}
        crumbs={[
          { label: t('sessions'), href: '/cat/sesi' },
          { label: t('session', { number: plan.number }), href: `/cat/sesi/${id}` },
          { label: t('title') },
        ]}
      />
      <ClientMessages namespaces={['plan']}>
        {plan.voidReason !== null && (
          <Notice tone="warning" action={<ButtonLink href="/cat/sesi">{t('toSessions')}</ButtonLink>}>
            {t('cancelled', { reason: plan.voidReason })}
          </Notice>
        )}
        {plan.voidReason === null && (
          <PlanSteps
            plan={{
              id,
              state: plan.state,
              rooms: plan.rooms,
              assigned: plan.assigned,
              waiting: plan.waiting,
              publishedAt: plan.publishedAt && formatInstant(plan.publishedAt, locale, zone),
              isPast: plan.startsAt <= context.now,
            }}
            actions={{
              assign: assignCandidatesAction,
              clear: clearSessionAction,
              publish: publishSessionAction,
              prepare: prepareSessionAction,
            }}
          />
        )}
        {isOpen && (
          <Card title={t('change')} className="mt-6 max-w-[720px]">
            <SessionForm
              key={plan.version}
              session={{
                id,
                version: plan.version,
                programmeId: plan.programmeId,
                siteId: plan.siteId,
                roomIds: plan.rooms.map((room) => room.id),
                startsOn: date,
                startsAtTime: time,
              }}
              {...(await sessionChoices(context))}
              save={saveSessionAction}
            />
          </Card>
        )}
      </ClientMessages>
    </>
  )
}
