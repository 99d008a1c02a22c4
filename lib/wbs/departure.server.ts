import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { departures } from '@/db/wbs/handling-schema'
import type { CivilDate } from '@/lib/civil-date'
import type { Departure } from '@/lib/wbs/departure'
import type { OwnFarewell } from '@/lib/wbs/farewell'
import { goOut, requireFarewell } from '@/lib/wbs/going-out.server'
import { type Officer, requireMember } from '@/lib/wbs/officer.server'

/**
 * Mundur: who has too much work, or goes to another post, steps out of a report. As with a conflict of interest the server
 * gives them nothing of it from now on, and the browser of another reader makes a key that they have not; unlike it,
 * somebody may let them in again. The other readers and the reporter see it.
 *
 * Refuses what `requireMember` and `requireFarewell` refuse.
 */
export async function leaveReport(
  tx: WbsTx,
  officer: Officer,
  { report, reason, ...said }: { report: string; reason: Departure } & OwnFarewell,
  on: CivilDate,
): Promise<void> {
  const { id, epoch } = await requireMember(tx, officer, report, true)
  const farewell = await requireFarewell(tx, { id, epoch }, officer, { ...said, reason }, on)
  await tx
    .insert(departures)
    .values({ reportId: id, holder: officer.holder, reason, leftOn: on, ...farewell })
    .onConflictDoNothing()
  await goOut(tx, id, officer, { kind: `left_${reason}`, on })
}

/** The persons who stepped out of a report and were not let in again. */
export async function departedOf(tx: WbsTx, reportId: string): Promise<string[]> {
  const rows = await tx.select({ holder: departures.holder }).from(departures).where(eq(departures.reportId, reportId))
  return rows.map(({ holder }) => holder)
}

/** Whoever reads again has not left. */
export async function forgetDepartures(tx: WbsTx, reportId: string, holders: readonly string[]): Promise<void> {
  await tx.delete(departures).where(and(eq(departures.reportId, reportId), inArray(departures.holder, [...holders])))
}
