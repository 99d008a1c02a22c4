import { getLocale, getTranslations } from 'next-intl/server'
import { CommentForm } from '@/components/kinerja/comment-form'
import { FeedbackForm } from '@/components/kinerja/feedback-form'
import { OfficialForms } from '@/components/kinerja/official-forms'
import { PlanActions } from '@/components/kinerja/plan-actions'
import { PlanActivities } from '@/components/kinerja/plan-activities'
import { PlanBehaviours } from '@/components/kinerja/plan-behaviours'
import { PlanDialogue } from '@/components/kinerja/plan-dialogue'
import { PlanDisagreement } from '@/components/kinerja/plan-disagreement'
import { PlanFeedback } from '@/components/kinerja/plan-feedback'
import { PlanPeopleOf } from '@/components/kinerja/plan-people'
import { PlanResults } from '@/components/kinerja/plan-results'
import { PlanStateTag } from '@/components/kinerja/plan-state-tag'
import { Relink } from '@/components/kinerja/relink'
import { PrintButton } from '@/components/registry/print-button'
import { Card } from '@/components/ui/card'
import { FindingsList } from '@/components/ui/findings-list'
import { Icon } from '@/components/ui/icon'
import { FactStrip, KeyValues } from '@/components/ui/key-values'
import { PageHeader } from '@/components/ui/page-header'
import { officeZone } from '@/lib/auth/office-zone.server'
import { isAllowed } from '@/lib/auth/permissions'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { civilDateIn, yearOf } from '@/lib/civil-date'
import { formatDate, formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { listFeedback } from '@/lib/kinerja/feedback.server'
import { listPlanForms } from '@/lib/kinerja/forms.server'
import { CORE_VALUES, isReferralOpen, isUnsettled } from '@/lib/kinerja/plan'
import { planFindings } from '@/lib/kinerja/plan-findings'
import { planDecisionDueOn } from '@/lib/kinerja/plan-referral.server'
import { findPlan, leadingOf } from '@/lib/kinerja/plans-read.server'
import { isUuid } from '@/lib/uuid'
import { issueFormAction, signFormAction } from '../../penilaian/actions'
import { giveFeedbackAction } from '../../tim/actions'
import {
  agreePlanAction,
  amendPlanAction,
  commentPlanAction,
  directPlanAction,
  movePlanAction,
  proposePlanAction,
  referPlanAction,
  relinkItemAction,
  returnPlanAction,
  settlePlanAction,
  withdrawPlanAction,
} from '../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('skp'))('one') }
}

