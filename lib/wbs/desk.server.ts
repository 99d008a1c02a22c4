import 'server-only'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { findOwnOffer, offerRecipientKey } from '@/lib/wbs/key-offer.server'
import type { SignedManifest } from '@/lib/wbs/manifest'
import { newestManifest } from '@/lib/wbs/manifest.server'
import { findOfficer, type Officer } from '@/lib/wbs/officer.server'
import { reportingPlace } from '@/lib/wbs/place.server'
import type { LockedKey } from '@/lib/wbs/recipient-key'
import { lockedKeysOf } from '@/lib/wbs/recipient-key.server'

/** What a browser needs to unlock a desk: who it is for, the locked key, and what to hold it against; `on` is for lists. */
export type Desk = {
  officer: Officer
  locked: LockedKey[]
  signed: SignedManifest
  place: { deployment: string; rootKeys: string[] }
  on: CivilDate
}

/** The desk of somebody of the office; undefined for whoever is in no list yet. */
export function findDesk(accountId: string | null, on: CivilDate): Promise<Desk | undefined> {
  return transactWbs((tx) => readDesk(tx, accountId, on))
}

export async function readDesk(tx: WbsTx, accountId: string | null, on: CivilDate): Promise<Desk | undefined> {
  const officer = await findOfficer(tx, accountId)
  if (!officer) return undefined
  const locked = (await lockedKeysOf(tx, officer.holder)).filter(({ id }) => id === officer.keyId)
  return {
    officer,
    locked: locked.map((each) => each.locked),
    signed: await newestManifest(tx),
    place: reportingPlace(),
    on,
  }
}

/** How far the key is that somebody without a desk has offered; undefined where they offered none. */
export async function ownOffer(accountId: string | null) {
  const offer = accountId ? await transactWbs((tx) => findOwnOffer(tx, accountId)) : undefined
  return offer && { state: offer.state, words: offer.words, offeredOn: offer.offeredOn }
}

/** Keeps a key that somebody without a desk has made, until a signed list names it. Refuses what `offerRecipientKey` refuses. */
export async function offerKeyOf(
  accountId: string | null,
  made: Parameters<typeof offerRecipientKey>[2],
  now: Date,
): Promise<void> {
  if (!accountId) throw new Refusal('forbidden')
  await transactWbs((tx) => offerRecipientKey(tx, accountId, made, civilDateIn('Asia/Jakarta', now)))
}
