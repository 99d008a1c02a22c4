import 'server-only'
import { eq, inArray } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { keyChanges, keyOffers, recipientKeys } from '@/db/wbs/keys-schema'
import type { CivilDate } from '@/lib/civil-date'
import { textOf } from '@/lib/wbs/bytes.server'
import type { Manifest } from '@/lib/wbs/manifest'
import { dropSharesOfGone } from '@/lib/wbs/old-shares.server'
import { keepRecipientKey } from '@/lib/wbs/recipient-key.server'

/**
 * After a list was published: keys that it names for the first time open with what their holders locked, those that it
 * ends end, what was planned and is now so is no plan any more, and custodians who are none any more hold no shares.
 */
export async function settleKeys(tx: WbsTx, manifest: Manifest, on: CivilDate): Promise<void> {
  await takeIn(tx, manifest)
  for (const { id, until } of manifest.keys)
    if (until) await tx.update(recipientKeys).set({ endsOn: until }).where(eq(recipientKeys.id, id))
  for (const plan of await tx.select().from(keyChanges))
    if (isSo(plan, manifest)) await tx.delete(keyChanges).where(eq(keyChanges.keyId, plan.keyId))
  await dropSharesOfGone(tx, on)
}

/**
 * Offers that the list names exactly as they were made. What locks the key moves: a lock left behind would outlive a new
 * passphrase.
 */
async function takeIn(tx: WbsTx, { keys, groups }: Manifest): Promise<void> {
  const offers = await tx
    .select()
    .from(keyOffers)
    .where(inArray(keyOffers.state, ['offered', 'approved']))
  for (const { id, agePub, signPub, accountId, locked } of offers) {
    const key = keys.find((each) => each.id === id)
    const isSame = key?.box === agePub && key.sign === textOf(signPub) && key.holder === accountId
    if (!key || !isSame || !locked) continue
    await keepRecipientKey(tx, { key, locked: JSON.parse(locked) })
    const groupId = groups.find((group) => group.keys.includes(id))?.id ?? null
    const { name, position, roles } = key
    const listed = { state: 'listed', locked: null, name, position, roles, groupId } as const
    await tx.update(keyOffers).set(listed).where(eq(keyOffers.id, id))
  }
}

type Plan = typeof keyChanges.$inferSelect

function isSo({ keyId, position, groupId, endsOn }: Plan, { keys, groups }: Manifest): boolean {
  const key = keys.find(({ id }) => id === keyId)
  if (key?.until) return true
  const group = groups.find((each) => each.keys.includes(keyId))?.id ?? null
  return !endsOn && key?.position === position && group === groupId
}
