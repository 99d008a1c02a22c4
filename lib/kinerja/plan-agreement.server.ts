import 'server-only'
import { ne, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { plans } from '@/db/schema/kinerja-plan'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { isReferralOpen, planFlow } from '@/lib/kinerja/plan'
import { newPlanFindings, planFindings, referralFindings, secondParty } from '@/lib/kinerja/plan-findings'
import {
  addNote,
  appraisalDay,
  appraisalOn,
  lockPlan,
  lockPlansOf,
  type PlanRow,
  standingPlans,
} from '@/lib/kinerja/plan-rows.server'
import { changePlan } from '@/lib/kinerja/plans.server'
import { readItems } from '@/lib/kinerja/plans-read.server'
import { Refusal, refuseUnless } from '@/lib/refusal'
import { move } from '@/lib/workflow'

type Ref = { id: string; version: number }

/**
 * Hands a draft to the appraiser of the day, who may be another one than when it was begun; what the superior wanted
 * changed goes back to the superior. Refuses with the unmet findings of the plan.
 */
export async function proposePlan(context: Context, ref: Ref): Promise<void> {
  await transact(context, async (tx) => {
    const plan = await lockPlan(tx, context, ref, 'employeeId')
    const isBack = isReferralOpen(plan)
    const state = move(planFlow, plan.state, isBack ? 'refer' : 'propose')
    const named = await namedAnew(tx, context, plan)
    if (isBack) refuseUnless(referralFindings({ ...plan, ...named }, named.superiorId, true))
    await changePlan(tx, context, 'plan.propose', plan, { state, ...named, proposedAt: context.now })
  })
}

/** Whom a draft names on the day it is handed over. Refuses with what is still missing in it. */
export async function namedAnew(tx: Tx, context: Context, plan: PlanRow) {
  const { unitId, appraiserId, superiorId, people } = await appraisalOn(tx, appraisalDay(context, plan))
  refuseUnless([...(await contentFindings(tx, plan)), ...newPlanFindings(plan, appraiserId !== null, [])])
  return { unitId, appraiserId: appraiserId ?? plan.appraiserId, superiorId, people }
}

/** Takes a plan back while the appraiser has not answered, or the superior not decided: the disagreement ends with it. */
export async function withdrawPlan(context: Context, ref: Ref): Promise<void> {
  await transact(context, async (tx) => {
    const plan = await lockPlan(tx, context, ref, 'employeeId')
    const state = move(planFlow, plan.state, 'withdraw')
    await changePlan(tx, context, 'plan.withdraw', plan, { state, referredBy: null, referredAt: null })
  })
}

/**
 * Makes a proposed plan the contract of both; the one that it amends is replaced in the same moment. Refuses with the
 * unmet findings, and with wrong_state where the amended one holds no more.
 */
export async function agreePlan(context: Context, ref: Ref): Promise<void> {
  await transact(context, async (tx) => {
    const plan = await lockPlan(tx, context, ref, 'appraiserId')
    const state = move(planFlow, plan.state, 'agree')
    await clearTheWay(tx, context, plan)
    await changePlan(tx, context, 'plan.agree', plan, { state, agreedAt: context.now })
  })
}

/** Makes room for a plan that takes effect now. Refuses with the unmet findings, and as `replace` does. */
export async function clearTheWay(tx: Tx, context: Context, plan: PlanRow): Promise<void> {
  await lockPlansOf(tx, plan.employeeId)
  refuseUnless([secondParty(plan, context.actor.employeeId), ...(await contentFindings(tx, plan))])
  if (plan.replacesId) await replace(tx, context, plan)
  const others = (await standingPlans(tx, plan.employeeId, ne(plans.id, plan.id))).filter(
    ({ state }) => state === 'agreed' || state === 'ended',
  )
  refuseUnless(newPlanFindings(plan, true, others))
}

/** Ends the plan that a proposed one amends, which may name an appraiser from before: see `replace_plan`. */
async function replace(tx: Tx, context: Context, { id, replacesId, agencyId, employeeId }: PlanRow): Promise<void> {
  const [replaced] = await tx.execute<{ version: number | null }>(sql`select replace_plan(${id}::uuid) as version`)
  if (typeof replaced?.version !== 'number') throw new Refusal('wrong_state', { state: 'replaced', event: 'replace' })
  const { version } = replaced
  const subject = { agencyId, employeeId, subjectId: replacesId }
  const [before, after] = [
    { state: 'agreed', version },
    { state: 'replaced', version: version + 1 },
  ]
  await recordAudit(tx, context, 'plan.replace', before, after, subject)
}

/** Gives a proposed plan back to its owner, with what should change. */
export async function returnPlan(context: Context, { text, ...ref }: Ref & { text: string }): Promise<void> {
  await transact(context, async (tx) => {
    const plan = await lockPlan(tx, context, ref, 'appraiserId')
    const state = move(planFlow, plan.state, 'return')
    await addNote(tx, context, plan.id, text)
    await changePlan(tx, context, 'plan.return', plan, { state }, text)
  })
}

/** What stands against agreeing to a plan as it is written. */
async function contentFindings(tx: Tx, plan: PlanRow) {
  return planFindings({ ...plan, items: await readItems(tx, plan.id) })
}
