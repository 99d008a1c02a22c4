import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { civilDateIn } from '@/lib/civil-date'
import { takeForm } from '@/lib/wbs/door.server'
import { count, forgetCounts } from '@/lib/wbs/flood.server'
import { MOST_OFFLINE_BYTES, openOffline, recipientsFile } from '@/lib/wbs/offline'
import {
  coverOldOffline,
  fetchOffline,
  listOffline,
  MOST_QUARANTINED_DAILY,
  receiveOffline,
  removeOldOffline,
} from '@/lib/wbs/offline.server'
import { office, type Person } from '@/lib/wbs/people.fixture'
import { fromBase64url } from '@/lib/wbs/protocol'
import { keepKeys, ORIGIN, publish } from '@/lib/wbs/reporter.fixture'
import { COVERED } from '@/lib/wbs/shredding.server'

const database = await testWbsDatabase()
const { owner, shred } = database

beforeEach(async () => {
  const { signed, people } = await office()
  await publish(owner, signed)
  await keepKeys(owner, people)
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

const TEXT = 'Pejabat meminta uang.'

/** As `age -R` does. */
async function locked(keys: string, text = TEXT): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  for (const key of keys.split('\n').filter((line) => line && !line.startsWith('#'))) encrypter.addRecipient(key)
  return encrypter.encrypt(text)
}

async function allKeys(): Promise<string> {
  return recipientsFile((await office()).manifest, 'inspektorat')
}

function send(file: Uint8Array | string, { group = 'inspektorat', name = 'Nama Saya.age' } = {}) {
  const form = new FormData()
  form.set('kelompok', group)
  form.set('berkas', new Blob([typeof file === 'string' ? file : new Uint8Array(file)]), name)
  return sendForm(form)
}

function sendForm(body: BodyInit) {
  return takeForm(new Request(`${ORIGIN}/lapor/luring`, { method: 'POST', body }), 5_000_000, receiveOffline)
}

async function listed({ key }: Person, isQuarantined = false, page = 1) {
  return (await listOffline(key.holder, { isQuarantined, page }))?.rows ?? []
}

/** So many files that came in a flood. */
function flood(files: number, on: string) {
  return owner`insert into offline_reports (group_id, received_on, is_quarantined, sha256, ct)
    select 'inspektorat', ${on}, true, sha256(n::text::bytea), 'x' from generate_series(1, ${files}::int) n`
}

const kept = () => owner`select group_id, is_quarantined from offline_reports order by is_quarantined`

test('a file that was locked for the listed keys is kept as it came, and each of them opens it', async () => {
  const { ani, citra } = await office()
  expect(await send(await locked(await allKeys()))).toEqual({ status: 200 })
  for (const person of [ani, citra]) {
    const [row] = await listed(person)
    const { file } = await fetchOffline(person.key.holder, row?.id ?? '', new Date())
    const text = await openOffline(person.box.identity, fromBase64url(file))
    expect(new TextDecoder().decode(text)).toBe(TEXT)
  }
  expect(await owner`select key_id from offline_openings`).toHaveLength(2)
  const [all] = await owner`select to_jsonb(o)::text as everything from offline_reports o`
  expect(all?.everything).not.toContain('Nama Saya')
  expect(all?.everything).not.toContain(Buffer.from('Nama Saya').toString('hex'))
})

test('whoever is in no group of the file, or in no list, neither sees nor fetches it', async () => {
  const { ani, dewi } = await office()
  await send(await locked(await allKeys()))
  const [row] = await listed(ani)
  const first = { isQuarantined: false, page: 1 }
  const nothing = { rows: [], page: 1, counts: { ordinary: 0, quarantined: 0 } }
  expect(await listOffline(dewi.key.holder, first)).toEqual(nothing)
  expect(await listOffline(crypto.randomUUID(), first)).toBeUndefined()
  await expect(fetchOffline(dewi.key.holder, row?.id ?? '', new Date())).rejects.toMatchObject({ code: 'not_found' })
  await expect(fetchOffline(null, row?.id ?? '', new Date())).rejects.toMatchObject({ code: 'forbidden' })
})

test('whom the reporter left out of the keys cannot open it', async () => {
  const { ani, citra } = await office()
  const keys = (await allKeys()).replace(ani.key.box, '')
  const file = await locked(keys)
  expect(await send(file)).toEqual({ status: 200 })
  await expect(openOffline(ani.box.identity, file)).rejects.toMatchObject({ code: 'cannot_decrypt' })
  expect(new TextDecoder().decode(await openOffline(citra.box.identity, file))).toBe(TEXT)
})

test('the keys name their people on lines that age passes over', async () => {
  const { manifest, ani } = await office()
  const odd = manifest.keys.map((key) => (key.id === ani.key.id ? { ...key, name: 'Ani\nage1jahat' } : key))
  const lines = recipientsFile({ ...manifest, keys: odd }, 'inspektorat')
    .trim()
    .split('\n')
  expect(lines.filter((line) => line.startsWith('# '))).toHaveLength(3)
  expect(lines.filter((line) => !line.startsWith('#')).every((line) => line.startsWith('age1pq1'))).toBe(true)
})

test('the same file again is the same report, with one shred key, also at the same moment', async () => {
  const file = await locked(await allKeys())
  const sent = await Promise.all([send(file), send(file), send(file)])
  expect([...sent, await send(file)]).toEqual(Array(4).fill({ status: 200 }))
  expect(await kept()).toHaveLength(1)
  expect(await shred.owner`select from shred_keys`).toHaveLength(1)
})

test('a file of before there were shred keys for them is covered once, and opens as it came', async () => {
  const { ani } = await office()
  const file = await locked(await allKeys())
  await owner`insert into offline_reports (group_id, received_on, sha256, ct)
    values ('inspektorat', '2026-11-02', sha256('old'::bytea), ${file})`
  await coverOldOffline()
  await coverOldOffline()
  const [row] = await owner`select get_byte(ct, 0) as first from offline_reports`
  expect(row?.first).toBe(COVERED)
  const [listedRow] = await listed(ani)
  expect(listedRow?.bytes).toBe(file.length)
  const { file: fetched } = await fetchOffline(ani.key.holder, listedRow?.id ?? '', new Date())
  expect(fromBase64url(fetched)).toEqual(file)
})

test('in a flood files are kept apart and their senders told no difference', async () => {
  const keys = await allKeys()
  await send(await locked(keys))
  count('offline', new Date(), 60)
  expect(await send(await locked(keys))).toEqual({ status: 200 })
  expect((await kept()).map(({ is_quarantined }) => is_quarantined)).toEqual([false, true])
  count('bytes', new Date(), 2 * 1024 ** 3)
  expect(await send(await locked(keys))).toEqual({ status: 409, code: 'busy' })
})

test('a list has 25 on a page, the newest first, and a flood stands in one of its own', async () => {
  const { ani } = await office()
  await send(await locked(await allKeys()))
  await flood(30, '2026-01-01')
  await owner`update offline_reports set received_on = '2026-02-02' where sha256 = sha256('7'::bytea)`
  expect(await listed(ani)).toHaveLength(1)
  const [first, second] = [await listed(ani, true, 1), await listed(ani, true, 2)]
  expect([first.length, second.length]).toEqual([25, 5])
  expect(await listed(ani, true, 3), 'beyond the last page').toEqual(second)
  expect(first[0]?.receivedOn).toBe('2026-02-02')
  expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(30)
  const { counts } = (await listOffline(ani.key.holder, { isQuarantined: false, page: 1 })) ?? {}
  expect(counts).toEqual({ ordinary: 1, quarantined: 30 })
})

test('a flood fills no more than a day may, and the next day is open', async () => {
  const keys = await allKeys()
  const today = civilDateIn('Asia/Jakarta', new Date())
  await flood(MOST_QUARANTINED_DAILY - 1, today)
  count('offline', new Date(), 60)
  const last = await locked(keys)
  expect(await send(last)).toEqual({ status: 200 })
  expect(await send(await locked(keys))).toEqual({ status: 409, code: 'busy' })
  expect(await send(last)).toEqual({ status: 200 }) // the same again
  expect(await kept()).toHaveLength(MOST_QUARANTINED_DAILY)
  await owner`update offline_reports set received_on = '2026-01-01'`
  expect(await send(await locked(keys))).toEqual({ status: 200 })
})

test.each<[string, string, () => Promise<Uint8Array | string> | string]>([
  ['plain text', 'not_age', () => TEXT],
  ['text that begins like age', 'not_age', () => `age-encryption.org/v1\n${TEXT}`],
  ['armour', 'not_age', () => '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n'],
  ['a classic key', 'not_age', async () => locked(await identityToRecipient(await generateX25519Identity()))],
  [
    'a classic key beside hybrid ones',
    'not_age',
    async () => locked(`${await allKeys()}\n${await identityToRecipient(await generateX25519Identity())}`),
  ],
  ['a passphrase', 'not_age', withPassphrase],
  ['one reader', 'too_few_recipients', async () => locked((await office()).ani.key.box)],
  [
    'more readers than are listed',
    'wrong_wraps',
    async () => locked((await office()).people.map(({ key }) => key.box).join('\n')),
  ],
  ['nothing', 'malformed', () => ''],
  ['a larger file than one may send', 'too_large', () => 'a'.repeat(MOST_OFFLINE_BYTES + 1)],
  ['a larger body than a form may have', 'too_large', () => 'a'.repeat(6_000_000)],
])('%s is refused: %s', async (_, code, file) => {
  expect(await send(await file())).toEqual({ status: 409, code })
  expect(await kept()).toHaveLength(0)
})

test('a form of another shape is refused', async () => {
  const file = await locked(await allKeys())
  expect(await send(file, { group: 'lain' })).toEqual({ status: 409, code: 'wrong_group' })
  expect(await sendForm(new URLSearchParams({ kelompok: 'inspektorat', berkas: TEXT }))).toMatchObject({ status: 409 })
  const form = new FormData()
  form.set('kelompok', 'inspektorat')
  form.set('berkas', TEXT)
  expect(await sendForm(form)).toEqual({ status: 409, code: 'malformed' })
  const broken = { method: 'POST', body: 'x', headers: { 'Content-Type': 'multipart/form-data; boundary=y' } }
  expect(await takeForm(new Request(`${ORIGIN}/lapor/luring`, broken), 100, receiveOffline)).toEqual({
    status: 409,
    code: 'malformed',
  })
})

test('files go when a closed case would', async () => {
  await send(await locked(await allKeys()))
  await owner`update offline_reports set received_on = '2026-01-01'`
  await transactWbs((tx) => removeOldOffline(tx, '2028-01-01'))
  expect(await kept()).toHaveLength(1)
  await transactWbs((tx) => removeOldOffline(tx, '2028-01-02'))
  expect(await kept()).toHaveLength(0)
  expect(await shred.owner`select from shred_keys`).toHaveLength(0)
})

async function withPassphrase(): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setScryptWorkFactor(2)
  encrypter.setPassphrase('rahasia')
  return encrypter.encrypt(TEXT)
}
