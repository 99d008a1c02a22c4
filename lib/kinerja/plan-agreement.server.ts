import 'server-only'
import { eq, ne } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { plans } from '@/db/schema/kinerja-plan'
import type { Context } from '@/lib/auth/actor'
import { planFlow } from '@/lib/kinerja/plan'
import { newPlanFindings, planFindings, secondParty } from '@/lib/kinerja/plan-findings'
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
 * Hands a draft to the appraiser of the day, who may be another one than when it was begun. Refuses with the unmet
 * findings of the plan.
 */
export async function proposePlan(context: Context, ref: Ref): Promise<void> {
  await transact(context, async (tx) => {
    const plan = await lockPlan(tx, context, ref, 'employeeId')
    const state = move(planFlow, plan.state, 'propose')
    const { appraiserId, superiorId, people } = await appraisalOn(tx, appraisalDay(context, plan))
    refuseUnless([...(await contentFindings(tx, plan)), ...newPlanFindings(plan, appraiserId !== null, [])])
    await changePlan(tx, context, 'plan.propose', plan, {
      state,
      appraiserId: appraiserId ?? plan.appraiserId,
      superiorId,
      people,
      proposedAt: context.now,
    })
  })
}

/** Takes a proposed plan back while the appraiser has not answered. */
export async function withdrawPlan(context: Context, ref: Ref): Promise<void> {
  await transact(context, async (tx) => {
    const plan = await lockPlan(tx, context, ref, 'employeeId')
    await changePlan(tx, context, 'plan.withdraw', plan, { state: move(planFlow, plan.state, 'withdraw') })
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
    await lockPlansOf(tx, plan.employeeId)
    refuseUnless([secondParty(plan, context.actor.employeeId), ...(await contentFindings(tx, plan))])
    if (plan.replacesId) await replace(tx, context, plan.replacesId)
    const others = (await standingPlans(tx, plan.employeeId, ne(plans.id, plan.id))).filter(
      ({ state: held }) => held === 'agreed' || held === 'ended',
    )
    refuseUnless(newPlanFindings(plan, true, others))
    await changePlan(tx, context, 'plan.agree', plan, { state, agreedAt: context.now })
  })
}

async function replace(tx: Tx, context: Context, id: string): Promise<void> {
  const [old] = await tx.select().from(plans).where(eq(plans.id, id)).for('update')
  if (!old) throw new Refusal('not_found')
  await changePlan(tx, context, 'plan.replace', old, { state: move(planFlow, old.state, 'replace') })
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