/** One SKP as its official form has it, on the screen and on paper. */
export default async function Page({ params }: PageProps<'/kinerja/skp/[id]'>) {
  const actor = await requireActor('plan.read')
  const { id } = await params
  const context = { actor, now: new Date() }
  const plan = isUuid(id) ? await findPlan(context, id) : undefined
  if (!plan) return answerNotFound(actor, 'plan.read', id)
  const t = await getTranslations('skp')
  const team = await getTranslations('team')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const isOwn = plan.employeeId === actor.employeeId
  const isAppraiser = plan.appraiserId === actor.employeeId && isAllowed(actor.role, 'plan.agree')
  const isSuperior = plan.superiorId === actor.employeeId && isAllowed(actor.role, 'plan.settle')
  const findings = isUnsettled(plan.state) ? planFindings(plan) : []
  const isWhole = findings.every(({ met }) => met)
  const isBack = isReferralOpen(plan)
  const wasProposed = plan.state === 'proposed' || (plan.state === 'draft' && plan.proposedAt !== null && !isBack)
  const canRefer = isOwn ? isWhole && wasProposed : isAppraiser && plan.state === 'proposed'
  const dueOn = plan.referredAt ? await planDecisionDueOn(context, { ...plan, referredAt: plan.referredAt }) : null
  const provisional = plan.state === 'agreed' && isOwn ? plan.items.filter(({ leaderItemId }) => !leaderItemId) : []
  const leading = provisional.length > 0 && plan.model ? await leadingOf(context, plan) : []
  const itemsOf = (kind: string) => plan.items.filter((item) => item.kind === kind)
  const title = t('titleOf', { year: yearOf(plan.startsOn), name: plan.people.employee.name })
  const origin = isOwn
    ? { label: t('title'), href: '/kinerja/skp' }
    : { label: t('team.title'), href: '/kinerja/tim/skp' }
  const crumbs = isOwn || isAppraiser || isSuperior ? [origin, { label: title }] : []
  return (
    <>
      <PageHeader
        title={title}
        crumbs={crumbs}
        subtitle={t('periodOf', {
          year: yearOf(plan.startsOn),
          startsOn: formatDate(plan.startsOn, 'long', locale),
          endsOn: formatDate(plan.endsOn, 'long', locale),
        })}
        actions={
          <ClientMessages namespaces={['skp']}>
            <PrintButton icon={<Icon name="printer" />} label={t('print')} />
            <PlanActions
              plan={{ id, version: plan.version }}
              may={{
                edit: isOwn && plan.state === 'draft',
                propose: isOwn && plan.state === 'draft' && isWhole,
                isBack,
                withdraw: isOwn && (plan.state === 'proposed' || plan.state === 'referred'),
                change: isOwn && plan.state === 'agreed',
                answer: isAppraiser && plan.state === 'proposed',
                agree: isAppraiser && (plan.state === 'proposed' || plan.state === 'referred'),
                refer: canRefer ? (isOwn ? 'employee' : 'appraiser') : null,
                settle: isSuperior && plan.state === 'referred',
              }}
              superior={plan.people.superior?.name ?? t('disagreement.superior')}
              actions={{
                propose: proposePlanAction,
                withdraw: withdrawPlanAction,
                agree: agreePlanAction,
                giveBack: returnPlanAction,
                refer: referPlanAction,
                settle: settlePlanAction,
                direct: directPlanAction,
                amend: amendPlanAction,
                move: movePlanAction,
              }}
            />
          </ClientMessages>
        }
      />
      <FactStrip
        items={[
          {
            label: t('stateLabel'),
            value: <PlanStateTag state={plan.state} />,
            note: t(`next.${plan.state}`, { dueOn: dueOn ? formatDate(dueOn, 'long', locale) : '' }),
          },
          {
            label: t('revision'),
            value: t('revisionOf', { revision: plan.revision }),
            note: plan.amendmentReason,
          },
          { label: t('regimeLabel'), value: t(`regime.${plan.regime}`), note: plan.model && t(`model.${plan.model}`) },
          { label: t('agreedAt'), value: plan.agreedAt ? formatInstant(plan.agreedAt, locale, zone) : t('notYet') },
        ]}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        {!isWhole && (
          <Card title={t('beforeProposing')} flush className="print:hidden">
            <FindingsList findings={findings} caption={t('beforeProposing')} />
          </Card>
        )}
        {leading.length > 0 && (
          <Card title={t('relinkTitle')} flush className="print:hidden">
            <ClientMessages namespaces={['skp']}>
              <Relink
                lines={provisional.map(({ id: line, text, leaderText }) => ({ id: line, text, leaderText }))}
                leading={leading}
                relink={relinkItemAction}
              />
            </ClientMessages>
          </Card>
        )}
        {dueOn && (
          <PlanDisagreement plan={plan} dueOn={dueOn} today={civilDateIn('Asia/Jakarta', context.now)} zone={zone} />
        )}
        <Card title={t('people')}>
          <PlanPeopleOf people={plan.people} />
        </Card>
        {plan.model ? (
          <>
            <Card title={t('main')} flush>
              <PlanResults items={itemsOf('main')} model={plan.model} />
            </Card>
            {itemsOf('additional').length > 0 && (
              <Card title={t('additional')} flush>
                <PlanResults items={itemsOf('additional')} model={plan.model} />
              </Card>
            )}
            <Card title={t('behaviour')} flush>
              <PlanBehaviours behaviours={plan.behaviours} />
            </Card>
          </>
        ) : (
          <Card title={t('activities')} flush>
            <PlanActivities items={itemsOf('activity')} />
          </Card>
        )}
        {plan.model && (
          <Card title={t('attachments')}>
            <KeyValues
              items={[
                { label: t('resources'), value: plan.resources || t('notYet') },
                { label: t('accountability'), value: plan.accountability || t('notYet') },
                { label: t('consequences'), value: plan.consequences || t('notYet') },
              ]}
            />
          </Card>
        )}
        <ClientMessages namespaces={['evaluation']}>
          <OfficialForms
            evaluationRef={{ planId: id, kind: 'annual', startsOn: plan.startsOn }}
            forms={await listPlanForms(context, plan)}
            side={isOwn ? 'employee' : isAppraiser ? 'appraiser' : null}
            sign={isOwn ? signFormAction : issueFormAction}
          />
        </ClientMessages>
        {plan.agreedAt && (
          <Card title={team('feedback.title')} className="print:hidden">
            {isAllowed(actor.role, 'plan.feedback') && plan.appraiserId === actor.employeeId && (
              <ClientMessages namespaces={['team']}>
                <FeedbackForm
                  planId={plan.id}
                  subjects={[
                    ...plan.items.map((item, at) => ({
                      about: item.id,
                      label: team('feedback.result', { position: at + 1, text: item.text }),
                    })),
                    ...CORE_VALUES.map((value) => ({
                      about: value,
                      label: team('feedback.value', { name: t(`value.${value}.name`) }),
                    })),
                  ]}
                  action={giveFeedbackAction}
                />
              </ClientMessages>
            )}
            <PlanFeedback feedback={await listFeedback({ actor, now: new Date() }, plan.id)} zone={zone} />
          </Card>
        )}
        <Card title={t('dialogue')} className="print:hidden">
          {(isOwn || isAppraiser || (isSuperior && plan.state === 'referred')) && (
            <ClientMessages namespaces={['skp']}>
              <CommentForm id={id} comment={commentPlanAction} />
            </ClientMessages>
          )}
          <PlanDialogue notes={plan.notes} zone={zone} />
        </Card>
      </div>
    </>
  )
}
