import 'server-only'
import { and, eq, inArray, lt, type SQL } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { reports } from '@/db/wbs/schema'
import { sealRequests } from '@/db/wbs/seal-schema'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { readCalendar } from '@/lib/wbs/calendar.server'
import { consentDue } from '@/lib/wbs/due'
import { addEvent } from '@/lib/wbs/event.server'
import { OPEN_STATES } from '@/lib/wbs/seal-request'

/** The open question of a report whose lock the caller holds; one whose day has passed is closed first. */
export async function findOpenRequest(tx: WbsTx, reportId: string, today: CivilDate) {
  await lapseRequests(tx, reportId, today)
  const isOpen = and(eq(sealRequests.reportId, reportId), inArray(sealRequests.state, [...OPEN_STATES]))
  const [open] = await tx.select().from(sealRequests).where(isOpen)
  return open
}

/** Closes what nobody answered or used in time, for its reporter to see. The caller holds the lock of the report. */
export async function lapseRequests(tx: WbsTx, reportId: string, today: CivilDate): Promise<void> {
  await lapse(tx, reportId, lt(sealRequests.dueOn, today), today)
}

/** Closes the open question of somebody who goes out of the report: nothing is handed to them, and another one may ask. */
export async function lapseOwnRequest(
  tx: WbsTx,
  reportId: string,
  keyIds: readonly string[],
  today: CivilDate,
): Promise<void> {
  await lapse(tx, reportId, inArray(sealRequests.requesterKey, [...keyIds]), today)
}

async function lapse(tx: WbsTx, reportId: string, which: SQL, today: CivilDate): Promise<void> {
  const isOpen = inArray(sealRequests.state, [...OPEN_STATES])
  const lapsed = await tx
    .update(sealRequests)
    .set({ state: 'lapsed' })
    .where(and(eq(sealRequests.reportId, reportId), isOpen, which))
    .returning({ id: sealRequests.id })
  if (lapsed.length > 0) await addEvent(tx, reportId, { happenedOn: today, kind: 'identity_lapsed', role: 'sistem' })
}

/** The same for every report: what nobody looks at any more closes too. */
export async function lapseOldRequests(now: Date): Promise<void> {
  const today = civilDateIn('Asia/Jakarta', now)
  const isOver = and(inArray(sealRequests.state, [...OPEN_STATES]), lt(sealRequests.dueOn, today))
  const old = await transactWbs((tx) => tx.select({ id: sealRequests.reportId }).from(sealRequests).where(isOver))
  for (const { id } of old)
    await transactWbs(async (tx) => {
      await tx.select({ id: reports.id }).from(reports).where(eq(reports.id, id)).for('update')
      await lapseRequests(tx, id, today)
    })
}

/** Until when an answer, or the use of one, is waited for. */
export async function answerDue(tx: WbsTx, today: CivilDate): Promise<CivilDate> {
  return consentDue(today, await readCalendar(tx, today))
}
