import 'server-only'
import { eq } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { evaluationLines, evaluations } from '@/db/schema/kinerja-evaluation'
import { planItems } from '@/db/schema/kinerja-plan'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { assess, missingFigures, performanceInput, twoDecimals } from '@/lib/kinerja/assessment'
import type {
  AssessmentInput,
  ConfirmActivitiesInput,
  RealisedActivity,
  ScoreInput,
} from '@/lib/kinerja/assessment-input'
import { confirmationFindings, evaluationFlow } from '@/lib/kinerja/evaluation'
import { keepResult, subjectOf } from '@/lib/kinerja/evaluation.server'
import { findingsOfDecider, findingsOfRater, lockEvaluation } from '@/lib/kinerja/evaluation-load.server'
import { scoreFindings } from '@/lib/kinerja/pp46'
import { todayOf } from '@/lib/kinerja/today'
import { Refusal, refuseUnless } from '@/lib/refusal'
import { move } from '@/lib/workflow'

/**
 * The employee says what was achieved of each activity, and what came on top of the plan (PP 46/2011). Refuses with the
 * unmet findings, wrong_state, or invalid where an activity or a figure that has a target is left out.
 */
export async function confirmActivities(context: Context, input: ConfirmActivitiesInput): Promise<void> {
  await transact(context, async (tx) => {
    const { plan, period, evaluation } = await lockEvaluation(tx, context, input, 'pp46_2011')
    const isOwn = evaluation.employeeId === context.actor.employeeId
    refuseUnless(confirmationFindings(period, isOwn, todayOf(context)))
    const state = move(evaluationFlow, evaluation.state, 'confirm')
    await targetsFor(tx, plan.id, input.activities)

    const measured = input.activities.map((measures) => ({
      evaluationId: evaluation.id,
      itemId: measures.itemId,
      measures,
    }))
    await tx.insert(evaluationLines).values(measured)
    const { extraTasks, creations } = input
    const after = { state, confirmedAt: context.now, additions: { extraTasks, creations } }
    await tx.update(evaluations).set(after).where(eq(evaluations.id, evaluation.id))
    await recordAudit(tx, context, 'evaluation.confirm', evaluation, { ...evaluation, ...after }, subjectOf(evaluation))
  })
}

/**
 * The appraiser verifies the figures and gives quality and behaviour; the arithmetic gives the number and the number its
 * word. From then on the result is with the employee, and in their history. Refuses as `confirmActivities` does.
 */
export async function scoreEvaluation(context: Context, input: ScoreInput): Promise<void> {
  await transact(context, async (tx) => {
    const locked = await lockEvaluation(tx, context, input, 'pp46_2011')
    const { plan, evaluation } = locked
    const state = move(evaluationFlow, evaluation.state, 'send')
    refuseUnless(await findingsOfRater(tx, context, locked))
    const scored = await scoreOf(tx, plan, input)
    const after = { state, ...scored, ground: input.ground, receivedOn: todayOf(context), receivedAt: context.now }
    await tx.update(evaluations).set(after).where(eq(evaluations.id, evaluation.id))
    await keepResult(tx, evaluation)
    await recordAudit(tx, context, 'evaluation.rate', evaluation, { ...evaluation, ...after }, subjectOf(evaluation))
  })
}

/**
 * The superior of the appraiser decides an objection: other figures that make another number change the result, all
 * others keep it. Final. Refuses with the unmet findings, wrong_state or invalid.
 */
export async function decideScore(context: Context, input: ScoreInput): Promise<void> {
  await transact(context, async (tx) => {
    const { plan, evaluation } = await lockEvaluation(tx, context, input, 'pp46_2011')
    const { score: firstScore, assessment: firstAssessment } = evaluation
    const scored = await scoreOf(tx, plan, input)
    const isChange = Number(scored.score) !== Number(firstScore)
    const state = move(evaluationFlow, evaluation.state, isChange ? 'change' : 'keep')
    refuseUnless(findingsOfDecider(context, evaluation))
    const result = isChange ? { ...scored, firstScore, firstAssessment } : {}
    const after = { state, decision: input.ground, decidedAt: context.now, ...result }
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

/** The number of a form against the targets of the plan, with its word and its working. */
async function scoreOf(tx: Tx, plan: { id: string; startsOn: string }, input: AssessmentInput) {
  const targets = await targetsFor(tx, plan.id, input.activities)
  refuseUnless(scoreFindings(performanceInput(plan.startsOn, targets, input)))
  const { assessment, predicate } = assess(plan.startsOn, targets, input)
  return { assessment, predicate, score: twoDecimals(assessment.value) }
}

/** The targets of a plan; refuses with invalid where an activity of it, or a figure, is left out. */
async function targetsFor(tx: Tx, planId: string, activities: readonly RealisedActivity[]) {
  const targets = await tx
    .select({
      id: planItems.id,
      quantity: planItems.quantity,
      quality: planItems.quality,
      duration: planItems.duration,
      costRupiah: planItems.costRupiah,
    })
    .from(planItems)
    .where(eq(planItems.planId, planId))
    .orderBy(planItems.position)
  const isWhole = targets.every(({ id }) => activities.filter(({ itemId }) => itemId === id).length === 1)
  const missing = missingFigures(activities, targets)
  if (!isWhole || Object.keys(missing).length > 0) throw new Refusal('invalid', {}, missing)
  return targets
}
