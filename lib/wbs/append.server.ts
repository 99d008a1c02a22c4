import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { messages, wraps } from '@/db/wbs/schema'
import { Refusal } from '@/lib/refusal'
import { bytesOf, sha256 } from '@/lib/wbs/bytes.server'
import { isForOneHybrid } from '@/lib/wbs/hybrid'
import { forgetStatements } from '@/lib/wbs/stale-statements.server'
import type { Ring } from '@/lib/wbs/wraps'

/** A message of a recipient as the own browser sealed it. */
export type SealedMessage = { ring: Ring; seq: number; epoch: number; ct: string }

/**
 * Adds a message of a recipient to a ring of a report, whose lock the caller holds. Says whether it is a new one: the same
 * one again is no other.
 *
 * Refuses `wbs_not_age`, `wbs_wrong_epoch` unless the epoch is the ring's running one, and `wbs_wrong_seq` unless it is the
 * next: somebody wrote meanwhile, and the browser is to seal it anew.
 *
 * @param senderKey kept beside it: what nobody can open is signed by nobody, and somebody sent it
 */
export async function appendMessage(
  tx: WbsTx,
  senderKey: string,
  reportId: string,
  message: SealedMessage,
): Promise<boolean> {
  const { ring, seq, epoch } = message
  const ct = bytesOf(message.ct)
  if (!isForOneHybrid(ct)) throw new Refusal('wbs_not_age')
  const inRing = and(eq(messages.reportId, reportId), eq(messages.ring, ring))
  const [same] = await tx
    .select({ party: messages.party, sha256: messages.sha256 })
    .from(messages)
    .where(and(inRing, eq(messages.seq, seq)))
  if (same?.party === 'recipient' && sha256(ct).equals(same.sha256)) return false
  if ((await runningEpoch(tx, reportId, ring)) !== epoch) throw new Refusal('wbs_wrong_epoch')
  const [last] = await tx
    .select({ seq: messages.seq })
    .from(messages)
    .where(inRing)
    .orderBy(desc(messages.seq))
    .limit(1)
  if ((last?.seq ?? 0) !== seq - 1) throw new Refusal('wbs_wrong_seq')
  const party = 'recipient'
  await tx.insert(messages).values({ reportId, ring, seq, epoch, party, senderKey, ct, sha256: sha256(ct) })
  await forgetStatements(tx, reportId, [senderKey])
  return true
}

/** Each ring has epochs of its own; undefined before anybody opened it. */
async function runningEpoch(tx: WbsTx, reportId: string, ring: Ring): Promise<number | undefined> {
  const [newest] = await tx
    .select({ epoch: wraps.epoch })
    .from(wraps)
    .where(and(eq(wraps.reportId, reportId), eq(wraps.ring, ring)))
    .orderBy(desc(wraps.epoch))
    .limit(1)
  return newest?.epoch
}
