import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { office, type Person, person } from '@/lib/wbs/people.fixture'
import { ciphertext, ORIGIN, post, publish, reportOf, signed } from '@/lib/wbs/reporter.fixture'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
const custodians = await Promise.all(['Eka', 'Fitri', 'Gita'].map((name) => person(name, ['kustodian'])))

beforeEach(async () => {
  const { people } = await office()
  const keys = [...people, ...custodians].map(({ key }) => key)
  await publish(owner, (await office({ keys })).signed)
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

async function sent() {
  const { keys, body } = await reportOf('ani')
  await post('laporan', body)
  return keys
}

async function sharesFor(people: Person[]) {
  const shares = people.map(async ({ key }) => ({ keyId: key.id, ct: await ciphertext(key.name) }))
  return { ct: await ciphertext('Nama saya'), shares: await Promise.all(shares) }
}

test('an identity is sealed for three custodians, once, and the reporter sees that it is', async () => {
  const keys = await sent()
  expect((await post('segel', await signed(keys, 'segel', await sharesFor(custodians)))).status).toBe(200)
  expect(await owner`select from seal_shares`).toHaveLength(3)
  const again = await post('segel', await signed(keys, 'segel', await sharesFor(custodians)))
  expect(again.answer.code).toBe('sealed_already')
  expect(await owner`select kind from events order by number`).toMatchObject([{}, { kind: 'identity_sealed' }])
})

test('fewer than three, one twice, or somebody who is no custodian is refused', async () => {
  const keys = await sent()
  const { ani } = await office()
  const [eka, fitri, gita] = custodians
  if (!eka || !fitri || !gita) throw new Error('nobody')
  for (const people of [
    [eka, fitri],
    [eka, fitri, fitri],
    [eka, fitri, ani],
    [eka, fitri, gita, ani],
  ]) {
    const heard = await post('segel', await signed(keys, 'segel', await sharesFor(people)))
    expect(heard.answer.code).toBe('wrong_custodians')
  }
})

test('a custodian who reads the report holds no share of its reporter', async () => {
  const keys = await sent()
  await owner`update wraps set holder = ${custodians[0]?.key.id ?? ''} where holder = ${(await office()).ani.key.id}`
  const heard = await post('segel', await signed(keys, 'segel', await sharesFor(custodians)))
  expect(heard.answer.code).toBe('custodian_reads')
})
