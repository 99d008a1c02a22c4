import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { count, forgetCounts, timesHarder } from '@/lib/wbs/flood.server'
import { office, reporterKeys } from '@/lib/wbs/people.fixture'
import {
  ciphertext,
  ORIGIN,
  post,
  publish,
  reportOf,
  signed,
  signedAnew,
  signedWithdrawal,
} from '@/lib/wbs/reporter.fixture'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database

beforeEach(async () => publish(owner, (await office()).signed))
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

async function sent() {
  const { keys, body } = await reportOf('ani')
  expect((await post('laporan', body)).status).toBe(200)
  return { keys, body }
}

test('who knows the code sees the own wrap, the messages after one, the state and what happened', async () => {
  const { keys, body } = await sent()
  const { answer } = await post('buka', await signed(keys, 'buka', { after: 0 }))
  expect(answer).toMatchObject({
    report: { id: body.id, epoch: 0, state: 'received' },
    wraps: [{ epoch: 0, ct: body.wraps.find((wrap) => wrap.for === 'pelapor')?.ct }],
    messages: [{ seq: 1, epoch: 0, party: 'reporter', ct: body.first.ct }],
    events: [{ kind: 'received', role: 'pelapor' }],
  })
  const later = await post('buka', await signed(keys, 'buka', { after: 1 }))
  expect(later.answer).toMatchObject({ report: { id: body.id }, messages: [] })
})

test('an unknown code, and a known one that another signed for, are answered alike: nothing, as long and as slowly', async () => {
  const { keys } = await sent()
  const stranger = await reporterKeys('orang-lain')
  const nothing = { report: null, wraps: [], messages: [], events: [] }
  const began = performance.now()
  const unknown = await post('buka', await signed(stranger, 'buka', { after: 0 }))
  const forged = await post('buka', await signed({ ...stranger, locator: keys.locator }, 'buka', { after: 0 }))
  const known = await post('buka', await signed(keys, 'buka', { after: 0 }))
  expect(performance.now() - began).toBeGreaterThan(3 * 60)
  expect(unknown.answer).toMatchObject(nothing)
  expect(forged.answer).toMatchObject(nothing)
  expect(known.answer.report).not.toBeNull()
  expect([unknown.status, forged.status, known.status]).toEqual([200, 200, 200])
  expect([unknown.bytes, forged.bytes]).toEqual([32_768, 32_768])
  expect(Object.keys(unknown.answer)).toEqual(Object.keys(known.answer))
})

test('what was said once cannot be said again by whoever overheard it', async () => {
  const { keys, body } = await sent()
  const opening = await signed(keys, 'buka', { after: 0 })
  await post('buka', opening)
  expect((await post('buka', opening)).answer.code).toBe('nonce_wrong')
  const made = signedAnew(keys, 'cabut', { ...(await signedWithdrawal(keys, body.id)), nonce: 'abc.99999999999.xyz' })
  expect((await post('cabut', made)).answer.code).toBe('nonce_wrong')
  const { withdrawal } = await signedWithdrawal(keys, body.id)
  const elsewhere = await signed(keys, 'pesan', { withdrawal })
  expect((await post('cabut', elsewhere)).answer.code).toBe('not_found')
})

test('one nonce serves one try, also when the try was wrong, and nothing can be added to it', async () => {
  const { keys, body } = await sent()
  const stranger = { ...(await reporterKeys('orang-lain')), locator: keys.locator }
  const { signature: _, ...guess } = await signedWithdrawal(stranger, body.id)
  const tried = async () => (await post('cabut', signedAnew(keys, 'cabut', guess))).answer.code
  expect((await post('cabut', signedAnew(stranger, 'cabut', guess))).answer.code).toBe('not_found')
  expect(await tried()).toBe('nonce_wrong')
  guess.nonce += '.x'
  expect(await tried()).toBe('nonce_wrong')
})

test('junk makes no opening dearer; what was worked for counts', async () => {
  const keys = await reporterKeys('orang-lain')
  const opening = await signed(keys, 'buka', { after: 0 })
  count('openings', new Date(), 599)
  await post('buka', { ...opening, nonce: 'abc.99999999999.xyz' })
  expect(timesHarder('openings', new Date())).toBe(1)
  await post('buka', opening)
  expect(timesHarder('openings', new Date())).toBe(2)
})

test('a code is not tried without work', async () => {
  const keys = await reporterKeys('orang-lain')
  const opening = await signed(keys, 'buka', { after: 0 })
  const wrong = {
    ...opening,
    proof: { challenge: { nonce: 'x', cost: 1, expires: 9_999_999_999, mac: 'y' }, solution: 0 },
  }
  expect((await post('buka', wrong)).answer.code).toBe('proof_wrong')
})

