import 'server-only'
import { and, eq } from 'drizzle-orm'
import { transactWbs } from '@/db/wbs/client.server'
import { reports } from '@/db/wbs/schema'
import { civilDateIn } from '@/lib/civil-date'
import { readCalendar } from '@/lib/wbs/calendar.server'
import { caseOf } from '@/lib/wbs/case.server'
import { reminderDay } from '@/lib/wbs/due'
import { addEvent } from '@/lib/wbs/event.server'

const REMINDER = 'clarification_reminder'
/** What the days for an answer are counted from. */
const ASKED = ['clarify', 'unfreeze']

/**
 * Reminds, in the inbox alone, a reporter who was asked and has not answered: once in each clarification, and once more where
 * the conversation was stopped meanwhile. Nobody is reminded who may not answer.
 */
export async function remindReporters(now: Date): Promise<void> {
  const on = civilDateIn('Asia/Jakarta', now)
  await transactWbs(async (tx) => {
    const calendar = await readCalendar(tx, on)
    const asked = await tx
      .select({
        id: reports.id,
        state: reports.state,
        isFrozen: reports.isFrozen,
        isAnswered: reports.isAnswered,
        dueOn: reports.dueOn,
      })
      .from(reports)
      .where(and(eq(reports.state, 'clarifying'), eq(reports.isAnswered, false), eq(reports.isFrozen, false)))
      .for('update')
    for (const report of asked) {
      if (report.dueOn === null || on < reminderDay(report.dueOn, calendar)) continue
      const { history } = await caseOf(tx, report)
      const isReminded = history.findLast(({ kind }) => [...ASKED, REMINDER].includes(kind))?.kind === REMINDER
      if (isReminded) continue
      await addEvent(tx, report.id, { happenedOn: on, kind: REMINDER, role: 'sistem' })
    }
  })
}
