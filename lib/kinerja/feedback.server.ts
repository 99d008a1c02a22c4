import 'server-only'
import { and, desc, eq, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { planFeedback, planItems, plans } from '@/db/schema/kinerja-plan'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { feedbackInput } from '@/lib/kinerja/feedback-input'
import { isUnsettled } from '@/lib/kinerja/plan'
import { Refusal } from '@/lib/refusal'
import { isUuid } from '@/lib/uuid'

/**
 * Says something about a result or a core value of a plan that was agreed. Refuses with not_found unless the actor is
 * the plan's appraiser and the result is the plan's, and with wrong_state before both have agreed.
 *
 * Source: PermenPANRB 6/2022 (umpan balik berkelanjutan).
 */
export async function giveFeedback(context: Context, input: z.output<typeof feedbackInput>): Promise<void> {
  const { actor, now } = context
  const { planId, about, text } = input
  await transact(context, async (tx) => {
    const [plan] = await tx
      .select({ state: plans.state, employeeId: plans.employeeId, agencyId: plans.agencyId })
      .from(plans)
      .where(and(eq(plans.id, planId), actor.employeeId ? eq(plans.appraiserId, actor.employeeId) : sql`false`))
    if (!plan || !actor.employeeId) throw new Refusal('not_found')
    if (isUnsettled(plan.state)) throw new Refusal('wrong_state', { state: plan.state, event: 'feedback' })
    const itemId = isUuid(about) ? about : null
    if (itemId && !(await hasItem(tx, planId, itemId))) throw new Refusal('not_found')
    const [added] = await tx
      .insert(planFeedback)
      .values({
        planId,
        itemId,
        value: itemId ? null : about,
        authorId: actor.employeeId,
        authorName: actor.name,
        text,
        writtenAt: now,
      })
      .returning()
    await recordAudit(tx, context, 'plan.feedback', null, added, {
      agencyId: plan.agencyId,
      employeeId: plan.employeeId,
      subjectId: added?.id ?? null,
    })
  })
}

export type Feedback = Awaited<ReturnType<typeof listFeedback>>[number]

/** The feedback on a plan, the latest first, for whoever may see the plan. */
export function listFeedback(context: Context, planId: string) {
  const { employeeId } = context.actor
  const isParty = employeeId
    ? sql`${employeeId}::uuid in (${plans.employeeId}, ${plans.appraiserId}, ${plans.superiorId})`
    : sql`false`
  return transact(context, (tx) =>
    tx
      .select({
        id: planFeedback.id,
        item: planItems.text,
        value: planFeedback.value,
        text: planFeedback.text,
        authorName: planFeedback.authorName,
        writtenAt: planFeedback.writtenAt,
      })
      .from(planFeedback)
      .innerJoin(plans, eq(plans.id, planFeedback.planId))
      .leftJoin(planItems, eq(planItems.id, planFeedback.itemId))
      .where(and(eq(planFeedback.planId, planId), isParty))
      .orderBy(desc(planFeedback.writtenAt)),
  )
}

async function hasItem(tx: Tx, planId: string, itemId: string): Promise<boolean> {
  return (await tx.$count(planItems, and(eq(planItems.id, itemId), eq(planItems.planId, planId)))) > 0
}
