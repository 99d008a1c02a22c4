import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import type { ReporterKeys } from '@/lib/wbs/derive'
import { forgetCounts, takeFailures } from '@/lib/wbs/flood.server'
import { NOT_TAKEN } from '@/lib/wbs/not-taken'
import { office, person } from '@/lib/wbs/people.fixture'
import {
  ciphertext,
  ORIGIN,
  post,
  postBytes,
  publish,
  reportOf,
  signed,
  signedWithdrawal,
} from '@/lib/wbs/reporter.fixture'
import { reporterDoors } from '@/lib/wbs/reporter-doors.server'
import { encodeBody } from '@/lib/wbs/wire'

/** What no browser of ours sends, at every door of reporters: refused with a code, and nothing of it is kept. */
process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
const doors = Object.keys(reporterDoors)
const codes: readonly string[] = NOT_TAKEN.filter((code) => code !== 'unavailable')
const custodians = await Promise.all(['Eka', 'Fitri', 'Gita'].map((name) => person(name, ['kustodian'])))
const QUESTION = '5'.repeat(64)
let keys: ReporterKeys
let report: string

beforeEach(async () => {
  const { people } = await office()
  await publish(owner, (await office({ keys: [...people, ...custodians].map(({ key }) => key) })).signed)
  const made = await reportOf('ani')
  await post('laporan', made.body)
  keys = made.keys
  report = made.body.id
  takeFailures()
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

async function everything() {
  const [row] = await owner`select
    (select jsonb_agg(to_jsonb(r) order by id) from reports r) as reports,
    (select count(*)::int from messages) as messages, (select count(*)::int from wraps) as wraps,
    (select count(*)::int from events) as events, (select count(*)::int from attachments) as attachments,
    (select count(*)::int from attachment_parts) as parts, (select count(*)::int from key_requests) as key_requests,
    (select count(*)::int from seals) as seals, (select count(*)::int from seal_shares) as shares,
    (select jsonb_agg(to_jsonb(r)) from seal_requests r) as questions`
  return row
}

/** Somebody asks for the identity, until long from now. */
const askForIdentity = () =>
  owner`insert into seal_requests (report_id, number, hash, requester_key, asked_on, due_on)
    select id, 1, decode(${QUESTION}, 'hex'), 'dini', '2026-01-01', '2999-01-01' from reports`

/** Refused with a code of ours, in whole steps, and not because something broke. */
function expectRefused(heard: Awaited<ReturnType<typeof post>>, what: string): void {
  expect([heard.status, codes.includes(heard.answer.code ?? '')], what).toEqual([409, true])
  expect(heard.bytes % 4096, what).toBe(0)
}

test.each(doors)('the door %s refuses bodies that are none', async (door) => {
  const before = await everything()
  const type = door === 'lampiran/bagian' ? 'application/octet-stream' : 'application/json'
  const step = (text: string) => Buffer.from(text.padEnd(4096))
  const bodies: Record<string, [Uint8Array, string]> = {
    nothing: [new Uint8Array(0), type],
    'less than a step': [encodeBody({}).subarray(1), type],
    'more than a step': [Buffer.concat([encodeBody({}), Buffer.of(32)]), type],
    'more than anybody sends': [new Uint8Array(6 * 1024 * 1024), type],
    'another type': [encodeBody({}), 'text/html'],
    'no type': [encodeBody({}), ''],
    'a form': [step('a=b'), 'application/x-www-form-urlencoded'],
    zeros: [new Uint8Array(4096), type],
    'no text': [new Uint8Array(4096).fill(0xff), type],
    null: [step('null'), type],
    'a list': [step('[]'), type],
    'a number': [step('1e999'), type],
    'half an object': [step('{"id":'), type],
    'a field that nobody asked for': [encodeBody({ alamat: 'x' }), type],
    'a field of another object': [step('{"__proto__":{"locator":"x"}}'), type],
    'a deep one': [step(`${'['.repeat(2000)}${']'.repeat(2000)}`), type],
  }
  for (const [what, [bytes, as]] of Object.entries(bodies)) expectRefused(await postBytes(door, bytes, as), what)
  expect(await everything()).toEqual(before)
  expect(takeFailures()).toBe(0)
})

/** What a browser of ours says at each door that takes more than nothing. */
async function goodBodies(): Promise<Record<string, Record<string, unknown>>> {
  const ct = await ciphertext()
  const shares = custodians.map(({ key }) => ({ keyId: key.id, ct }))
  const message = (seq: number) => ({ seq, epoch: 0, ct })
  return {
    laporan: (await reportOf('budi')).body,
    buka: await signed(keys, 'buka', { after: 0 }),
    pesan: await signed(keys, 'pesan', { seq: 2, epoch: 0, ct }),
    segel: await signed(keys, 'segel', { ct, shares, message: message(3) }),
    'segel/jawab': await signed(keys, 'segel/jawab', { request: QUESTION, consent: null, message: message(4) }),
    cabut: await signedWithdrawal(keys, report, 4),
    kunci: await signed(keys, 'kunci', { epochs: [0] }),
    'lampiran/mulai': await signed(keys, 'lampiran/mulai', { id: randomUUID(), bytes: 4000 }),
    'lampiran/selesai': { id: randomUUID(), sha256: '0'.repeat(64) },
  }
}

const ODD = [
  null,
  true,
  -1,
  1.5,
  9e15,
  '',
  '\0',
  '../../etc/passwd',
  '<script>',
  "' or 1=1",
  'x'.repeat(70_000),
  [],
  {},
]

test('a good body with one field of another kind, or without it, is refused at every door', async () => {
  await askForIdentity()
  const before = await everything()
  for (const [door, body] of Object.entries(await goodBodies())) {
    const changed = Object.keys(body).flatMap((field) => [
      ...ODD.filter((odd) => JSON.stringify(odd) !== JSON.stringify(body[field])).map((odd) => ({
        ...body,
        [field]: odd,
      })),
      Object.fromEntries(Object.entries(body).filter(([name]) => name !== field)),
    ])
    for (const [at, heard] of (await Promise.all(changed.map((each) => post(door, each)))).entries()) {
      const isUnknown = door === 'buka' && heard.status === 200 && heard.answer.report === null
      if (!isUnknown) expectRefused(heard, `${door} ${at}`)
    }
  }
  expect(await everything()).toEqual(before)
  expect(takeFailures()).toBe(0)
})

test('a body that was said once is said for nothing again, at its own door and at every other', async () => {
  const { laporan: _, 'lampiran/selesai': __, buka, ...bodies } = await goodBodies()
  const order = ['pesan', 'lampiran/mulai', 'segel', 'segel/jawab', 'kunci', 'cabut']
  for (const door of order) {
    if (door === 'segel/jawab') await askForIdentity()
    expect((await post(door, bodies[door] ?? {})).status, door).toBe(200)
  }
  expect((await post('buka', buka ?? {})).answer.report).not.toBeNull()
  const after = await everything()
  for (const door of ['laporan', 'buka', ...order]) {
    for (const [from, body] of Object.entries({ ...bodies, buka: buka ?? {} })) {
      const heard = await post(door, body)
      expectRefused(heard, `${from} at ${door}`)
    }
  }
  expect(await everything()).toEqual(after)
})

test('a message under an older number, or one that leaves numbers out, is refused', async () => {
  const say = async (seq: number, text: string) =>
    (await post('pesan', await signed(keys, 'pesan', { seq, epoch: 0, ct: await ciphertext(text) }))).answer
  expect(await say(2, 'dua')).toMatchObject({ seq: 2 })
  for (const seq of [0, 1, 2, 4, 999_999]) expect((await say(seq, `lain ${seq}`)).code, `${seq}`).toBe('wrong_seq')
  expect(await say(3, 'tiga')).toMatchObject({ seq: 3 })
})
