import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { departures, keyRequests, proposedDecisions } from '@/db/wbs/handling-schema'
import { wraps } from '@/db/wbs/schema'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { otherReaders } from '@/lib/wbs/conflict.server'
import type { Departure } from '@/lib/wbs/departure'
import { addEvent } from '@/lib/wbs/event.server'
import { holdersOf } from '@/lib/wbs/manifest'
import { type Officer, requireMember } from '@/lib/wbs/officer.server'
import { FEWEST_RECIPIENTS } from '@/lib/wbs/report'
import { forgetStatements } from '@/lib/wbs/stale-statements.server'

/**
 * Mundur: who has too much work, or goes to another post, steps out of a report. As with a conflict of interest the server
 * gives them nothing of it from now on, and the browser of another reader makes a key that they have not; unlike it,
 * somebody may let them in again. The other readers and the reporter see it.
 *
 * Refuses what `requireMember` refuses, and `wbs_too_few_readers` unless two other people go on: nothing presses.
 */
export async function leaveReport(
  tx: WbsTx,
  officer: Officer,
  { report, reason }: { report: string; reason: Departure },
  on: CivilDate,
): Promise<void> {
  const { id, epoch } = await requireMember(tx, officer, report, true)
  const { manifest, others } = await otherReaders(tx, { id, epoch }, officer)
  if (holdersOf(manifest, others).size < FEWEST_RECIPIENTS) throw new Refusal('wbs_too_few_readers')
  await tx.delete(wraps).where(and(eq(wraps.reportId, id), inArray(wraps.holder, officer.keyIds)))
  await tx.delete(keyRequests).where(and(eq(keyRequests.reportId, id), inArray(keyRequests.reader, officer.keyIds)))
  await tx.insert(departures).values({ reportId: id, holder: officer.holder, reason, leftOn: on }).onConflictDoNothing()
  const isOwn = and(eq(proposedDecisions.reportId, id), eq(proposedDecisions.holder, officer.holder))
  await tx.delete(proposedDecisions).where(isOwn)
  await forgetStatements(tx, id, officer.keyIds)
  await addEvent(tx, id, { happenedOn: on, kind: `left_${reason}`, role: officer.roles[0] ?? '' })
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
