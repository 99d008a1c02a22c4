import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { sealShares, seals, wraps } from '@/db/wbs/schema'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { bytesOf } from '@/lib/wbs/bytes.server'
import { REPORTER } from '@/lib/wbs/envelope'
import { addEvent } from '@/lib/wbs/event.server'
import { isForOneHybrid } from '@/lib/wbs/hybrid'
import { lockOwn } from '@/lib/wbs/inbox.server'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import { NotTaken } from '@/lib/wbs/not-taken'
import { CUSTODIANS } from '@/lib/wbs/seal'
import { coverFor } from '@/lib/wbs/shredding.server'
import type { SealRequest } from '@/lib/wbs/wire'

/** Each holds one share, any two open the seal, and none of them reads the report. */
const ROLE = 'kustodian'

/**
 * Keeps the identity that a reporter gives, sealed: nobody but two of three custodians together can open it. Once.
 *
 * Refuses what `lockOwn` refuses, `sealed_already`, `wrong_custodians` unless each share is for another custodian of the
 * manifest, `custodian_reads` when one of them reads the report, and `not_age`.
 */
export async function keepSeal(request: SealRequest, now: Date): Promise<object> {
  await transactWbs(async (tx) => {
    const { id } = await lockOwn(tx, 'segel', request, now)
    await requireCustodians(tx, id, request)
    const sealedOn = civilDateIn('Asia/Jakarta', now)
    const [made] = await tx
      .insert(seals)
      .values({ reportId: id, ct: bytesOf(request.ct), sealedOn })
      .onConflictDoNothing()
      .returning({ reportId: seals.reportId })
    if (!made) throw new NotTaken('sealed_already')
    const { cover } = await coverFor(id, 'identity')
    const rows = request.shares.map(({ keyId, ct }) => {
      return { reportId: id, keyId, ct: cover(sharePlace(keyId), bytesOf(ct)) }
    })
    await tx.insert(sealShares).values(rows)
    await addEvent(tx, id, { happenedOn: sealedOn, kind: 'identity_sealed', role: REPORTER })
  })
  return {}
}

/** Takes the identity away, with all shares of it; its reporter sees that. */
export async function removeSeal(tx: WbsTx, reportId: string, on: CivilDate): Promise<void> {
  await tx.delete(seals).where(eq(seals.reportId, reportId))
  await addEvent(tx, reportId, { happenedOn: on, kind: 'identity_removed', role: 'sistem' })
}

/** What a share as it is stored is bound to. */
export function sharePlace(keyId: string): string {
  return `share|${keyId}`
}

async function requireCustodians(tx: WbsTx, reportId: string, { ct, shares }: SealRequest): Promise<void> {
  const { keys } = await manifestInForce(tx)
  const given = new Set(shares.map(({ keyId }) => keyId))
  const custodians = keys.filter(({ id, until, roles }) => given.has(id) && !until && roles.includes(ROLE))
  const holders = new Set(custodians.map(({ holder }) => holder))
  if (shares.length !== CUSTODIANS || holders.size !== CUSTODIANS) throw new NotTaken('wrong_custodians')
  const theirs = keys.filter(({ holder }) => holders.has(holder)).map(({ id }) => id)
  const reading = await tx
    .select({ holder: wraps.holder })
    .from(wraps)
    .where(and(eq(wraps.reportId, reportId), inArray(wraps.holder, theirs)))
  if (reading.length > 0) throw new NotTaken('custodian_reads')
  if (![ct, ...shares.map((share) => share.ct)].every((each) => isForOneHybrid(bytesOf(each))))
    throw new NotTaken('not_age')
}
