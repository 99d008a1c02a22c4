import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { recipientKeys, wrappedKeys } from '@/db/wbs/keys-schema'
import { canonical } from '@/lib/canonical-json'
import { Refusal } from '@/lib/refusal'
import { bytesOf, textOf } from '@/lib/wbs/bytes.server'
import { isLockOf } from '@/lib/wbs/key-offer.server'
import type { ManifestKey } from '@/lib/wbs/manifest'
import type { Officer } from '@/lib/wbs/officer.server'
import type { LockedKey } from '@/lib/wbs/recipient-key'
import { isRelocked, lockHash, type Relock } from '@/lib/wbs/relock'

/** A key as it is made, and what opens it. */
type NewKey = { key: Pick<ManifestKey, 'id' | 'holder' | 'box' | 'sign' | 'from'>; locked: readonly LockedKey[] }

/** Keeps the public half of a recipient's key, and the private one as it was locked in the own browser. */
export async function keepRecipientKey(tx: WbsTx, { key, locked }: NewKey): Promise<void> {
  const { id, holder: accountId, box: agePub, from: startsOn } = key
  await tx.insert(recipientKeys).values({ id, accountId, agePub, signPub: bytesOf(key.sign), startsOn })
  await tx.insert(wrappedKeys).values(locked.map((each) => rowOf(id, each)))
}

function rowOf(keyId: string, { kind, ct, box: _, ...kdf }: LockedKey) {
  return { keyId, kind, kdf: canonical(kdf), ct: bytesOf(ct) }
}

/**
 * Keeps the running key of an officer as it was locked anew, in the place of the lock of the same kind.
 *
 * Refuses `not_found` for another key, `key_not_locked` for a lock that is not of it, is cheaper than it must be, or was
 * made without the key, and `wbs_lock_changed` where another one came in between.
 */
export async function relockRecipientKey(tx: WbsTx, { holder, keyId }: Officer, made: Relock): Promise<void> {
  const [own] = await tx.select().from(recipientKeys).where(eq(recipientKeys.id, keyId)).for('update')
  if (!own || made.key !== keyId) throw new Refusal('not_found')
  const { locked } = made
  if (!isLockOf(locked, own.agePub) || !isRelocked(made, textOf(own.signPub))) throw new Refusal('key_not_locked')
  const kept = (await lockedKeysOf(tx, holder)).find((each) => each.id === keyId && each.locked.kind === locked.kind)
  if (made.before !== lockHash(kept?.locked)) throw new Refusal('wbs_lock_changed')
  const { keyId: _, kind, ...changed } = rowOf(keyId, locked)
  await tx
    .insert(wrappedKeys)
    .values({ keyId, kind, ...changed })
    .onConflictDoUpdate({ target: [wrappedKeys.keyId, wrappedKeys.kind], set: changed })
}

/** The locked keys of one person that still take part, for the own browser to open. */
export async function lockedKeysOf(tx: WbsTx, accountId: string): Promise<{ id: string; locked: LockedKey }[]> {
  const rows = await tx
    .select({
      id: recipientKeys.id,
      box: recipientKeys.agePub,
      kind: wrappedKeys.kind,
      kdf: wrappedKeys.kdf,
      ct: wrappedKeys.ct,
    })
    .from(recipientKeys)
    .innerJoin(wrappedKeys, eq(wrappedKeys.keyId, recipientKeys.id))
    .where(and(eq(recipientKeys.accountId, accountId), isNull(recipientKeys.revokedOn)))
  return rows.map(({ id, box, kind, kdf, ct }) => ({ id, locked: { ...JSON.parse(kdf), box, kind, ct: textOf(ct) } }))
}
