import 'server-only'
import { and, eq, inArray, notInArray } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { conflicts, keyRequests, proposedDecisions } from '@/db/wbs/handling-schema'
import { wraps } from '@/db/wbs/schema'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { REPORTER } from '@/lib/wbs/envelope'
import { addEvent } from '@/lib/wbs/event.server'
import type { Manifest } from '@/lib/wbs/manifest'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import { type Officer, requireMember } from '@/lib/wbs/officer.server'
import { RECOVERY } from '@/lib/wbs/wraps'

/**
 * Menyatakan benturan kepentingan: whoever is, serves or is related to somebody of a report leaves it at once. The server
 * gives them nothing any more; the browser of another member makes a key that they have not, which the people of the report show as due. What
 * they read before stays known to them. The reporter sees that it happened.
 *
 * Refuses what `requireMember` refuses, and `wbs_last_reader`: nobody else could go on or let others in.
 */
export async function declareConflict(tx: WbsTx, officer: Officer, reportId: string, on: CivilDate): Promise<void> {
  const { id, epoch } = await requireMember(tx, officer, reportId, true)
  const { others } = await otherReaders(tx, { id, epoch }, officer)
  if (others.length === 0) throw new Refusal('wbs_last_reader')
  await tx.delete(wraps).where(and(eq(wraps.reportId, id), inArray(wraps.holder, officer.keyIds)))
  await tx.delete(keyRequests).where(and(eq(keyRequests.reportId, id), inArray(keyRequests.reader, officer.keyIds)))
  await tx.insert(conflicts).values({ reportId: id, holder: officer.holder, declaredOn: on })
  await tx
    .delete(proposedDecisions)
    .where(and(eq(proposedDecisions.reportId, id), eq(proposedDecisions.holder, officer.holder)))
  await addEvent(tx, id, { happenedOn: on, kind: 'conflict', role: officer.roles[0] ?? '' })
}

/** The running keys of others that read a report now, and the list that names them. */
export async function otherReaders(
  tx: WbsTx,
  { id, epoch }: { id: string; epoch: number },
  { keyIds }: Officer,
): Promise<{ manifest: Manifest; others: string[] }> {
  const manifest = await manifestInForce(tx)
  const held = await tx
    .select({ holder: wraps.holder })
    .from(wraps)
    .where(
      and(
        eq(wraps.reportId, id),
        eq(wraps.ring, 'pesan'),
        eq(wraps.epoch, epoch),
        notInArray(wraps.holder, [REPORTER, RECOVERY, ...keyIds]),
      ),
    )
  const reading = new Set(held.map(({ holder }) => holder))
  const others = manifest.keys.filter(({ id: keyId, until }) => until === null && reading.has(keyId))
  return { manifest, others: others.map((key) => key.id) }
}

/** Refuses `wbs_conflict` for a person who declared a conflict: nobody gives them the keys of the report again. */
export async function requireNoConflict(tx: WbsTx, reportId: string, holder: string): Promise<void> {
  const [declared] = await tx
    .select({ holder: conflicts.holder })
    .from(conflicts)
    .where(and(eq(conflicts.reportId, reportId), eq(conflicts.holder, holder)))
  if (declared) throw new Refusal('wbs_conflict')
}
