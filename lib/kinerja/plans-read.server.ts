import 'server-only'
import { and, asc, desc, eq, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Tx, transact } from '@/db/client.server'
import { planBehaviours, planIndicators, planItems, planNotes, plans } from '@/db/schema/kinerja-plan'
import type { Actor, Context } from '@/lib/auth/actor'
import { leaderResults } from '@/lib/kinerja/plan-rows.server'

/** Plans that name the actor as owner, as appraiser or as the appraiser's superior. */
function ofParty({ employeeId }: Actor): SQL | undefined {
  if (!employeeId) return sql`false`
  return or(eq(plans.employeeId, employeeId), eq(plans.appraiserId, employeeId), eq(plans.superiorId, employeeId))
}

/** One's own plans, newest first; of a period the latest revision first. */
export async function listOwnPlans(context: Context) {
  const { employeeId } = context.actor
  if (!employeeId) return []
  return transact(context, (tx) =>
    tx
      .select({
        id: plans.id,
        regime: plans.regime,
        startsOn: plans.startsOn,
        endsOn: plans.endsOn,
        revision: plans.revision,
        state: plans.state,
        appraiser: sql<string>`${plans.people}->'appraiser'->>'name'`,
        unit: sql<string>`${plans.people}->'employee'->>'unit'`,
        items: tx.$count(planItems, eq(planItems.planId, plans.id)),
      })
      .from(plans)
      .where(eq(plans.employeeId, employeeId))
      .orderBy(desc(plans.startsOn), desc(plans.revision)),
  )
}

export type PlanLine = Awaited<ReturnType<typeof listOwnPlans>>[number]

/** A plan with its lines, expectations and dialogue, for those it names; undefined for everybody else. */
export async function findPlan(context: Context, id: string) {
  return transact(context, async (tx) => {
    const [plan] = await tx
      .select()
      .from(plans)
      .where(and(eq(plans.id, id), ofParty(context.actor)))
    if (!plan) return undefined
    const behaviours = await tx
      .select({ value: planBehaviours.value, expectation: planBehaviours.expectation })
      .from(planBehaviours)
      .where(eq(planBehaviours.planId, id))
    const notes = await tx
      .select({
        id: planNotes.id,
        authorName: planNotes.authorName,
        step: planNotes.step,
        text: planNotes.text,
        writtenAt: planNotes.writtenAt,
      })
      .from(planNotes)
      .where(eq(planNotes.planId, id))
      .orderBy(desc(planNotes.writtenAt))
    return { ...plan, items: await readItems(tx, id), behaviours, notes }
  })
}

/** The results of the appraiser that lines of an own plan may serve; none for a plan of somebody else. */
export async function leadingOf(context: Context, plan: FoundPlan) {
  if (plan.employeeId !== context.actor.employeeId) return []
  return transact(context, (tx) => leaderResults(tx, plan.appraiserId, plan))
}

export type FoundPlan = NonNullable<Awaited<ReturnType<typeof findPlan>>>
export type FoundItem = FoundPlan['items'][number]

/** The lines of a plan in order, each with its indicators and the leader's result that it serves. */
export async function readItems(tx: Tx, planId: string) {
  const served = alias(planItems, 'served')
  const items = await tx
    .select({
      id: planItems.id,
      lineId: planItems.lineId,
      kind: planItems.kind,
      text: planItems.text,
      leaderItemId: planItems.leaderItemId,
      leaderText: sql<string | null>`coalesce(${served.text}, ${planItems.leaderText})`,
      quantity: planItems.quantity,
      quantityUnit: planItems.quantityUnit,
      quality: planItems.quality,
      duration: planItems.duration,
      durationUnit: planItems.durationUnit,
      costRupiah: planItems.costRupiah,
      creditThousandths: planItems.creditThousandths,
    })
    .from(planItems)
    .leftJoin(served, eq(served.id, planItems.leaderItemId))
    .where(eq(planItems.planId, planId))
    .orderBy(asc(planItems.position))
  const indicators = await tx
    .select({
      id: planIndicators.id,
      itemId: planIndicators.itemId,
      aspect: planIndicators.aspect,
      perspective: planIndicators.perspective,
      text: planIndicators.text,
      target: planIndicators.target,
      targetLeast: planIndicators.targetLeast,
      targetMost: planIndicators.targetMost,
      unit: planIndicators.unit,
    })
    .from(planIndicators)
    .where(eq(planIndicators.planId, planId))
    .orderBy(asc(planIndicators.position))
  return items.map((item) => ({ ...item, indicators: indicators.filter(({ itemId }) => itemId === item.id) }))
}
