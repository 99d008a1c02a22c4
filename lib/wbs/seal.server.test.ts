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

async function sharesFor(people: Person[], seq = 2) {
  const shares = people.map(async ({ key }) => ({ keyId: key.id, ct: await ciphertext(key.name) }))
  const message = { seq, epoch: 0, ct: await ciphertext('Tersegel') }
  return { ct: await ciphertext('Nama saya'), shares: await Promise.all(shares), message }
}

test('an identity is sealed for three custodians with its message, replaced by another, and the reporter sees both', async () => {
  const keys = await sent()
  const first = await sharesFor(custodians)
  expect((await post('segel', await signed(keys, 'segel', first))).status).toBe(200)
  expect(await owner`select from seal_shares`).toHaveLength(3)
  expect(await owner`select party from messages where seq = 2`).toEqual([{ party: 'reporter' }])
  expect((await post('buka', await signed(keys, 'buka', { after: 0 }))).answer.identity).toEqual({
    isSealed: true,
    request: null,
  })
  expect((await post('segel', await signed(keys, 'segel', first))).status).toBe(200) // sent again
  const second = await sharesFor(custodians, 3)
  expect((await post('segel', await signed(keys, 'segel', second))).status).toBe(200)
  expect(await owner`select ct from seals`).toEqual([{ ct: Buffer.from(second.ct, 'base64url') }])
  expect(await owner`select from seal_shares`).toHaveLength(3)
  expect((await owner`select kind from events order by number`).map(({ kind }) => kind)).toEqual([
    ...['received', 'identity_sealed', 'identity_replaced'],
  ])
})

test('without the next message nothing is sealed, and while it is asked for nothing is replaced', async () => {
  const keys = await sent()
  const far = await post('segel', await signed(keys, 'segel', await sharesFor(custodians, 4)))
  expect(far.answer.code).toBe('wrong_seq')
  expect(await owner`select from seals`).toHaveLength(0)
  await post('segel', await signed(keys, 'segel', await sharesFor(custodians)))
  await owner`insert into seal_requests (report_id, number, hash, requester_key, asked_on, due_on)
    select id, 1, sha256('x'), 'dini', '2026-01-01', '2999-01-01' from reports`
  const replacing = await post('segel', await signed(keys, 'segel', await sharesFor(custodians, 3)))
  expect(replacing.answer.code).toBe('seal_requested')
  await owner`update seal_requests set due_on = '2026-01-02'`
  expect((await post('segel', await signed(keys, 'segel', await sharesFor(custodians, 3)))).status).toBe(200)
  expect(await owner`select state from seal_requests`).toEqual([{ state: 'lapsed' }])
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
