import { createHash, randomUUID } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { asAnother } from '@/db/behind.fixture'
import { transact } from '@/db/client.server'
import { failFirst } from '@/db/failing.fixture'
import { testDatabase } from '@/db/testing.server'
import { systemContext } from '@/lib/auth/actor'
import { testAccount } from '@/lib/auth/testing.server'
import { cleanUp } from '@/lib/clean-up.server'
import { readStoredFile, storeFile } from '@/lib/documents/file-store.server'
import { claimFilesFolder, isSoleOwner } from '@/lib/documents/files-owner.server'
import { mentioned } from '@/lib/documents/orphaned-files.server'
import { givenAgency, officerOf } from '@/lib/import/import.fixture'
import { appendToRun, startRun } from '@/lib/import/receive-run.server'
import { uploadedFile } from '@/lib/import/run-store.server'

const folder = mkdtempSync(path.join(tmpdir(), 'satya-clean-'))
process.env.FILES_FOLDER = folder
const database = await testDatabase()
afterAll(() => rmSync(folder, { recursive: true }))

const now = new Date()
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const context = systemContext('test', now)
let agencyId = 0

beforeEach(async () => {
  await database.reset()
  rmSync(folder, { recursive: true })
  await claimFilesFolder(now)
  agencyId = await givenAgency(database.owner, '7100')
})

const pathOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256)
const store = (text: string) => transact(context, (tx) => storeFile(tx, Buffer.from(text), 'application/pdf'))

/** What a transaction leaves that failed after its file was written. */
function orphan(text: string, days: number): string {
  const sha256 = createHash('sha256').update(text).digest('hex')
  mkdirSync(path.dirname(pathOf(sha256)), { recursive: true })
  writeFileSync(pathOf(sha256), text)
  age(pathOf(sha256), days)
  return sha256
}

function age(file: string, days: number) {
  utimesSync(file, daysAgo(days), daysAgo(days))
}

test('a file that no row mentions goes after a week, one that a row mentions never', async () => {
  const [old, young] = [orphan('gagal', 8), orphan('baru saja gagal', 6)]
  const kept = await store('surat')
  age(pathOf(kept), 4000)
  const draft = `${pathOf(old)}.${randomUUID()}`
  writeFileSync(draft, 'setengah')
  age(draft, 8)

  await cleanUp(now)
  expect([old, young, kept].map((sha256) => existsSync(pathOf(sha256)))).toEqual([false, true, true])
  expect(existsSync(draft)).toBe(false)
  expect(String(await readStoredFile(kept))).toBe('surat')
})

test('a folder may hold more files than a statement has parameters', async () => {
  const kept = await store('surat')
  const names = Array.from({ length: 70_000 }, (_, index) => index.toString(16).padStart(64, '0'))
  expect(await transact(context, (tx) => mentioned(tx, [...names, kept]))).toEqual(new Set([kept]))
})

test('an orphan that is uploaded again while it is being cleaned away is there in the end', async () => {
  const sha256 = orphan('diunggah lagi', 30)
  await transact(context, async (tx) => {
    await storeFile(tx, Buffer.from('diunggah lagi'), 'application/pdf')
    await asAnother(() => cleanUp(now)) // which does not see this one's row
    expect(existsSync(pathOf(sha256))).toBe(true)
  })
  await cleanUp(now)
  expect(String(await readStoredFile(sha256))).toBe('diunggah lagi')
})

test('many uploads and clean-ups of the same content at once leave no row without its file', async () => {
  const texts = Array.from({ length: 20 }, (_, index) => `isi ${index}`)
  for (const text of texts) orphan(text, 30)
  const results = await Promise.all(texts.flatMap((text) => [cleanUp(now), store(text), cleanUp(now)]))
  const stored = results.filter((each): each is string => typeof each === 'string')
  expect(await Promise.all(stored.map(async (sha256) => String(await readStoredFile(sha256))))).toEqual(texts)
})

test('in a folder where another database kept files nothing is removed', async () => {
  const sha256 = orphan('milik siapa', 30)
  appendFileSync(path.join(folder, 'databases.txt'), '7000000000000000000/16384\n')
  expect(await isSoleOwner(now)).toBe(false)
  await cleanUp(now)
  expect(existsSync(pathOf(sha256))).toBe(true)
})

