import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { evaluationBehaviours, evaluationLines, evaluations } from '@/db/schema/kinerja-evaluation'
import { planItems } from '@/db/schema/kinerja-plan'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { deviationReason } from '@/lib/kinerja/distribution'
import { confirmationFindings, type confirmInput, evaluationFlow, type rateInput } from '@/lib/kinerja/evaluation'
import { findingsOfRater, lockEvaluation } from '@/lib/kinerja/evaluation-load.server'
import { patternFindings } from '@/lib/kinerja/evaluation-pattern.server'
import { predicateOf } from '@/lib/kinerja/rating'
import { todayOf } from '@/lib/kinerja/today'
import { Refusal, refuseUnless } from '@/lib/refusal'
import { move } from '@/lib/workflow'

/**
 * The employee confirms what was achieved, result by result; the database keeps the approved work behind it as it is now. Refuses
 * with the unmet findings, wrong_state, or invalid where a result of the plan is left out.
 */
export async function confirmEvaluation(context: Context, input: z.output<typeof confirmInput>): Promise<void> {
  await transact(context, async (tx) => {
    const { plan, period, evaluation } = await lockEvaluation(tx, context, input, 'permenpanrb6_2022')
    const isOwn = evaluation.employeeId === context.actor.employeeId
    refuseUnless(confirmationFindings(period, isOwn, todayOf(context)))
    const state = move(evaluationFlow, evaluation.state, 'confirm')
    const realisations = await byItem(tx, plan.id, input.lines)
    if (realisations.some(({ line }) => !line)) throw new Refusal('invalid')

    for (const { itemId, line } of realisations) {
      const row = { evaluationId: evaluation.id, itemId, realisation: line?.realisation ?? '' }
      await tx.insert(evaluationLines).values(row)
    }
    const after = { state, confirmedAt: context.now }
    await tx.update(evaluations).set(after).where(eq(evaluations.id, evaluation.id))
    await recordAudit(tx, context, 'evaluation.confirm', evaluation, { ...evaluation, ...after }, subjectOf(evaluation))
  })
}

/**
 * The appraiser rates results and behaviour; the matrix gives the predikat. From then on the result is with the employee,
 * and the one of a year stands in their history. Refuses with the unmet findings or wrong_state.
 */
export async function rateEvaluation(context: Context, input: z.output<typeof rateInput>): Promise<void> {
  await transact(context, async (tx) => {
    const locked = await lockEvaluation(tx, context, input, 'permenpanrb6_2022')
    const { evaluation } = locked
    const predicate = predicateOf(input.result, input.behaviour)
    const state = move(evaluationFlow, evaluation.state, 'send')
    refuseUnless([
      ...(await findingsOfRater(tx, context, locked)),
      deviationReason(await patternFindings(tx, evaluation, predicate), input.deviationReason),
    ])

    await saveFeedback(tx, evaluation, input)
    const after = {
      state,
      resultRating: input.result,
      behaviourRating: input.behaviour,
      predicate,
      ground: input.ground,
      deviationReason: input.deviationReason || null,
      receivedOn: todayOf(context),
      receivedAt: context.now,
    }
    await tx.update(evaluations).set(after).where(eq(evaluations.id, evaluation.id))
    await keepResult(tx, evaluation)
    await recordAudit(tx, context, 'evaluation.rate', evaluation, { ...evaluation, ...after }, subjectOf(evaluation))
  })
}

/** Feedback stands beside what was confirmed; where nobody confirmed, beside the approved work alone. */
async function saveFeedback(
  tx: Tx,
  { id: evaluationId, planId }: Pick<typeof evaluations.$inferSelect, 'id' | 'planId'>,
  { lines, values }: z.output<typeof rateInput>,
): Promise<void> {
  for (const { itemId, line } of await byItem(tx, planId, lines)) {
    const feedback = line?.feedback ?? ''
    await tx
      .insert(evaluationLines)
      .values({ evaluationId, itemId, feedback })
      .onConflictDoUpdate({ target: [evaluationLines.evaluationId, evaluationLines.itemId], set: { feedback } })
  }
  const said = values.filter(({ feedback }) => feedback !== '')
  if (said.length > 0) await tx.insert(evaluationBehaviours).values(said.map((each) => ({ evaluationId, ...each })))
}

/** Each result of a plan with the line that was sent for it. */
async function byItem<L extends { itemId: string }>(tx: Tx, planId: string, lines: readonly L[]) {
  const items = await tx.select({ itemId: planItems.id }).from(planItems).where(eq(planItems.planId, planId))
  return items.map(({ itemId }) => ({ itemId, line: lines.find((line) => line.itemId === itemId) }))
}

/** The result of a year stands in the history of the person, where promotions read it; see `keep_evaluation_result`. */
export async function keepResult(tx: Tx, { id, kind }: Pick<typeof evaluations.$inferSelect, 'id' | 'kind'>) {
  if (kind === 'annual') await tx.execute(sql`select keep_evaluation_result(${id})`)
}

export function subjectOf(evaluation: Pick<typeof evaluations.$inferSelect, 'id' | 'agencyId' | 'employeeId'>) {
  const { id, agencyId, employeeId } = evaluation
  return { subjectId: id, agencyId, employeeId }
}
