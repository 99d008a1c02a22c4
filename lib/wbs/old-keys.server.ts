import 'server-only'
import { and, asc, eq, gte, inArray } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { wrappedKeys } from '@/db/wbs/keys-schema'
import { reports, wraps } from '@/db/wbs/schema'
import { sealRequests, sealShares } from '@/db/wbs/seal-schema'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import { findOfficer, type Officer } from '@/lib/wbs/officer.server'
import type { LockedKey } from '@/lib/wbs/recipient-key'
import { lockedKeysOf } from '@/lib/wbs/recipient-key.server'
import { OPEN_STATES } from '@/lib/wbs/seal-request'

/**
 * An own key that the list has ended, and what it alone opens: ids of reports. The own browser gives `reports` and `shares`
 * to the new key; what custodians hand on for `questions` nobody can, so it stays until those are over.
 */
export type OldKey = { id: string; locked: LockedKey[]; reports: string[]; shares: string[]; questions: string[] }

/** The old keys of an officer that can still be opened, each until `endOldKey`. */
export async function listOldKeys(tx: WbsTx, { holder, keyId }: Officer, today: CivilDate): Promise<OldKey[]> {
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
  const asked = await tx
    .select({ key: sealRequests.requesterKey, report: sealRequests.reportId })
    .from(sealRequests)
    .where(
      and(
        inArray(sealRequests.requesterKey, ids),
        inArray(sealRequests.state, [...OPEN_STATES, 'opened']),
        gte(sealRequests.dueOn, today),
      ),
    )
    .orderBy(asc(sealRequests.reportId))
  return ids.map((id) => ({
    id,
    locked: kept.filter((key) => key.id === id).map(({ locked }) => locked),
    reports: held.filter(({ key }) => key === id).map(({ report }) => report),
    shares: shares.filter(({ key }) => key === id).map(({ report }) => report),
    questions: asked.filter(({ key }) => key === id).map(({ report }) => report),
  }))
}

/** The same by the account; none for whoever is nobody inside. */
export function oldKeysOf(accountId: string | null, today: CivilDate): Promise<OldKey[]> {
  return transactWbs(async (tx) => {
    const officer = await findOfficer(tx, accountId)
    return officer ? listOldKeys(tx, officer, today) : []
  })
}

/**
 * Ends an old key for good: what its passphrase and words open goes. Refuses `not_found` for a key that is no old one,
 * `wbs_key_in_use` while a report or a share is opened by nothing else of the same person, and `wbs_key_asked_with` while a
 * question for an identity that was asked with it is not over.
 */
export async function endOldKey(tx: WbsTx, officer: Officer, keyId: string, today: CivilDate): Promise<void> {
  const old = (await listOldKeys(tx, officer, today)).find(({ id }) => id === keyId)
  if (!old) throw new Refusal('not_found')
  const count = old.reports.length + old.shares.length
  if (count > 0) throw new Refusal('wbs_key_in_use', { reports: count })
  if (old.questions.length > 0) throw new Refusal('wbs_key_asked_with', { questions: old.questions.length })
  await tx.delete(wrappedKeys).where(eq(wrappedKeys.keyId, keyId))
}