async function givenRun(status: string, days: number): Promise<string> {
  const id = await startRun(officerOf(agencyId), { fileName: 'pegawai.xlsx', fileBytes: 9 })
  await appendToRun(officerOf(agencyId), id, 0, Buffer.from('PK\u0003\u0004'))
  await database.owner`
    update import_runs set status = ${status}, created_at = ${daysAgo(days)}, checked_at = null where id = ${id}`
  age(uploadedFile(id), days)
  return id
}

test.each([
  ['uploading', 1, true, true],
  ['uploading', 3, false, false],
  ['uploaded', 29, true, true],
  ['checked', 31, false, false],
  ['failed', 31, false, false],
  ['checking', 31, true, true],
  ['applying', 31, true, true],
  ['applied', 0, true, true],
  ['applied', 2, true, false],
  ['undone', 400, true, false],
])('an import that is %s for %i days: kept %s, its file kept %s', async (status, days, hasRun, hasFile) => {
  const id = await givenRun(status, days)
  await cleanUp(now)
  const rows = await database.owner`select 1 from import_runs where id = ${id}`
  expect({ hasRun: rows.length === 1, hasFile: existsSync(uploadedFile(id)) }).toEqual({ hasRun, hasFile })
})

test('an upload that goes on after its run was forgotten is told, and leaves nothing', async () => {
  const id = await givenRun('uploading', 3)
  await cleanUp(now)
  await expect(appendToRun(officerOf(agencyId), id, 4, Buffer.from('lagi'))).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('what cannot be taken away keeps nothing else from it, and is told at the end', async () => {
  const id = await givenRun('checked', 31)
  const sha256 = orphan('gagal', 8)
  await database.owner`insert into sign_in_throttles (key, attempts, last_attempt_at) values ('old', 7, ${daysAgo(91)})`
  await failFirst(database.owner, 'delete', 'import_runs')
  await expect(cleanUp(now)).rejects.toMatchObject({ errors: [expect.any(Error)] })
  expect(await database.owner`select from import_runs where id = ${id}`).toHaveLength(1)
  expect(await database.owner`select from sign_in_throttles`).toEqual([])
  expect(existsSync(pathOf(sha256))).toBe(false)
  await cleanUp(now)
  expect(await database.owner`select from import_runs`).toEqual([])
})

test('a file of items that nobody applied is forgotten with its keys', async () => {
  const { id } = await testAccount(database.owner, agencyId, ['item_writer'])
  for (const days of [29, 31])
    await database.owner`
      insert into exam_item_imports (agency_id, account_id, file_name, items, created_at)
      values (${agencyId}, ${id}, ${`${days} hari.xml`}, '[]', ${daysAgo(days)})`
  await cleanUp(now)
  const left = await database.owner`select file_name from exam_item_imports`
  expect(left.map(({ file_name }) => file_name)).toEqual(['29 hari.xml'])
})

test('sessions and failed attempts of three months ago are forgotten, a name that was closed is not', async () => {
  const account = await testAccount(database.owner, agencyId, ['employee'])
  const session = (expires: number, revoked: number | null) =>
    database.owner`insert into sessions (account_id, role, stage, expires_at, revoked_at, device)
      values (${account.id}, 'employee', 'open', ${daysAgo(expires)}, ${revoked === null ? null : daysAgo(revoked)}, 'x')`
  for (const [expires, revoked] of [
    [91, null],
    [-1, 91],
    [89, null],
    [-1, null],
  ] as const) {
    await session(expires, revoked)
  }
  await database.owner`
    insert into sign_in_throttles (key, attempts, last_attempt_at, blocked_until) values
      ('old', 7, ${daysAgo(91)}, ${daysAgo(91)}), ('older', 3, ${daysAgo(200)}, null),
      ('recent', 7, ${daysAgo(89)}, null), ('closed', 100, ${daysAgo(200)}, ${daysAgo(-3000)})`
  await cleanUp(now)
  expect(await database.owner`select 1 from sessions`).toHaveLength(2)
  const kept = await database.owner`select key from sign_in_throttles order by key`
  expect(kept.map((row) => row.key)).toEqual(['closed', 'recent'])
})
