import { canonical } from '@/lib/canonical-json'
import { hashHex } from '@/lib/wbs/protocol'
import type { LockedKey, RecipientKey } from '@/lib/wbs/recipient-key'
import { isSigned, sign } from '@/lib/wbs/signature'

/**
 * The same key, locked anew by another passphrase or by new words. `before` is the SHA-256 of the lock in whose place this
 * one comes, empty where there was none; `proof` shows that whoever locked it had the key open: an open session of the
 * office alone must not be able to exchange a lock for one that nobody opens.
 */
export type Relock = { key: string; before: string; locked: LockedKey; proof: string }

const PURPOSE = 'relock'

/** @param key the id that the list gives it */
export function relock(
  { sign: own }: RecipientKey,
  { key, before, locked }: { key: string; before: LockedKey | undefined; locked: LockedKey },
): Relock {
  const relocked = { key, before: lockHash(before), locked }
  return { ...relocked, proof: sign(own, PURPOSE, canonical(relocked)) }
}

/** Whether whoever locked it had the key whose public half this is. */
export function isRelocked({ proof, ...relocked }: Relock, signPub: string): boolean {
  return isSigned(signPub, PURPOSE, canonical(relocked), proof)
}

export function lockHash(locked: LockedKey | undefined): string {
  return locked ? hashHex(locked.ct) : ''
}
