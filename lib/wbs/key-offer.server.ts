import 'server-only'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { keyOffers } from '@/db/wbs/keys-schema'
import { canonical } from '@/lib/canonical-json'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { bytesOf, textOf } from '@/lib/wbs/bytes.server'
import { isHybridRecipient } from '@/lib/wbs/hybrid'
import { isOffered, type KeyOffer, keyFingerprint, type LockedKey, PASSPHRASE_COST } from '@/lib/wbs/recipient-key'

/** A key that waits for the next list; `words` are what two people compare before one of them approves it. */
export type WaitingOffer = {
  id: string
  accountId: string
  words: string[]
  offeredOn: CivilDate
  state: 'offered' | 'approved' | 'refused'
  name: string | null
  position: string | null
  roles: string[] | null
  groupId: string | null
}

/**
 * Takes the public half of a key that somebody made in the own browser, and the private one as it was locked there, until
 * a signed list names it. An offer about which nobody has decided is replaced.
 *
 * Refuses `forbidden` for a key of somebody else, `key_not_proven`, and `key_not_locked` unless a passphrase and recovery
 * words lock this very key.
 *
 * @param made `name`: as the account is called, for whoever decides
 * @returns the id that the key has in the list
 */
export async function offerRecipientKey(
  tx: WbsTx,
  accountId: string,
  { offer, locked, name }: { offer: KeyOffer; locked: readonly LockedKey[]; name?: string },
  offeredOn: CivilDate,
): Promise<{ id: string }> {
  if (offer.holder !== accountId) throw new Refusal('forbidden')
  if (!isHybridRecipient(offer.box) || !isOffered(offer)) throw new Refusal('key_not_proven')
  requireLocked(locked, offer.box)
  await tx
    .delete(keyOffers)
    .where(and(eq(keyOffers.accountId, accountId), inArray(keyOffers.state, ['offered', 'refused'])))
  const id = crypto.randomUUID()
  const halves = { agePub: offer.box, signPub: bytesOf(offer.sign), proof: bytesOf(offer.proof) }
  const [made] = await tx
    .insert(keyOffers)
    .values({ id, accountId, ...halves, name, locked: canonical(locked), offeredOn })
    .onConflictDoNothing()
    .returning({ id: keyOffers.id })
  if (!made) throw new Refusal('key_not_proven')
  return { id }
}

/** The offer of one person that no list names yet. */
export async function findOwnOffer(tx: WbsTx, accountId: string): Promise<WaitingOffer | undefined> {
  const own = await waiting(tx)
  return own.find((offer) => offer.accountId === accountId)
}

/** All offers that no list names yet, the oldest first, for whoever keeps the keys. */
export function listOffers(tx: WbsTx): Promise<WaitingOffer[]> {
  return waiting(tx)
}

/** A new passphrase and new words, or one of them: each is to lock the same key and to cost whoever guesses as much. */
export function requireLocked(locked: readonly LockedKey[], box: string): void {
  const kinds = locked.map(({ kind }) => kind).sort()
  if (kinds.join() !== 'passphrase,recovery' || !locked.every((each) => isLockOf(each, box)))
    throw new Refusal('key_not_locked')
}

/** Whether it locks this key, as dearly as it must. */
export function isLockOf(locked: LockedKey, box: string): boolean {
  const { memoryKib, passes } = PASSPHRASE_COST
  const isDear = locked.kind === 'recovery' || (locked.memoryKib >= memoryKib && locked.passes >= passes)
  return locked.box === box && isDear
}

async function waiting(tx: WbsTx): Promise<WaitingOffer[]> {
  const rows = await tx
    .select({
      id: keyOffers.id,
      accountId: keyOffers.accountId,
      box: keyOffers.agePub,
      signPub: keyOffers.signPub,
      offeredOn: keyOffers.offeredOn,
      state: keyOffers.state,
      name: keyOffers.name,
      position: keyOffers.position,
      roles: keyOffers.roles,
      groupId: keyOffers.groupId,
    })
    .from(keyOffers)
    .orderBy(asc(keyOffers.offeredOn), asc(keyOffers.id))
  return rows.flatMap(({ box, signPub, state, ...row }) =>
    state === 'listed' ? [] : [{ ...row, state, words: keyFingerprint({ box, sign: textOf(signPub) }) }],
  )
}
