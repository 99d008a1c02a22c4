import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { count, forgetCounts, timesHarder } from '@/lib/wbs/flood.server'
import { office } from '@/lib/wbs/people.fixture'
import { isSolved } from '@/lib/wbs/proof-of-work'
import {
  ciphertext,
  ORIGIN,
  post,
  postBytes,
  proofFrom,
  publish,
  reportOf,
  signedAnew,
} from '@/lib/wbs/reporter.fixture'
import { encodeBody } from '@/lib/wbs/wire'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database

beforeEach(async () => publish(owner, (await office()).signed))
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

async function kept() {
  const [counts] = await owner`select (select count(*)::int from reports) as reports,
    (select count(*)::int from wraps) as wraps, (select count(*)::int from messages) as messages,
    (select count(*)::int from events) as events`
  return counts
}

test('a report is kept with a wrap for each recipient, the reporter and recovery, or not at all', async () => {
  const { body } = await reportOf('ani')
  const heard = await post('laporan', body)
  expect(heard).toMatchObject({ status: 200, answer: { id: body.id } })
  expect(await kept()).toEqual({ reports: 1, wraps: 5, messages: 1, events: 1 })
})

test('what is kept is ciphertext, hashes and days: no word of the report and nothing that opens it', async () => {
  const { keys, body } = await reportOf('ani', { content: { apa: 'kata-rahasia-yang-dicari' } })
  await post('laporan', body)
  const [row] = await owner`select to_jsonb(r)::text || (select string_agg(to_jsonb(m)::text, '') from messages m)
    || (select string_agg(to_jsonb(w)::text, '') from wraps w) as everything from reports r`
  for (const secret of ['kata-rahasia', keys.locator, keys.box.identity]) {
    expect(row?.everything).not.toContain(secret)
    expect(row?.everything).not.toContain(Buffer.from(secret).toString('hex'))
  }
  expect(row?.everything).not.toContain(Buffer.from(keys.locator, 'base64url').toString('hex'))
})

test('a person acknowledges it within three working days', async () => {
  await owner`insert into holidays select d::date, 'Libur' from generate_series(current_date, current_date + 9, '1 day') d`
  await post('laporan', (await reportOf('ani')).body)
  await owner`delete from holidays`
  await post('laporan', (await reportOf('budi')).body)
  const days = await owner`select (due_on - received_on) as days from reports order by days`
  expect(days[0]?.days).toBeLessThanOrEqual(5)
  expect(days[1]?.days).toBeGreaterThan(7) // no deadline on a day off: where all seven are, the next working day
})

