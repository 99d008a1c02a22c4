import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { recipientKeys, wrappedKeys } from '@/db/wbs/schema'
import { canonical } from '@/lib/canonical-json'
import { bytesOf, textOf } from '@/lib/wbs/bytes.server'
import type { ManifestKey } from '@/lib/wbs/manifest'
import type { LockedKey } from '@/lib/wbs/recipient-key'

/** A key as it is made, and what opens it. */
type NewKey = { key: Pick<ManifestKey, 'id' | 'holder' | 'box' | 'sign' | 'from'>; locked: readonly LockedKey[] }

/** Keeps the public half of a recipient's key, and the private one as it was locked in the own browser. */
export async function keepRecipientKey(tx: WbsTx, { key, locked }: NewKey): Promise<void> {
  const { id, holder: accountId, box: agePub, from: startsOn } = key
  await tx.insert(recipientKeys).values({ id, accountId, agePub, signPub: bytesOf(key.sign), startsOn })
  const rows = locked.map(({ kind, ct, box: _, ...kdf }) => ({ keyId: id, kind, kdf: canonical(kdf), ct: bytesOf(ct) }))
  await tx.insert(wrappedKeys).values(rows)
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