test('messages follow each other; the same one again is no other, and another in its place is refused', async () => {
  const { keys } = await sent()
  const say = async (seq: number, ct: string, epoch = 0) =>
    (await post('pesan', await signed(keys, 'pesan', { seq, epoch, ct }))).answer
  const ct = await ciphertext()
  expect(await say(2, ct)).toMatchObject({ seq: 2 })
  expect(await say(2, ct)).toMatchObject({ seq: 2 })
  expect((await say(2, await ciphertext('Lain'))).code).toBe('wrong_seq')
  expect((await say(4, ct)).code).toBe('wrong_seq')
  expect((await say(3, ct, 1)).code).toBe('wrong_epoch')
  expect((await say(3, 'AAAA')).code).toBe('not_age')
  expect((await owner`select seq, party from messages order by seq`).map(({ seq }) => seq)).toEqual([1, 2])
})

test('two messages sent at once do not take the same place', async () => {
  const { keys } = await sent()
  const bodies = await Promise.all(
    ['satu', 'dua'].map(async (text) => signed(keys, 'pesan', { seq: 2, epoch: 0, ct: await ciphertext(text) })),
  )
  const heard = await Promise.all(bodies.map((body) => post('pesan', body)))
  expect(heard.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('nobody but the reporter adds a message, and none is added to a conversation that was stopped', async () => {
  const { keys } = await sent()
  const fields = { seq: 2, epoch: 0, ct: await ciphertext() }
  const stranger = { ...(await reporterKeys('orang-lain')), locator: keys.locator }
  expect((await post('pesan', await signed(stranger, 'pesan', fields))).answer.code).toBe('not_found')
  await owner`update reports set is_frozen = true`
  expect((await post('pesan', await signed(keys, 'pesan', fields))).answer.code).toBe('frozen')
})

test('after thirty messages without an answer a reporter waits for one', async () => {
  const { keys, body } = await sent()
  await owner`insert into messages (report_id, seq, epoch, party, ct, sha256)
    select ${body.id}, n, 0, 'reporter', 'x', sha256(n::text::bytea) from generate_series(2, 30) n`
  const say = async (seq: number) =>
    post('pesan', await signed(keys, 'pesan', { seq, epoch: 0, ct: await ciphertext() }))
  expect((await say(31)).answer.code).toBe('quota_reached')
  await owner`insert into messages values (${body.id}, 31, 0, 'recipient', 'x', 'x')`
  expect((await say(32)).status).toBe(200)
})

test('a report is taken back under a signature of its reporter over what they have read, and that is kept and handed out', async () => {
  const { keys, body } = await sent()
  const stranger = await reporterKeys('orang-lain')
  const { withdrawal: forged } = await signedWithdrawal(stranger, body.id)
  const { withdrawal: ofOther } = await signedWithdrawal(keys, crypto.randomUUID())
  const refused = async (withdrawal: object) =>
    (await post('cabut', await signed(keys, 'cabut', { withdrawal }))).answer.code
  expect([await refused(forged), await refused(ofOther)]).toEqual(['signature_wrong', 'signature_wrong'])
  await owner`insert into messages values (${body.id}, 2, 0, 'recipient', 'x', 'x')`
  const unread = await signedWithdrawal(keys, body.id)
  expect((await post('cabut', unread)).answer.code).toBe('wrong_seq')
  const made = await signedWithdrawal(keys, body.id, 2)
  expect((await post('cabut', made)).status).toBe(200)
  const { answer } = await post('buka', await signed(keys, 'buka', { after: 2 }))
  expect(answer.withdrawal).toEqual(made.withdrawal)
})

test('a report can be taken back once; it says so, and what happened is chained', async () => {
  const { keys, body } = await sent()
  expect((await post('cabut', await signedWithdrawal(keys, body.id))).status).toBe(200)
  expect((await post('cabut', await signedWithdrawal(keys, body.id))).answer.code).toBe('withdrawn')
  const fields = { seq: 2, epoch: 0, ct: await ciphertext() }
  expect((await post('pesan', await signed(keys, 'pesan', fields))).answer.code).toBe('withdrawn')
  const { answer } = await post('buka', await signed(keys, 'buka', { after: 0 }))
  expect(answer).toMatchObject({ report: { state: 'withdrawn', dueOn: null }, events: [{}, { kind: 'withdrawn' }] })
  const chained = await owner`select chain_hash from events where report_id = ${body.id} order by number`
  expect(new Set(chained.map(({ chain_hash }) => chain_hash.toString('hex'))).size).toBe(2)
})

test.each(['closed', 'not_processed', 'forwarded'])(
  'a report that ended %s is not taken back, and is kept as long as before',
  async (state) => {
    const { keys, body } = await sent()
    await owner`update reports set state = ${state}, settled_on = '2026-11-02' where id = ${body.id}`
    expect((await post('cabut', await signedWithdrawal(keys, body.id))).answer.code).toBe('ended')
    expect(await owner`select state, settled_on::text as on from reports`).toEqual([{ state, on: '2026-11-02' }])
    expect(await owner`select kind from events`).toHaveLength(1)
  },
)
