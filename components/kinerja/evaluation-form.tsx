import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { ConfirmForm } from '@/components/kinerja/confirm-form'
import { RateForm } from '@/components/kinerja/rate-form'
import { ConfirmActivitiesForm, ScoreForm } from '@/components/kinerja/score-forms'
import type { EvaluationRef } from '@/lib/kinerja/evaluation'
import type { Turn } from '@/lib/kinerja/evaluation-turn'
import type { FoundEvaluation } from '@/lib/kinerja/evaluations-read.server'

/** What is done by figures under PP 46/2011 and by words and ratings under PermenPANRB 6/2022. */
export type EvaluationActions = {
  confirm: ComponentProps<typeof ConfirmForm>['action']
  confirmActivities: ComponentProps<typeof ConfirmActivitiesForm>['action']
  rate: ComponentProps<typeof RateForm>['action']
  score: ComponentProps<typeof ScoreForm>['action']
  decideScore: ComponentProps<typeof ScoreForm>['action']
}

/** The form of whose turn it is: to confirm, to rate, or to decide about a score. Nothing for other turns. */
export function EvaluationForm({
  evaluation,
  evaluationRef,
  turn,
  actions,
}: {
  evaluation: FoundEvaluation
  evaluationRef: EvaluationRef
  turn: Turn
  actions: EvaluationActions
}) {
  const t = useTranslations('evaluation')
  const { items, additions, row } = evaluation
  const { name } = evaluation.people.employee
  const isScored = evaluation.regime === 'pp46_2011'
  const subject = { evaluationRef, items }
  if (turn === 'confirm') {
    if (!isScored) return <ConfirmForm {...subject} action={actions.confirm} />
    return <ConfirmActivitiesForm {...subject} additions={additions} action={actions.confirmActivities} />
  }
  if (turn === 'rate' && !isScored) {
    const { expectations, given } = evaluation
    return <RateForm {...subject} {...{ name, expectations, given }} unit={evaluation} action={actions.rate} />
  }
  if (turn === 'rate') {
    const words = {
      ground: t('groundScore'),
      groundHint: t('groundHint', { name }),
      send: t('send'),
      sent: t('sent', { name }),
    }
    return <ScoreForm {...subject} additions={additions} words={words} action={actions.score} />
  }
  if (turn === 'decide_objection' && isScored) {
    const words = {
      ground: t('decisionReasons'),
      groundHint: t('decisionScoreHint'),
      send: t('decide'),
      sent: t('decisionFinal'),
    }
    const given = row?.assessment
    return <ScoreForm {...subject} additions={additions} given={given} words={words} action={actions.decideScore} />
  }
  return null
}
