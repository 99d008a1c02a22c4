'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { requireFreshAuthentication } from '@/lib/auth/fresh-authentication.server'
import { confirmActivities, decideScore, scoreEvaluation } from '@/lib/kinerja/assessment.server'
import { confirmActivitiesInput, scoreInput } from '@/lib/kinerja/assessment-input'
import {
  achievementInput,
  confirmInput,
  decideObjectionInput,
  evaluationRef,
  objectionTextInput,
  rateInput,
} from '@/lib/kinerja/evaluation'
import { confirmEvaluation, rateEvaluation } from '@/lib/kinerja/evaluation.server'
import {
  acceptEvaluation,
  answerEvaluationObjection,
  decideEvaluationObjection,
  objectToEvaluation,
} from '@/lib/kinerja/evaluation-answer.server'
import { setAchievement } from '@/lib/kinerja/evaluation-pattern.server'
import { signedFormInput } from '@/lib/kinerja/form-input'
import { issueForm, signForm } from '@/lib/kinerja/form-signing.server'

export const confirmEvaluationAction = action('evaluation.confirm', confirmInput, async (context, input) => {
  await confirmEvaluation(context, input)
  revalidatePath('/kinerja/penilaian', 'layout')
})

export const rateEvaluationAction = action('evaluation.rate', rateInput, async (context, input) => {
  await rateEvaluation(context, input)
  revalidatePath('/kinerja/penilaian', 'layout')
})

export const acceptEvaluationAction = action('evaluation.accept', evaluationRef, async (context, ref) => {
  await acceptEvaluation(context, ref)
  revalidatePath('/kinerja/penilaian', 'layout')
})

export const objectToEvaluationAction = action('evaluation.object', objectionTextInput, async (context, input) => {
  await objectToEvaluation(context, input)
  revalidatePath('/kinerja/penilaian', 'layout')
})

export const answerEvaluationObjectionAction = action(
  'evaluation.answer_objection',
  objectionTextInput,
  async (context, input) => {
    await answerEvaluationObjection(context, input)
    revalidatePath('/kinerja/penilaian', 'layout')
  },
)

export const decideEvaluationObjectionAction = action(
  'evaluation.decide_objection',
  decideObjectionInput,
  async (context, input) => {
    await decideEvaluationObjection(context, input)
    revalidatePath('/kinerja/penilaian', 'layout')
  },
)

export const setAchievementAction = action('evaluation.set_achievement', achievementInput, async (context, input) => {
  await setAchievement(context, input)
  revalidatePath('/kinerja/penilaian', 'layout')
})

export const confirmActivitiesAction = action('evaluation.confirm', confirmActivitiesInput, async (context, input) => {
  await confirmActivities(context, input)
  revalidatePath('/kinerja/penilaian', 'layout')
})

export const scoreEvaluationAction = action('evaluation.rate', scoreInput, async (context, input) => {
  await scoreEvaluation(context, input)
  revalidatePath('/kinerja/penilaian', 'layout')
})

export const decideScoreAction = action('evaluation.decide_objection', scoreInput, async (context, input) => {
  await decideScore(context, input)
  revalidatePath('/kinerja/penilaian', 'layout')
})

export const signFormAction = action('evaluation.sign_form', signedFormInput, async (context, input) => {
  const { password, code, ...form } = input
  await requireFreshAuthentication(context, { password, code })
  await signForm(context, form)
  revalidatePath('/kinerja', 'layout')
})

export const issueFormAction = action(
  'evaluation.issue_form',
  signedFormInput,
  async (context, { password, code, ...input }) => {
    await requireFreshAuthentication(context, { password, code })
    const issued = await issueForm(context, input)
    revalidatePath('/kinerja', 'layout')
    return issued
  },
)
