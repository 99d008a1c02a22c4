import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { wraps } from '@/db/wbs/schema'
import { sealRequests, sealShares, seals, shareHolders } from '@/db/wbs/seal-schema'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { bytesOf } from '@/lib/wbs/bytes.server'
import { REPORTER } from '@/lib/wbs/envelope'
import { addEvent } from '@/lib/wbs/event.server'
import { isForOneHybrid } from '@/lib/wbs/hybrid'
import { appendOwn, lockOwn } from '@/lib/wbs/inbox.server'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import { NotTaken } from '@/lib/wbs/not-taken'
import { CUSTODIAN, CUSTODIANS } from '@/lib/wbs/seal-request'
import { findOpenRequest } from '@/lib/wbs/seal-request.server'
import { coverFor } from '@/lib/wbs/shredding.server'
import type { SealRequest } from '@/lib/wbs/wire'

/**
 * Keeps the identity that a reporter gives, sealed, in the place of an earlier one, with the message that says so: nobody
 * but two of three custodians together can open it.
 *
 * Refuses what `lockOwn` and `appendOwn` refuse, `seal_requested` while a question for the identity is open,
 * `wrong_custodians` unless each share is for another custodian of the manifest, `custodian_reads` when one of them reads
 * the report, and `not_age`.
 */
export async function keepSeal(request: SealRequest, now: Date): Promise<object> {
  await transactWbs(async (tx) => {
    const report = await lockOwn(tx, 'segel', request, now)
    if (!(await appendOwn(tx, report, request.message))) return // sent again
    const { id } = report
    const sealedOn = civilDateIn('Asia/Jakarta', now)
    if (await findOpenRequest(tx, id, sealedOn)) throw new NotTaken('seal_requested')
    const holders = await requireCustodians(tx, id, request)
    const before = await tx.delete(seals).where(eq(seals.reportId, id)).returning({ reportId: seals.reportId })
    await tx.insert(seals).values({ reportId: id, ct: bytesOf(request.ct), sealedOn })
    const { cover } = await coverFor(id, 'identity')
    const rows = request.shares.map(({ keyId, ct }) => {
      return { reportId: id, keyId, ct: cover(sharePlace(keyId), bytesOf(ct)) }
    })
    await tx.insert(sealShares).values(rows)
    await tx
      .insert(shareHolders)
      .values([...holders].map((holder) => ({ reportId: id, holder })))
      .onConflictDoNothing()
    const kind = before.length > 0 ? 'identity_replaced' : 'identity_sealed'
    await addEvent(tx, id, { happenedOn: sealedOn, kind, role: REPORTER })
  })
  return {}
}

/** Takes the identity away, with all shares of it and all questions for it; its reporter sees that. */
export async function removeSeal(tx: WbsTx, reportId: string, on: CivilDate): Promise<void> {
  await tx.delete(seals).where(eq(seals.reportId, reportId))
  await tx.delete(sealRequests).where(eq(sealRequests.reportId, reportId)) // what custodians handed on goes with it
  await addEvent(tx, reportId, { happenedOn: on, kind: 'identity_removed', role: 'sistem' })
}

/** What a share as it is stored is bound to. */
export function sharePlace(keyId: string): string {
  return `share|${keyId}`
}

/** Whom the shares are for: accounts. */
async function requireCustodians(
  tx: WbsTx,
  reportId: string,
  { ct, shares }: SealRequest,
): Promise<ReadonlySet<string>> {
  const { keys } = await manifestInForce(tx)
  const given = new Set(shares.map(({ keyId }) => keyId))
  const custodians = keys.filter(({ id, until, roles }) => given.has(id) && !until && roles.includes(CUSTODIAN))
  const holders = new Set(custodians.map(({ holder }) => holder))
  if (shares.length !== CUSTODIANS || holders.size !== CUSTODIANS) throw new NotTaken('wrong_custodians')
  const theirs = keys.filter(({ holder }) => holders.has(holder)).map(({ id }) => id)
  if (await doesAnyRead(tx, reportId, theirs)) throw new NotTaken('custodian_reads')
  if (![ct, ...shares.map((share) => share.ct)].every((each) => isForOneHybrid(bytesOf(each))))
    throw new NotTaken('not_age')
  return holders
}

/** Whether one of these keys opens the report, in whichever epoch and ring. */
export async function doesAnyRead(tx: WbsTx, reportId: string, keyIds: readonly string[]): Promise<boolean> {
  const reading = await tx
    .select({ holder: wraps.holder })
    .from(wraps)
    .where(and(eq(wraps.reportId, reportId), inArray(wraps.holder, [...keyIds])))
    .limit(1)
  return reading.length > 0
}