test('sent again because the answer got lost, it is the same report, whatever became of its proof', async () => {
  const { body } = await reportOf('ani')
  const both = await Promise.all([post('laporan', body), post('laporan', body)])
  expect(both.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
  expect((await post('laporan', body)).answer).toMatchObject({ id: body.id })
  expect(await kept()).toEqual({ reports: 1, wraps: 5, messages: 1, events: 1 })
})

test('another report under the same id or the same code is refused and leaves the first as it is', async () => {
  const { body } = await reportOf('ani')
  await post('laporan', body)
  const other = await reportOf('budi')
  const sameId = signedAnew(other.keys, 'laporan', { ...other.body, id: body.id })
  expect((await post('laporan', sameId)).answer.code).toBe('id_taken')
  const again = await reportOf('ani')
  expect((await post('laporan', again.body)).answer.code).toBe('id_taken')
  expect(await kept()).toMatchObject({ reports: 1, messages: 1 })
})

test('whoever is excluded gets no wrap, and fewer than two readers are too few', async () => {
  const { ani, budi } = await office()
  const { body } = await reportOf('one', { excluded: [ani.key.id] })
  expect((await post('laporan', body)).status).toBe(200)
  expect(await owner`select from wraps where holder = ${ani.key.id}`).toHaveLength(0)

  const { keys, body: two } = await reportOf('two', { excluded: [ani.key.id] })
  const few = {
    ...two,
    excluded: [ani.key.id, budi.key.id],
    wraps: two.wraps.filter((wrap) => wrap.for !== budi.key.id),
  }
  expect((await post('laporan', signedAnew(keys, 'laporan', few))).answer.code).toBe('too_few_recipients')
})

type Body = Awaited<ReturnType<typeof reportOf>>['body']

test.each<[string, string, (body: Body) => Promise<object> | object]>([
  ['a wrap too few', 'wrong_wraps', (body) => ({ wraps: body.wraps.slice(1) })],
  ['a wrap too many', 'wrong_wraps', (body) => ({ wraps: [...body.wraps, { ...body.wraps[0], for: 'siapa' }] })],
  ['a wrap twice', 'wrong_wraps', (body) => ({ wraps: [body.wraps[0], ...body.wraps.slice(0, -1)] })],
  ['no wrap for recovery', 'wrong_wraps', (body) => ({ wraps: body.wraps.filter((wrap) => wrap.for !== 'pemulihan') })],
  ['a wrap for somebody excluded', 'wrong_wraps', (body) => ({ excluded: [body.wraps[0]?.for] })],
  ['plain text', 'not_age', () => ({ first: { seq: 1, ct: Buffer.from('Saya melihat').toString('base64url') } })],
  [
    'a wrap that is no age file',
    'not_age',
    (body) => ({ wraps: body.wraps.map((w, n) => (n ? w : { ...w, ct: 'AAAA' })) }),
  ],
  ['an older manifest', 'manifest_old', () => ({ manifestVersion: 2 })],
  ['a group that nobody named', 'wrong_group', () => ({ groupId: 'lain' })],
  ['a second message as the first', 'malformed', async () => ({ first: { seq: 2, ct: await ciphertext() } })],
  ['an id that counts', 'malformed', () => ({ id: '00000000-0000-1000-8000-000000000001' })],
  ['a classic key', 'malformed', () => ({ boxPub: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p' })],
  ['a field that nobody asked for', 'malformed', () => ({ nama: 'Ani' })],
])('%s is refused: %s', async (_, code, change) => {
  const { keys, body } = await reportOf('ani')
  const heard = await post('laporan', signedAnew(keys, 'laporan', { ...body, ...(await change(body)) }))
  expect(heard).toMatchObject({ status: 409, answer: { code } })
  expect(await kept()).toMatchObject({ reports: 0, wraps: 0 })
})

test('a body that is changed on its way is no longer signed', async () => {
  const { body } = await reportOf('ani')
  const heard = await post('laporan', { ...body, first: { seq: 1, ct: await ciphertext() } })
  expect(heard.answer.code).toBe('signature_wrong')
})

test('a report that is refused has spent its proof, and makes none dearer', async () => {
  const { keys, body } = await reportOf('ani')
  count('reports', new Date(), 59)
  const old = signedAnew(keys, 'laporan', { ...body, manifestVersion: 2 })
  expect((await post('laporan', old)).answer.code).toBe('manifest_old')
  expect(timesHarder('reports', new Date())).toBe(1)
  expect((await post('laporan', body)).answer.code).toBe('proof_spent')
  expect((await post('laporan', { ...body, proof: await proofFrom('pow') })).status).toBe(200)
  expect(timesHarder('reports', new Date())).toBe(2)
})

test('two keys of one person are one reader', async () => {
  const { ani, budi, citra, manifest } = await office()
  const { keys, body } = await reportOf('ani', { excluded: [citra.key.id] })
  const same = manifest.keys.map((key) => (key.id === budi.key.id ? { ...key, holder: ani.key.holder } : key))
  await owner`update manifests set content = ${JSON.stringify({ ...manifest, keys: same })}`
  expect((await post('laporan', signedAnew(keys, 'laporan', body))).answer.code).toBe('too_few_recipients')
})

test('a proof is good once, for us, and only when it is one', async () => {
  const [first, second] = [await reportOf('ani'), await reportOf('budi')]
  await post('laporan', first.body)
  const refused = async (proof: object) => (await post('laporan', { ...second.body, proof })).answer.code
  expect(await refused(first.body.proof)).toBe('proof_spent')
  const { challenge } = second.body.proof
  expect(await refused({ challenge: { ...challenge, cost: 1 }, solution: 0 })).toBe('proof_wrong')
  expect(await refused({ challenge: { ...challenge, expires: challenge.expires + 60 }, solution: 0 })).toBe(
    'proof_wrong',
  )
  expect(await refused({ challenge: { ...challenge, mac: 'A'.repeat(43) }, solution: 0 })).toBe('proof_wrong')
  let solution = 0
  while (await isSolved(challenge, solution)) solution++
  expect(await refused({ challenge, solution })).toBe('proof_wrong')
  expect((await post('laporan', second.body)).status).toBe(200)
})

test('every body and every answer is of whole steps, and a body that is not is refused', async () => {
  const { body } = await reportOf('ani')
  for (const heard of [await post('pow', {}), await post('manifest', {}), await post('laporan', body)])
    expect(heard.bytes % 4096).toBe(0)
  const bytes = encodeBody({})
  const refused = async (wrong: Uint8Array, type = 'application/json') =>
    (await postBytes('pow', wrong, type)).answer.code
  expect(await refused(bytes.subarray(0, 4000))).toBe('wrong_size')
  expect(await refused(new Uint8Array(0))).toBe('wrong_size')
  expect(await refused(new Uint8Array(4096))).toBe('malformed')
  expect(await refused(new Uint8Array(2 * 1024 * 1024).fill(32))).toBe('too_large')
  expect(await refused(bytes, 'text/plain')).toBe('malformed')
})

test('the manifest is told byte for byte as it was signed, and without one nothing is taken', async () => {
  const { signed } = await office()
  expect((await post('manifest', {})).answer).toMatchObject(signed)
  const { body } = await reportOf('ani')
  await owner`delete from manifests`
  expect((await post('manifest', {})).answer.code).toBe('no_manifest')
  expect((await post('laporan', body)).answer.code).toBe('no_manifest')
})
