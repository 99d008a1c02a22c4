import 'server-only'
import { and, eq, or, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { evaluations } from '@/db/schema/kinerja-evaluation'
import { planItems, plans } from '@/db/schema/kinerja-plan'
import type { Context } from '@/lib/auth/actor'
import { addDays, type CivilDate } from '@/lib/civil-date'
import { planFlow } from '@/lib/kinerja/plan'
import { amendFindings, moveFindings } from '@/lib/kinerja/plan-findings'
import type { NewPlanInput } from '@/lib/kinerja/plan-input'
import { formOfLine } from '@/lib/kinerja/plan-lines'
import {
  addNote,
  appraisalDay,
  appraisalOn,
  leaderResults,
  lockPlan,
  lockPlansOf,
  type PlanRow,
  standingPlans,
  writeLines,
} from '@/lib/kinerja/plan-rows.server'
import { linkedAnew, readBehaviours } from '@/lib/kinerja/plan-sources.server'
import { addPlan, changePlan, recordPlan } from '@/lib/kinerja/plans.server'
import { readItems } from '@/lib/kinerja/plans-read.server'
import { todayOf } from '@/lib/kinerja/today'
import { Refusal, refuseUnless } from '@/lib/refusal'
import { move } from '@/lib/workflow'

type Ref = { id: string; version: number }

/**
 * The next revision of an agreed plan, as a draft for the same period with the appraiser of today; the agreed one holds
 * until both agree to it. Returns its id. Refuses with wrong_state, the unmet findings, kinerja.plan_appraiser, and with kinerja.plan_amended while another amendment is open.
 */
export async function amendPlan(context: Context, { reason, ...ref }: Ref & { reason: string }): Promise<string> {
  return transact(context, async (tx) => {
    const old = await lockPlan(tx, context, ref, 'employeeId')
    move(planFlow, old.state, 'replace')
    await lockPlansOf(tx, old.employeeId)
    refuseUnless(amendFindings(old, { today: todayOf(context), isEvaluated: await isEvaluated(tx, old) }))
    const [open] = await standingPlans(tx, old.employeeId, eq(plans.replacesId, old.id))
    if (open) throw new Refusal('kinerja.plan_amended')
    const { appraiserId, ...named } = await appraisalOn(tx, appraisalDay(context, old))
    if (!appraiserId) throw new Refusal('kinerja.plan_appraiser')
    const { id: _id, ...kept } = old
    const [plan] = await tx
      .insert(plans)
      .values({
        ...kept,
        ...named,
        appraiserId,
        state: 'draft',
        revision: old.revision + 1,
        replacesId: old.id,
        amendmentReason: reason,
        proposedAt: null,
        agreedAt: null,
        referredBy: null,
        referredAt: null,
        decidedAt: null,
        version: 1,
        createdAt: context.now,
      })
      .returning()
    if (!plan) throw new Error('no revision was written')
    const leading = await leaderResults(tx, plan.appraiserId, plan)
    const items = (await readItems(tx, old.id)).map((item) => linkedAnew(formOfLine(item), leading))
    const lines = items.map(({ lineId }) => lineId)
    await writeLines(tx, plan.id, items, await readBehaviours(tx, old.id), lines)
    await recordPlan(tx, context, 'plan.amend', null, plan, reason)
    return plan.id
  })
}

/**
 * Ends an agreed plan on the day before its owner moved and begins one for the rest of its period, with the appraiser of
 * the new post. Returns the id of the new draft. Refuses with wrong_state and with the unmet findings of the day.
 */
export async function movePlan(
  context: Context,
  { movedOn, source, ...ref }: Ref & { movedOn: CivilDate; source: NewPlanInput['source'] },
): Promise<string> {
  return transact(context, async (tx) => {
    const plan = await lockPlan(tx, context, ref, 'employeeId')
    const state = move(planFlow, plan.state, 'end')
    refuseUnless(
      moveFindings(plan, movedOn, {
        today: todayOf(context),
        isElsewhere: await isElsewhere(tx, plan, movedOn),
        isEvaluated: await isEvaluated(tx, plan),
      }),
    )
    await lockPlansOf(tx, plan.employeeId)
    const { endsOn } = plan
    await changePlan(tx, context, 'plan.move', plan, { state, endsOn: addDays(movedOn, -1) })
    return addPlan(tx, context, plan.employeeId, {
      startsOn: movedOn,
      endsOn,
      model: plan.model ?? 'quantitative',
      source,
    })
  })
}

/** Whether the unit or the appraiser of the plan's owner, who acts, is recorded as another one for a day. */
async function isElsewhere(tx: Tx, plan: PlanRow, day: CivilDate): Promise<boolean> {
  const { unitId, appraiserId } = await appraisalOn(tx, day)
  return (unitId !== null && unitId !== plan.unitId) || (appraiserId !== null && appraiserId !== plan.appraiserId)
}

/** Whether anybody acted on the evaluation of the plan's year, also in a revision before. */
async function isEvaluated(tx: Tx, { employeeId, startsOn }: PlanRow): Promise<boolean> {
  const [annual] = await tx
    .select({ id: evaluations.id })
    .from(evaluations)
    .where(
      and(eq(evaluations.employeeId, employeeId), eq(evaluations.kind, 'annual'), eq(evaluations.startsOn, startsOn)),
    )
  return annual !== undefined
}

/** Ties a line of an agreed plan, linked in words until now, to a result of the appraiser. Refuses with kinerja.plan_link. */
export async function relinkItem(
  context: Context,
  { id, leaderItemId }: { id: string; leaderItemId: string },
): Promise<void> {
  const { employeeId } = context.actor
  if (!employeeId) throw new Refusal('not_found')
  await transact(context, async (tx) => {
    const [found] = await tx
      .select({ plan: plans, leaderText: planItems.leaderText })
      .from(planItems)
      .innerJoin(plans, eq(plans.id, planItems.planId))
      .where(and(eq(planItems.id, id), eq(plans.employeeId, employeeId)))
    if (!found) throw new Refusal('not_found')
    const [done] = await tx.execute<{ linked: boolean }>(
      sql`select relink_plan_item(${id}::uuid, ${leaderItemId}::uuid) as linked`,
    )
    if (!done?.linked) throw new Refusal('kinerja.plan_link')
    await recordPlan(tx, context, 'plan.relink', found.plan, found.plan, found.leaderText ?? undefined)
  })
}

/** Says something about a plan, as its owner or its appraiser, or as the superior with whom it lies. */
export async function commentPlan(context: Context, { id, text }: { id: string; text: string }): Promise<void> {
  const { employeeId } = context.actor
  if (!employeeId) throw new Refusal('not_found')
  await transact(context, async (tx) => {
    const [plan] = await tx
      .select()
      .from(plans)
      .where(
        and(
          eq(plans.id, id),
          or(
            eq(plans.employeeId, employeeId),
            eq(plans.appraiserId, employeeId),
            and(eq(plans.superiorId, employeeId), eq(plans.state, 'referred')),
          ),
        ),
      )
    if (!plan) throw new Refusal('not_found')
    await addNote(tx, context, id, text)
    await recordPlan(tx, context, 'plan.comment', null, plan)
  })
}
