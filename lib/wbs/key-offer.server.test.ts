import { afterEach, beforeAll, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { findOwnOffer, listOffers, offerRecipientKey } from '@/lib/wbs/key-offer.server'
import { idOf, TODAY } from '@/lib/wbs/people.fixture'
import {
  keyFingerprint,
  type LockedKey,
  lockWithPassphrase,
  lockWithRecovery,
  makeRecipientKey,
  offerKey,
  type RecipientKey,
} from '@/lib/wbs/recipient-key'

const database = await testWbsDatabase()
const ani = idOf('Ani|holder')
let key: RecipientKey
let locked: LockedKey[]

beforeAll(async () => {
  key = await makeRecipientKey()
  locked = [await lockWithPassphrase(key, 'enam kata yang tidak pernah bersama'), (await lockWithRecovery(key)).locked]
})
afterEach(database.reset)

const offering = (change: { offer?: object; locked?: LockedKey[] } = {}, accountId = ani) =>
  transactWbs((tx) =>
    offerRecipientKey(
      tx,
      accountId,
      { offer: { ...offerKey(key, ani), ...change.offer }, locked: change.locked ?? locked },
      TODAY,
    ),
  )

test('a key is offered by the person who made it, and waits with the words that are compared', async () => {
  const { id } = await offering()
  const words = keyFingerprint({ box: key.box.recipient, sign: key.sign.public })
  expect(words).toHaveLength(8)
  expect(await transactWbs((tx) => findOwnOffer(tx, ani))).toMatchObject({ id, words, state: 'offered', roles: null })
  const [row] = await database.owner`select to_jsonb(o)::text as everything from key_offers o`
  expect(row?.everything).not.toContain(key.box.identity)
})

test('whoever offers again has one offer, and nobody offers for another', async () => {
  await offering()
  const other = await makeRecipientKey()
  const again = [
    await lockWithPassphrase(other, 'enam kata lain yang tidak sama'),
    (await lockWithRecovery(other)).locked,
  ]
  const { id } = await offering({ offer: offerKey(other, ani), locked: again })
  expect((await transactWbs(listOffers)).map((offer) => offer.id)).toEqual([id])
  await expect(offering({}, idOf('Budi|holder'))).rejects.toMatchObject({ code: 'forbidden' })
})

test('an offer without proof, or that its passphrase and its words do not lock, is refused', async () => {
  const other = await makeRecipientKey()
  await expect(offering({ offer: { sign: other.sign.public } })).rejects.toMatchObject({ code: 'key_not_proven' })
  const foreign = (await lockWithRecovery(other)).locked
  const cheap = { ...locked[0], memoryKib: 1024 } as LockedKey
  for (const wrong of [[], locked.slice(0, 1), [...locked.slice(0, 1), foreign], [cheap, ...locked.slice(1)]])
    await expect(offering({ locked: wrong })).rejects.toMatchObject({ code: 'key_not_locked' })
  expect(await transactWbs(listOffers)).toEqual([])
})
