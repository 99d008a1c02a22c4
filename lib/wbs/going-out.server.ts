import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { conflicts, departures, keyRequests, proposedDecisions } from '@/db/wbs/handling-schema'
import { wraps } from '@/db/wbs/schema'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { bytesOf, textOf } from '@/lib/wbs/bytes.server'
import { addEvent } from '@/lib/wbs/event.server'
import { type Farewell, hasSaidFarewell } from '@/lib/wbs/farewell'
import { mustStay } from '@/lib/wbs/going-out'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import type { Officer } from '@/lib/wbs/officer.server'
import { lapseOwnRequest } from '@/lib/wbs/seal-request.server'
import { forgetStatements } from '@/lib/wbs/stale-statements.server'

/**
 * Takes somebody out of a report whose lock the caller holds: their wraps, and with them all that waits in their name, which
 * nobody could end for them. The reporter sees the event.
 */
export async function goOut(
  tx: WbsTx,
  reportId: string,
  { keyIds, holder, roles }: Officer,
  { kind, on }: { kind: string; on: CivilDate },
): Promise<void> {
  await tx.delete(wraps).where(and(eq(wraps.reportId, reportId), inArray(wraps.holder, keyIds)))
  await tx.delete(keyRequests).where(and(eq(keyRequests.reportId, reportId), inArray(keyRequests.reader, keyIds)))
  const isOwn = and(eq(proposedDecisions.reportId, reportId), eq(proposedDecisions.holder, holder))
  await tx.delete(proposedDecisions).where(isOwn)
  await forgetStatements(tx, reportId, keyIds)
  await lapseOwnRequest(tx, reportId, keyIds, on)
  await addEvent(tx, reportId, { happenedOn: on, kind, role: roles[0] ?? '' })
}

/**
 * The signed word of whoever goes, as it is kept. Refuses what `mustStay` names, `wbs_wrong_epoch` where the report runs on
 * another key than they saw, and `wbs_not_signed` unless it is of today and signed with the key that runs: an open session
 * of the office takes nobody out of a report.
 */
export async function requireFarewell(
  tx: WbsTx,
  report: { id: string; epoch: number },
  officer: Officer,
  said: Omit<Farewell, 'by'>,
  on: CivilDate,
) {
  const manifest = await manifestInForce(tx)
  const stay = mustStay(said.reason, await keysReading(tx, report), manifest, officer)
  if (stay) throw new Refusal(stay)
  if (said.epoch !== report.epoch) throw new Refusal('wbs_wrong_epoch')
  if (said.on !== on || !hasSaidFarewell(report.id, report.epoch, { ...said, by: officer.keyId }, manifest))
    throw new Refusal('wbs_not_signed')
  return { keyId: officer.keyId, epoch: said.epoch, signature: bytesOf(said.signature) }
}

/** What people signed who went out of a report. */
export async function farewellsOf(tx: WbsTx, reportId: string): Promise<Farewell[]> {
  const left = await tx.select().from(departures).where(eq(departures.reportId, reportId))
  const declared = await tx.select().from(conflicts).where(eq(conflicts.reportId, reportId))
  const rows = [
    ...left.map(({ leftOn, ...row }) => ({ ...row, on: leftOn })),
    ...declared.map(({ declaredOn, ...row }) => ({ ...row, on: declaredOn, reason: 'conflict' })),
  ]
  return rows.flatMap(({ keyId, epoch, signature, reason, on }) => {
    if (!keyId || epoch === null || !signature) return []
    return { by: keyId, reason: reason as Farewell['reason'], epoch, on, signature: textOf(signature) }
  })
}

/** How somebody went out of a report; undefined where they did not, or were let in again. */
export function wentOut(holder: string, reportId: string): Promise<'conflict' | 'leave' | undefined> {
  return transactWbs(async (tx) => {
    const isOf = ({ reportId: id, holder: who }: typeof conflicts | typeof departures) =>
      and(eq(id, reportId), eq(who, holder))
    const declared = await tx.select({ on: conflicts.declaredOn }).from(conflicts).where(isOf(conflicts))
    if (declared.length > 0) return 'conflict'
    const left = await tx.select({ on: departures.leftOn }).from(departures).where(isOf(departures))
    return left.length > 0 ? 'leave' : undefined
  })
}

/** The holders of a running wrap of a report. */
export async function keysReading(tx: WbsTx, { id, epoch }: { id: string; epoch: number }): Promise<string[]> {
  const held = await tx
    .select({ holder: wraps.holder })
    .from(wraps)
    .where(and(eq(wraps.reportId, id), eq(wraps.ring, 'pesan'), eq(wraps.epoch, epoch)))
  return held.map(({ holder }) => holder)
}
