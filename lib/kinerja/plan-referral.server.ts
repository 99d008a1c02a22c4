import 'server-only'
import { and, desc, eq, lte } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { performanceSettings } from '@/db/schema/kinerja'
import type { Context } from '@/lib/auth/actor'
import { addDays, type CivilDate, civilDateIn } from '@/lib/civil-date'
import { planFlow } from '@/lib/kinerja/plan'
import { clearTheWay, namedAnew } from '@/lib/kinerja/plan-agreement.server'
import { referralFindings } from '@/lib/kinerja/plan-findings'
import { addNote, lockPlan } from '@/lib/kinerja/plan-rows.server'
import { changePlan } from '@/lib/kinerja/plans.server'
import { refuseUnless } from '@/lib/refusal'
import { move } from '@/lib/workflow'

type Reasoned = { id: string; version: number; text: string }

/** Days of the superior where an agency has not set others; the law names none. */
export const USUAL_DECISION_DAYS = 14

/**
 * Takes a plan that both sides do not agree on to the superior of the appraiser: the owner what was proposed or sent back,
 * the appraiser what was proposed. Refuses with the unmet findings.
 */
export async function referPlan(
  context: Context,
  { text, by, ...ref }: Reasoned & { by: 'employee' | 'appraiser' },
): Promise<void> {
  await transact(context, async (tx) => {
    const plan = await lockPlan(tx, context, ref, by === 'employee' ? 'employeeId' : 'appraiserId')
    const state = move(planFlow, plan.state, 'refer')
    const isDraft = plan.state === 'draft'
    const named = isDraft ? { ...(await namedAnew(tx, context, plan)), proposedAt: context.now } : {}
    const { superiorId } = { ...plan, ...named }
    refuseUnless(referralFindings({ ...plan, ...named }, superiorId, plan.proposedAt !== null))
    await addNote(tx, context, plan.id, text, 'referral')
    const referred = plan.referredAt ? {} : { referredBy: by, referredAt: context.now }
    await changePlan(tx, context, 'plan.refer', plan, { state, ...named, ...referred }, text)
  })
}

/** Decides as the superior: the plan takes effect as it stands, with the reason that both read. Refuses as agreeing does. */
export async function settlePlan(context: Context, { text, ...ref }: Reasoned): Promise<void> {
  await transact(context, async (tx) => {
    const plan = await lockPlan(tx, context, ref, 'superiorId')
    const state = move(planFlow, plan.state, 'settle')
    refuseUnless(referralFindings(plan, plan.superiorId, true))
    await clearTheWay(tx, context, plan)
    await addNote(tx, context, plan.id, text, 'decision')
    const { now } = context
    await changePlan(tx, context, 'plan.settle', plan, { state, agreedAt: now, decidedAt: now }, text)
  })
}

/** Says as the superior what has to change first; the owner writes it, and it comes back to the superior. */
export async function directPlan(context: Context, { text, ...ref }: Reasoned): Promise<void> {
  await transact(context, async (tx) => {
    const plan = await lockPlan(tx, context, ref, 'superiorId')
    const state = move(planFlow, plan.state, 'direct')
    await addNote(tx, context, plan.id, text, 'direction')
    await changePlan(tx, context, 'plan.direct', plan, { state }, text)
  })
}

/** The day until which the superior decides, by what the agency set for the day of the referral. */
export async function planDecisionDueOn(
  context: Context,
  { agencyId, referredAt }: { agencyId: number; referredAt: Date },
): Promise<CivilDate> {
  const referredOn = civilDateIn('Asia/Jakarta', referredAt)
  const [set] = await transact(context, (tx) =>
    tx
      .select({ days: performanceSettings.planDecisionDays })
      .from(performanceSettings)
      .where(and(eq(performanceSettings.agencyId, agencyId), lte(performanceSettings.startsOn, referredOn)))
      .orderBy(desc(performanceSettings.startsOn))
      .limit(1),
  )
  return addDays(referredOn, set?.days ?? USUAL_DECISION_DAYS)
}
