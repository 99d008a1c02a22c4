import 'server-only'
import { and, count, desc, eq, gt, isNotNull, type SQL, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { appraisers } from '@/db/schema/kinerja'
import { entryReminders } from '@/db/schema/kinerja-entry'
import { planFeedback, plans } from '@/db/schema/kinerja-plan'
import type { Context } from '@/lib/auth/actor'

const MOST = 50

/**
 * What the actor is told of since an instant: feedback on their plan, reminders of days without entries, that somebody
 * else is their appraiser from a day on, and people whose appraiser they are from a day on.
 */
export async function listToldByAppraiser(context: Context, since: Date) {
  const { reminders, feedback, appraised, team } = conditions(context, since)
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
    appraised: await tx
      .select({ id: appraisers.id, at: appraisers.recordedAt, startsOn: appraisers.startsOn })
      .from(appraisers)
      .where(appraised)
      .orderBy(desc(appraisers.recordedAt))
      .limit(MOST),
    team: await tx
      .select({ at: appraisers.recordedAt, startsOn: appraisers.startsOn, people: count() })
      .from(appraisers)
      .where(team)
      .groupBy(appraisers.recordedAt, appraisers.startsOn)
      .orderBy(desc(appraisers.recordedAt))
      .limit(MOST),
  }))
}

/** How many of them there are. */
export async function countToldByAppraiser(context: Context, since: Date): Promise<number> {
  const { reminders, feedback, appraised, team } = conditions(context, since)
  return transact(context, async (tx) => {
    const [reminded] = await tx.select({ total: count() }).from(entryReminders).where(reminders)
    const [told] = await tx
      .select({ total: count() })
      .from(planFeedback)
      .innerJoin(plans, eq(plans.id, planFeedback.planId))
      .where(feedback)
    const [changed] = await tx.select({ total: count() }).from(appraisers).where(appraised)
    const grown = await tx
      .select({ at: appraisers.recordedAt })
      .from(appraisers)
      .where(team)
      .groupBy(appraisers.recordedAt, appraisers.startsOn)
    return (reminded?.total ?? 0) + (told?.total ?? 0) + (changed?.total ?? 0) + grown.length
  })
}

function conditions(
  { actor }: Context,
  since: Date,
): Record<'reminders' | 'feedback' | 'appraised' | 'team', SQL | undefined> {
  const { employeeId } = actor
  const none = sql`false`
  if (employeeId === null) return { reminders: none, feedback: none, appraised: none, team: none }
  const byOfficer = and(gt(appraisers.recordedAt, since), isNotNull(appraisers.recordedBy))
  return {
    reminders: and(eq(entryReminders.employeeId, employeeId), gt(entryReminders.sentAt, since)),
    feedback: and(eq(plans.employeeId, employeeId), gt(planFeedback.writtenAt, since)),
    appraised: and(eq(appraisers.employeeId, employeeId), byOfficer),
    team: and(eq(appraisers.appraiserId, employeeId), byOfficer),
  }
}
