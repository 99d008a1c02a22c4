import { getLocale, getTranslations } from 'next-intl/server'
import { EarlierResults } from '@/components/kinerja/earlier-results'
import { AnswerResult, DecideForm, ReasonForm } from '@/components/kinerja/evaluation-answer'
import { type EvaluationActions, EvaluationForm } from '@/components/kinerja/evaluation-form'
import { EvaluationOutcome, ObjectionCard } from '@/components/kinerja/evaluation-outcome'
import { EvaluationStateTag, periodNameOf } from '@/components/kinerja/evaluation-table'
import { OfficialForms } from '@/components/kinerja/official-forms'
import { PlanPeopleOf } from '@/components/kinerja/plan-people'
import { ScoreOutcome } from '@/components/kinerja/score-outcome'
import { WorkLink } from '@/components/kinerja/work-link'
import { PrintButton } from '@/components/registry/print-button'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { isAllowed } from '@/lib/auth/permissions'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { formatDate, formatNip } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { evaluationAt } from '@/lib/kinerja/evaluation-load.server'
import { type Turn, turnOf } from '@/lib/kinerja/evaluation-turn'
import { type FoundEvaluation, findEvaluation } from '@/lib/kinerja/evaluations-read.server'
import { listEvaluationForms } from '@/lib/kinerja/forms.server'
import { answerDueOn, objectionEndsOn } from '@/lib/kinerja/objection'
import type { Predicate, Rating } from '@/lib/registry/predicate'
import {
  acceptEvaluationAction,
  answerEvaluationObjectionAction,
  confirmActivitiesAction,
  confirmEvaluationAction,
  decideEvaluationObjectionAction,
  decideScoreAction,
  issueFormAction,
  objectToEvaluationAction,
  rateEvaluationAction,
  scoreEvaluationAction,
  signFormAction,
} from '../../actions'

const FORM_ACTIONS: EvaluationActions = {
  confirm: confirmEvaluationAction,
  confirmActivities: confirmActivitiesAction,
  rate: rateEvaluationAction,
  score: scoreEvaluationAction,
  decideScore: decideScoreAction,
}

/** Turns in which the form shows what the result would repeat. */
const ACTING: readonly Turn[] = ['confirm', 'rate', 'decide_objection']

export async function generateMetadata() {
  return { title: (await getTranslations('evaluation'))('title') }
}

/** One evaluation: whoever's turn it is acts on it, everybody it names reads it. */
export default async function Page({ params }: PageProps<'/kinerja/penilaian/[id]/[periode]'>) {
  const actor = await requireActor('evaluation.read')
  const { id, periode } = await params
  const context = { actor, now: new Date() }
  const ref = await evaluationAt(context, id, periode)
  const evaluation = ref && (await findEvaluation(context, ref))
  if (!ref || !evaluation) return answerNotFound(actor, 'evaluation.read', id)
  const t = await getTranslations('evaluation')
  const locale = localeFrom(await getLocale())
  const on = (date: string) => formatDate(date, 'long', locale)
  const { part, state, people, row } = evaluation
  const { name, nip, position } = people.employee
  const signingSide =
    part === 'employee' || (part === 'appraiser' && isAllowed(actor.role, 'evaluation.issue_form')) ? part : null
  const turn = turnOf(evaluation, (permission) => isAllowed(actor.role, permission))
  return (
    <ClientMessages namespaces={['evaluation', 'skp', 'working']}>
      <PageHeader
        title={name}
        crumbs={[
          { label: t('title'), href: '/kinerja/penilaian' },
          { label: periodNameOf(t, locale, evaluation.period) },
        ]}
        subtitle={`${formatNip(nip)} · ${position} · ${t('span', { startsOn: on(evaluation.period.startsOn), endsOn: on(evaluation.period.endsOn) })}`}
        actions={row?.predicate && <PrintButton icon={<Icon name="printer" />} label={t('print')} />}
      />
      <p className="mb-4 flex flex-wrap items-center gap-3 text-muted text-sm">
        <EvaluationStateTag state={state} turn={turn} />
        {evaluation.isLate ? (
          <b className="text-danger">{t('late', { day: on(evaluation.dueOn) })}</b>
        ) : row?.receivedOn ? (
          `${t('receivedOn')} ${on(row.receivedOn)}`
        ) : (
          t('dueOn', { on: on(evaluation.dueOn) })
        )}
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {state === 'open' && part !== 'employee' && turn !== 'rate' && (
          <Notice tone="info">{t('waitConfirm', { name, dueOn: on(evaluation.confirmationDueOn) })}</Notice>
        )}
        {state === 'confirmed' && part !== 'appraiser' && (
          <Notice tone="info">{t('waitRating', { dueOn: on(evaluation.dueOn) })}</Notice>
        )}
        {turn === 'accept' && row?.receivedOn && (
          <AnswerResult
            evaluationRef={ref}
            hint={t('answerHint', {
              superior: people.superior?.name ?? t('superiorNone'),
              endsOn: on(objectionEndsOn(row.receivedOn)),
            })}
            accept={acceptEvaluationAction}
            object={objectToEvaluationAction}
          />
        )}
        {row?.objectedOn && (
          <ObjectionCard row={row} answerDue={on(answerDueOn(row.objectedOn))}>
            {turn === 'answer_objection' && (
              <ReasonForm
                evaluationRef={ref}
                label={t('answer')}
                send={t('sendAnswer')}
                action={answerEvaluationObjectionAction}
              />
            )}
            {turn === 'decide_objection' && evaluation.regime !== 'pp46_2011' && (
              <DecideForm
                evaluationRef={ref}
                result={row.resultRating as Rating}
                behaviour={row.behaviourRating as Rating}
                action={decideEvaluationObjectionAction}
              />
            )}
          </ObjectionCard>
        )}
        {evaluation.ordered.entries > 0 && (
          <Card title={t('ordered')} action={t('orderedHint')}>
            <p className="text-sm">
              <WorkLink work={evaluation.ordered} />
            </p>
          </Card>
        )}
        {evaluation.earlier.length > 0 && <EarlierResults results={evaluation.earlier} />}
        {turn && <EvaluationForm evaluation={evaluation} evaluationRef={ref} turn={turn} actions={FORM_ACTIONS} />}
        {!(turn && ACTING.includes(turn)) && <Outcome evaluation={evaluation} />}
        {row?.predicate && (
          <Card
            title={t('document')}
            action={
              evaluation.organisation &&
              t('organisationOf', { organisation: t(`organisation.${evaluation.organisation}`) })
            }
          >
            <PlanPeopleOf people={people} />
          </Card>
        )}
        <OfficialForms
          evaluationRef={ref}
          forms={await listEvaluationForms(context, evaluation)}
          side={signingSide}
          sign={part === 'employee' ? signFormAction : issueFormAction}
        />
      </div>
    </ClientMessages>
  )
}

/** A result by either law; before there is one, the results of the plan. */
function Outcome({ evaluation }: { evaluation: FoundEvaluation }) {
  const { row, items, regime } = evaluation
  if (regime === 'pp46_2011' && row?.assessment && row.predicate) {
    return (
      <ScoreOutcome
        items={items}
        assessment={row.assessment}
        predicate={row.predicate as Predicate}
        ground={row.ground}
      />
    )
  }
  return <EvaluationOutcome evaluation={evaluation} />
}
