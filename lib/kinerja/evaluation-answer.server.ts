import 'server-only'
import { eq } from 'drizzle-orm'
import type * as z from 'zod'
import { transact } from '@/db/client.server'
import { evaluations } from '@/db/schema/kinerja-evaluation'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import {
  type decideObjectionInput,
  type EvaluationRef,
  evaluationFlow,
  type objectionTextInput,
  stateOn,
} from '@/lib/kinerja/evaluation'
import { keepResult, subjectOf } from '@/lib/kinerja/evaluation.server'
import { findingsOfDecider, lockEvaluation } from '@/lib/kinerja/evaluation-load.server'
import { objectionFindings } from '@/lib/kinerja/objection'
import { predicateOf } from '@/lib/kinerja/rating'
import { todayOf } from '@/lib/kinerja/today'
import { Refusal, refuseUnless } from '@/lib/refusal'
import { move } from '@/lib/workflow'

/** The employee accepts the result at once. Refuses with not_found for anybody else, or wrong_state. */
export async function acceptEvaluation(context: Context, ref: EvaluationRef): Promise<void> {
  await transact(context, async (tx) => {
    const { evaluation } = await lockEvaluation(tx, context, ref)
    if (evaluation.employeeId !== context.actor.employeeId) throw new Refusal('not_found')
    const after = { state: move(evaluationFlow, stateOf(evaluation, context), 'accept') }
    await tx.update(evaluations).set(after).where(eq(evaluations.id, evaluation.id))
    await recordAudit(tx, context, 'evaluation.accept', evaluation, { ...evaluation, ...after }, subjectOf(evaluation))
  })
}

/** Keberatan of the employee. Refuses with the unmet findings or wrong_state. */
export async function objectToEvaluation(context: Context, input: z.output<typeof objectionTextInput>): Promise<void> {
  await transact(context, async (tx) => {
    const { evaluation } = await lockEvaluation(tx, context, input)
    const today = todayOf(context)
    const state = move(evaluationFlow, evaluation.state, 'object')
    const { startsOn, receivedOn } = evaluation
    if (receivedOn === null) throw new Error(`${evaluation.id} was received on no day`)
    const isOwn = evaluation.employeeId === context.actor.employeeId
    const hasSuperior = evaluation.superiorId !== null
    refuseUnless(objectionFindings({ startsOn, receivedOn, isOwn, hasSuperior }, input.text, today))

    const after = { state, objectedOn: today, objectedAt: context.now, objection: input.text }
    await tx.update(evaluations).set(after).where(eq(evaluations.id, evaluation.id))
    await recordAudit(tx, context, 'evaluation.object', evaluation, { ...evaluation, ...after }, subjectOf(evaluation))
  })
}

/** The appraiser explains to the superior. Refuses with not_found for anybody else, or wrong_state. */
export async function answerEvaluationObjection(
  context: Context,
  input: z.output<typeof objectionTextInput>,
): Promise<void> {
  await transact(context, async (tx) => {
    const { evaluation } = await lockEvaluation(tx, context, input)
    if (evaluation.appraiserId !== context.actor.employeeId) throw new Refusal('not_found')
    const state = move(evaluationFlow, evaluation.state, 'answer')
    const after = { state, answer: input.text, answeredAt: context.now }
    await tx.update(evaluations).set(after).where(eq(evaluations.id, evaluation.id))
    await recordAudit(
      tx,
      context,
      'evaluation.answer_objection',
      evaluation,
      { ...evaluation, ...after },
      subjectOf(evaluation),
    )
  })
}

/**
 * The superior of the appraiser decides: other ratings change the result, the same ones keep it. Final. Refuses with the
 * unmet findings or wrong_state.
 */
export async function decideEvaluationObjection(
  context: Context,
  input: z.output<typeof decideObjectionInput>,
): Promise<void> {
  await transact(context, async (tx) => {
    const { evaluation } = await lockEvaluation(tx, context, input, 'permenpanrb6_2022')
    const { resultRating, behaviourRating } = evaluation
    const isChange = input.result !== resultRating || input.behaviour !== behaviourRating
    const state = move(evaluationFlow, evaluation.state, isChange ? 'change' : 'keep')
    refuseUnless(findingsOfDecider(context, evaluation))

    const after = {
      state,
      decision: input.text,
      decidedAt: context.now,
      resultRating: input.result,
      behaviourRating: input.behaviour,
      predicate: predicateOf(input.result, input.behaviour),
      firstResultRating: resultRating,
      firstBehaviourRating: behaviourRating,
    }
    await tx.update(evaluations).set(after).where(eq(evaluations.id, evaluation.id))
    if (isChange) await keepResult(tx, evaluation)
    await recordAudit(
      tx,
      context,
      'evaluation.decide_objection',
      evaluation,
      { ...evaluation, ...after },
      subjectOf(evaluation),
    )
  })
}

/** The state that counts today: silence accepts. */
function stateOf({ state, receivedOn }: typeof evaluations.$inferSelect, context: Context) {
  return stateOn(state, receivedOn, todayOf(context))
}
