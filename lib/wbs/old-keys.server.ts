import 'server-only'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { reports, sealShares, wrappedKeys, wraps } from '@/db/wbs/schema'
import { Refusal } from '@/lib/refusal'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import { findOfficer, type Officer } from '@/lib/wbs/officer.server'
import type { LockedKey } from '@/lib/wbs/recipient-key'
import { lockedKeysOf } from '@/lib/wbs/recipient-key.server'

/** An own key that the list has ended, and what it alone opens until the own browser gives that to the new one: ids of reports. */
export type OldKey = { id: string; locked: LockedKey[]; reports: string[]; shares: string[] }

/** The old keys of an officer that can still be opened, each until `endOldKey`. */
export async function listOldKeys(tx: WbsTx, { holder, keyId }: Officer): Promise<OldKey[]> {
  const ended = (await manifestInForce(tx)).keys.filter((key) => key.holder === holder && key.until !== null)
  const kept = (await lockedKeysOf(tx, holder)).filter(({ id }) => id !== keyId && ended.some((key) => key.id === id))
  const ids = [...new Set(kept.map(({ id }) => id))]
  const held = await tx
    .select({ key: wraps.holder, report: reports.id })
    .from(reports)
    .innerJoin(wraps, and(eq(wraps.reportId, reports.id), eq(wraps.epoch, reports.epoch), eq(wraps.ring, 'pesan')))
    .where(inArray(wraps.holder, ids))
    .orderBy(asc(reports.id))
  const shares = await tx
    .select({ key: sealShares.keyId, report: sealShares.reportId })
    .from(sealShares)
    .where(inArray(sealShares.keyId, ids))
    .orderBy(asc(sealShares.reportId))
  return ids.map((id) => ({
    id,
    locked: kept.filter((key) => key.id === id).map(({ locked }) => locked),
    reports: held.filter(({ key }) => key === id).map(({ report }) => report),
    shares: shares.filter(({ key }) => key === id).map(({ report }) => report),
  }))
}

/** The same by the account; none for whoever is nobody inside. */
export function oldKeysOf(accountId: string | null): Promise<OldKey[]> {
  return transactWbs(async (tx) => {
    const officer = await findOfficer(tx, accountId)
    return officer ? listOldKeys(tx, officer) : []
  })
}

/**
 * Ends an old key for good: what its passphrase and words open is destroyed. Refuses `not_found` for a key that is no old
 * one, and `wbs_key_in_use` while a report or a share is opened by nothing else of the same person.
 */
export async function endOldKey(tx: WbsTx, officer: Officer, keyId: string): Promise<void> {
  const old = (await listOldKeys(tx, officer)).find(({ id }) => id === keyId)
  if (!old) throw new Refusal('not_found')
  const count = old.reports.length + old.shares.length
  if (count > 0) throw new Refusal('wbs_key_in_use', { reports: count })
  await tx.delete(wrappedKeys).where(eq(wrappedKeys.keyId, keyId))
}
