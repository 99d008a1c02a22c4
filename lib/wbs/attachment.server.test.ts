import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { QUIET_MS } from '@/lib/wbs/attachment.server'
import { cleanUpReports } from '@/lib/wbs/clean-up.server'
import type { ReporterKeys } from '@/lib/wbs/derive'
import { count, forgetCounts } from '@/lib/wbs/flood.server'
import { encryptTo } from '@/lib/wbs/hybrid'
import { office } from '@/lib/wbs/people.fixture'
import { ciphertext, ORIGIN, post, postBytes, publish, reportOf, signed } from '@/lib/wbs/reporter.fixture'
import { reporterDoors } from '@/lib/wbs/reporter-doors.server'
import { partBytes, partsOf, writePart } from '@/lib/wbs/upload'

const folder = mkdtempSync(join(tmpdir(), 'satya-wbs-files-'))
process.env.WBS_FILES_FOLDER = folder
process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database

const DAY_MS = 86_400_000
let keys: ReporterKeys
let file: Uint8Array

/** An age file of three parts, which no part of the server can read. */
beforeAll(async () => {
  keys = (await reportOf('ani')).keys
  file = await encryptTo(keys.box.recipient, randomBytes(9_000_000))
})
beforeEach(async () => {
  await publish(owner, (await office()).signed)
  await post('laporan', (await reportOf('ani')).body)
})
afterEach(async () => {
  vi.useRealTimers()
  forgetCounts()
  await database.reset()
  rmSync(folder, { recursive: true, force: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const begin = async (id: string, bytes = file.length) =>
  post('lampiran/mulai', await signed(keys, 'lampiran/mulai', { id, bytes }))
const finish = (id: string, sha256 = hashOf(file)) => post('lampiran/selesai', { id, sha256 })

function add(id: string, number: number, of = file) {
  const from = number * 4 * 1024 * 1024
  const content = of.subarray(from, from + (partBytes(of.length, number) ?? 1))
  return postBytes('lampiran/bagian', writePart({ id, number, content }), 'application/octet-stream')
}

async function name(attachment: string) {
  const message = { seq: 2, epoch: 0, ct: await ciphertext('lampiran'), attachment }
  return (await post('pesan', await signed(keys, 'pesan', message))).answer.code
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function filesOnDisk(): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile())
}

test('an attachment comes in parts, in any order, goes on after a break, and is whole at the end', async () => {
  const id = randomUUID()
  expect((await begin(id)).answer).toMatchObject({ id, have: [] })
  await add(id, 2)
  expect((await finish(id)).answer.code).toBe('incomplete')
  expect((await begin(id)).answer).toMatchObject({ have: [2] })
  await Promise.all([add(id, 0), add(id, 0), add(id, 1)])
  await add(id, 1)
  expect((await finish(id, hashOf(randomBytes(3)))).answer.code).toBe('wrong_hash')
  expect((await finish(id)).status).toBe(200)
  expect((await finish(id)).status).toBe(200)
  expect(filesOnDisk()).toHaveLength(partsOf(file.length))
  expect((await add(id, 1)).answer.code).toBe('not_found')
})

test('a file is read once, however often and with whatever hash somebody asks', async () => {
  const id = randomUUID()
  await begin(id)
  await Promise.all([add(id, 0), add(id, 1), add(id, 2)])
  const asked = await Promise.all([finish(id, hashOf(randomBytes(3))), finish(id), finish(randomUUID())])
  expect(asked.map(({ answer }) => answer.code)).toEqual(['wrong_hash', undefined, 'not_found'])
  rmSync(folder, { recursive: true, force: true })
  expect((await finish(id)).status).toBe(200)
  expect((await finish(id, hashOf(randomBytes(3)))).answer.code).toBe('wrong_hash')
})

test('no more than sixteen parts are received at once, and in a flood none is read', async () => {
  let read = 0
  let end = () => {}
  const ended = new Promise<void>((resolve) => (end = resolve))
  const slowly = async () => {
    const pull = async (controller: ReadableStreamDefaultController) => {
      read += 1
      await ended
      controller.close()
    }
    const body = new ReadableStream({ pull }, { highWaterMark: 0 })
    const headers = { 'Content-Type': 'application/octet-stream' }
    const init = { method: 'POST', body, headers, duplex: 'half' as const }
    const answer = await reporterDoors['lampiran/bagian']?.(new Request(`${ORIGIN}/lapor/api/lampiran/bagian`, init))
    return answer && (await answer.json()).code
  }
  const slow = Array.from({ length: 16 }, slowly)
  expect(await slowly()).toBe('busy')
  expect(read).toBe(16)
  end()
  expect(new Set(await Promise.all(slow))).toEqual(new Set(['wrong_size']))
  count('bytes', new Date(), 2 * 1024 ** 3)
  expect(await slowly()).toBe('busy')
  expect(read).toBe(16)
})

test('names on disk are of chance, and of their time only the day is kept', async () => {
  const id = randomUUID()
  await begin(id)
  await add(id, 0)
  const [path = ''] = filesOnDisk()
  const [report] = await owner`select id from reports`
  expect(path).not.toContain(id)
  expect(path).not.toContain(report?.id)
  expect(statSync(path).mtimeMs % DAY_MS).toBe(0)
  expect(statSync(path).mode & 0o077).toBe(0)
})

test('parts of a wrong length, of no number, of nothing that was announced, or in plain are refused', async () => {
  const id = randomUUID()
  await begin(id)
  const say = async (part: { id: string; number: number; content: Uint8Array }) =>
    (await postBytes('lampiran/bagian', writePart(part), 'application/octet-stream')).answer.code
  expect(await say({ id, number: 0, content: file.subarray(0, 1000) })).toBe('wrong_size')
  expect(await say({ id, number: 3, content: file.subarray(0, 1000) })).toBe('wrong_size')
  expect(await say({ id: randomUUID(), number: 0, content: file.subarray(0, 1000) })).toBe('not_found')
  expect(await say({ id, number: 0, content: new Uint8Array(4 * 1024 * 1024).fill(65) })).toBe('not_age')
  const type = 'application/octet-stream'
  expect((await postBytes('lampiran/bagian', new Uint8Array(4096), type)).answer.code).toBe('malformed')
  expect((await postBytes('lampiran/bagian', new Uint8Array(5 * 1024 * 1024), type)).answer.code).toBe('too_large')
  expect(existsNothing()).toBe(true)
})

function existsNothing(): boolean {
  try {
    return filesOnDisk().length === 0
  } catch {
    return true // not even the folder
  }
}

function later(ms: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms })
}

/** Attachments that messages of the report name, or that a page forgot. */
const fill = (files: number, bytes: number, isSaid = true) =>
  owner`insert into attachments (id, report_id, padded_bytes, parts, begun_on, is_said, sha256)
    select gen_random_uuid(), (select id from reports), ${bytes}, 1, current_date, ${isSaid}, 'x'
    from generate_series(1, ${files})`

test('20 files and 500 MiB are what a report may have, 100 MiB what a file may', async () => {
  expect((await begin(randomUUID(), 105 * 1024 * 1024)).answer.code).toBe('malformed')
  await fill(5, 104 * 1024 * 1024)
  expect((await begin(randomUUID(), 1)).answer.code).toBe('files_full')
  await owner`delete from attachments`
  await fill(20, 1)
  expect((await begin(randomUUID(), 1)).answer.code).toBe('files_full')
})

test('what a closed page left, half sent or never named, gives way to a page that begins anew, and what is named stays', async () => {
  await fill(16, 1)
  await fill(3, 1, false)
  const half = randomUUID()
  await begin(half)
  await add(half, 0)
  later(QUIET_MS)
  const anew = randomUUID()
  expect((await begin(anew)).status).toBe(200)
  expect(filesOnDisk()).toHaveLength(0)
  expect(await owner`select count(*)::int as files from attachments where is_said`).toEqual([{ files: 16 }])
  expect(await owner`select id from attachments where not is_said`).toEqual([{ id: anew }])
  expect((await add(half, 1)).answer.code).toBe('not_found')
})

test('of two pages that send the last file of a report at once, the later waits for the earlier', async () => {
  await fill(18, 1)
  await fill(1, 1, false)
  const [first, second] = [randomUUID(), randomUUID()]
  const small = await encryptTo(keys.box.recipient, randomBytes(100))
  await begin(first, small.length)
  await fill(1, 1)

  later(QUIET_MS - 60_000)
  await add(first, 0, small)
  later(60_000)
  expect((await begin(second)).answer.code).toBe('busy')
  await finish(first, hashOf(small))
  expect(await name(first)).toBeUndefined()
  expect((await begin(second)).answer.code).toBe('files_full')
})

test('a message that names a file keeps it, and names none that is not there', async () => {
  const id = randomUUID()
  const small = await encryptTo(keys.box.recipient, randomBytes(100))
  await begin(id, small.length)
  expect(await name(id)).toBe('incomplete')
  await add(id, 0, small)
  await finish(id, hashOf(small))
  expect(await name(randomUUID())).toBe('incomplete')
  expect(await name(id)).toBeUndefined()
  expect(await owner`select is_said from attachments`).toEqual([{ is_said: true }])
  expect(await owner`select 1 from messages where seq > 1`).toHaveLength(1)
})

test('an hour that brought too much asks to wait, and loses nothing', async () => {
  const id = randomUUID()
  await begin(id)
  count('bytes', new Date(), 2 * 1024 ** 3)
  expect((await add(id, 0)).answer.code).toBe('busy')
  forgetCounts()
  expect((await add(id, 0)).status).toBe(200)
})

test('what no message names goes after two days, with files that nothing mentions; what is named stays', async () => {
  const [whole, unsaid, half] = [randomUUID(), randomUUID(), randomUUID()]
  const small = await encryptTo(keys.box.recipient, randomBytes(100))
  for (const id of [whole, unsaid, half]) {
    await begin(id, small.length)
    await add(id, 0, small)
  }
  for (const id of [whole, unsaid]) await finish(id, hashOf(small))
  await name(whole)
  await cleanUpReports(new Date(Date.now() + DAY_MS))
  expect(filesOnDisk()).toHaveLength(3)
  await cleanUpReports(new Date(Date.now() + 4 * DAY_MS))
  expect(filesOnDisk()).toHaveLength(1)
  expect(await owner`select id from attachments`).toEqual([{ id: whole }])
})
