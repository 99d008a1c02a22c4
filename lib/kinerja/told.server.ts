import 'server-only'
import { and, count, desc, eq, gt, type SQL, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { entryReminders } from '@/db/schema/kinerja-entry'
import { planFeedback, plans } from '@/db/schema/kinerja-plan'
import type { Context } from '@/lib/auth/actor'

const MOST = 50

/** What the appraiser told the actor since an instant: feedback on their plan, and reminders of days without entries. */
export async function listToldByAppraiser(context: Context, since: Date) {
  const { reminders, feedback } = conditions(context, since)
  return transact(context, async (tx) => ({
    reminders: await tx
      .select({ id: entryReminders.id, at: entryReminders.sentAt, days: entryReminders.days })
      .from(entryReminders)
      .where(reminders)
      .orderBy(desc(entryReminders.sentAt))
      .limit(MOST),
    feedback: await tx
      .select({
        id: planFeedback.id,
        at: planFeedback.writtenAt,
        planId: planFeedback.planId,
        author: planFeedback.authorName,
      })
      .from(planFeedback)
      .innerJoin(plans, eq(plans.id, planFeedback.planId))
      .where(feedback)
      .orderBy(desc(planFeedback.writtenAt))
      .limit(MOST),
  }))
}

/** How many of them there are. */
export async function countToldByAppraiser(context: Context, since: Date): Promise<number> {
  const { reminders, feedback } = conditions(context, since)
  return transact(context, async (tx) => {
    const [reminded] = await tx.select({ total: count() }).from(entryReminders).where(reminders)
    const [told] = await tx
      .select({ total: count() })
      .from(planFeedback)
      .innerJoin(plans, eq(plans.id, planFeedback.planId))
      .where(feedback)
    return (reminded?.total ?? 0) + (told?.total ?? 0)
  })
}

function conditions({ actor }: Context, since: Date): { reminders: SQL | undefined; feedback: SQL | undefined } {
  const { employeeId } = actor
  if (employeeId === null) return { reminders: sql`false`, feedback: sql`false` }
  return {
    reminders: and(eq(entryReminders.employeeId, employeeId), gt(entryReminders.sentAt, since)),
    feedback: and(eq(plans.employeeId, employeeId), gt(planFeedback.writtenAt, since)),
  }
}
