import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import fileSystem from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { behind } from '@/db/behind.fixture'
import { type Tx, transact } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { type TestAccount, testAccount } from '@/lib/auth/testing.server'
import { isDiskFull } from '@/lib/disk-full'
import { Refusal } from '@/lib/refusal'
import { readStoredFile } from './file-store.server'
import { type IssueRequest, issueDocument, revokeDocument } from './issue.server'
import { countIssuedByTemplate } from './issued-by-template.server'
import { sampleLetter } from './sample-letters'
import { runSigningBatch, type SigningHandlers, signingProgress, startSigningBatch } from './signing.server'
import { listOwnSigningBatches } from './signing-list.server'
import { testRoot } from './test-authority.server'
import { verifySignature } from './verify-signature'

vi.mock('node:fs/promises', { spy: true })

const folder = mkdtempSync(path.join(tmpdir(), 'satya-signing-'))
process.env.FILES_FOLDER = path.join(folder, 'files')
process.env.KEYS_FOLDER = path.join(folder, 'keys')
const database = await testDatabase()
afterAll(() => rmSync(folder, { recursive: true }))

const now = new Date('2027-01-25T02:30:00Z')
const context: Context = {
  actor: {
    accountId: null,
    employeeId: null,
    name: 'Nurhayati',
    agencyId: 1,
    role: 'agency_signer',
    scope: { kind: 'agencies', agencyIds: [1] },
  },
  now,
}
let account: TestAccount
const stranger = (): Context => ({
  ...context,
  actor: { ...context.actor, scope: { kind: 'agencies', agencyIds: [2] } },
})

beforeEach(async () => {
  await database.reset()
  await database.owner`insert into agencies (id, code, name, kind) values (1, '7100', 'Provinsi', 'province'), (2, '7101', 'Kota', 'city')`
  account = await testAccount(database.owner, 1, ['agency_signer'])
  context.actor.accountId = account.id
})

function request(number: string, employeeName = 'Yusuf Ramadhan'): IssueRequest<'promotion-decree-1'> {
  const sample = sampleLetter('promotion-decree-1')
  return {
    template: 'promotion-decree-1',
    data: { ...sample, number, employee: { ...sample.employee, name: employeeName } },
    agencyId: 1,
    issuedByAgencyId: 1,
    employeeId: null,
    holderName: employeeName,
    issuingOffice: 'Pemerintah Provinsi',
    signatoryTitle: 'Kepala Badan Kepegawaian, a.n. Gubernur',
    official: { id: 'nurhayati', name: 'Nurhayati', organisation: 'Provinsi' },
  }
}

/** Numbers come from a series, as a module's would; what was afterIssue'd is counted. */
function handlers(overrides: Partial<SigningHandlers[string]> = {}) {
  const finished: string[] = []
  const decree: SigningHandlers[string] = {
    async load(tx, _context, itemId) {
      const [row] = await tx.execute<{ next: string }>(sql`select count(*) + 1 as next from issued_documents`)
      return request(`823.3/${row?.next}`, `Pegawai ${itemId}`)
    },
    async afterIssue(_tx, _context, itemId) {
      finished.push(itemId)
    },
    ...overrides,
  }
  return { finished, decree: { decree } }
}

function start(itemIds: string[], who = context) {
  return transact(who, (tx: Tx) => startSigningBatch(tx, who, { kind: 'decree', agencyId: 1, itemIds }))
}

const progress = (batchId: string) => transact(context, (tx) => signingProgress(tx, context, batchId))

test('every document of a batch is issued, numbered in order and signed over its stored file', async () => {
  const { decree, finished } = handlers()
  const batchId = await start(['a', 'b', 'c'])
  await runSigningBatch(decree, batchId)

  expect(await progress(batchId)).toMatchObject({ total: 3, issued: 3, waiting: 0, failed: 0, isFinished: true })
  expect(finished).toEqual(['a', 'b', 'c'])
  const rows = await database.owner`select number, masked_holder, file_sha256 from issued_documents order by number`
  expect(rows.map((row) => row.number)).toEqual(['823.3/1', '823.3/2', '823.3/3'])
  expect(rows[0]?.masked_holder).toBe('P****** A')
  const roots = [await testRoot(path.join(folder, 'keys', 'test'), now)]
  for (const row of rows) {
    expect(await verifySignature(await readStoredFile(row.file_sha256), roots)).toMatchObject({ state: 'valid' })
  }
})

test('each template tells how many letters it has issued, and when the first and the last', async () => {
  await runSigningBatch(handlers().decree, await start(['a', 'b']))
  await database.owner`update issued_documents set issued_at = '2026-01-05T02:00:00Z' where number = '823.3/1'`
  const [used] = await countIssuedByTemplate(now)
  expect(used).toMatchObject({ issued: 2, firstAt: new Date('2026-01-05T02:00:00Z') })
  expect(used?.lastAt?.getTime()).toBeGreaterThan(Date.parse('2026-01-05T02:00:00Z'))
})

test('a refusal fails its own document and no other', async () => {
  const { decree } = handlers({
    async load(_tx, _context, itemId) {
      if (itemId === 'b') throw new Refusal('wrong_state')
      return request(`N/${itemId}`, itemId === 'c' ? 'Nama 😀' : 'Yusuf')
    },
  })
  const batchId = await start(['a', 'b', 'c', 'd'])
  await runSigningBatch(decree, batchId)
  expect(await progress(batchId)).toMatchObject({
    issued: 2,
    failed: 2,
    isFinished: true,
    failures: [
      { itemId: 'b', refusalCode: 'wrong_state' },
      { itemId: 'c', refusalCode: 'glyph_missing' },
    ],
  })
})

test('what fails after signing takes the document back, and the next run issues it once', async () => {
  let isBroken = true
  const { decree } = handlers({
    async afterIssue(_tx, _context, itemId) {
      if (isBroken && itemId === 'b') throw new Error('the power is gone')
    },
  })
  const batchId = await start(['a', 'b', 'c'])
  await expect(runSigningBatch(decree, batchId)).rejects.toThrow('the power is gone')
  expect(await progress(batchId)).toMatchObject({ issued: 2, waiting: 1, isFinished: false, delayCode: 'outage' })
  isBroken = false
  await runSigningBatch(decree, batchId)
  expect(await progress(batchId)).toMatchObject({ issued: 3, waiting: 0, isFinished: true })
  const [row] =
    await database.owner`select count(*)::int as documents, count(distinct number)::int as numbers from issued_documents`
  expect(row).toEqual({ documents: 3, numbers: 3 })
})

test('a full disk stops a batch, says so to its signer, loses nothing, and the rest is signed once there is room', async () => {
  let isFull = true
  const { decree, finished } = handlers({
    async afterIssue(tx, _context, itemId) {
      if (isFull && itemId !== 'a') {
        await tx.execute(sql`do $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`)
      }
      finished.push(itemId)
    },
  })
  const batchId = await start(['a', 'b', 'c'])
  await expect(runSigningBatch(decree, batchId)).rejects.toSatisfy(isDiskFull)
  expect(finished).toEqual(['a']) // c was not even tried
  const full = { issued: 1, waiting: 2, failed: 0, isFinished: false, delayCode: 'disk_full' }
  expect(await progress(batchId)).toMatchObject(full)
  expect(await listOwnSigningBatches(context)).toMatchObject([{ id: batchId, delayCode: 'disk_full' }])

  isFull = false
  await runSigningBatch(decree, batchId)
  expect(await progress(batchId)).toMatchObject({ issued: 3, waiting: 0, isFinished: true, delayCode: null })
  const [row] = await database.owner`select count(distinct number)::int as numbers from issued_documents`
  expect(row).toEqual({ numbers: 3 })
})

test('a full disk under the files stops it just as well, and leaves no half letter behind', async () => {
  const { decree } = handlers()
  const batchId = await start(['a', 'b'])
  vi.mocked(fileSystem.open).mockRejectedValueOnce(Object.assign(new Error('no room'), { code: 'ENOSPC' }))
  await expect(runSigningBatch(decree, batchId)).rejects.toMatchObject({ code: 'disk_full' })
  expect(await progress(batchId)).toMatchObject({ issued: 0, waiting: 2, delayCode: 'disk_full' })
  expect(await database.owner`select from issued_documents`).toHaveLength(0)
  await runSigningBatch(decree, batchId)
  expect(await progress(batchId)).toMatchObject({ issued: 2, isFinished: true })
})

test('two runners at once issue each document once', async () => {
  const { decree, finished } = handlers({ load: async (_tx, _context, itemId) => request(`N/${itemId}`) })
  const itemIds = Array.from({ length: 12 }, (_, at) => `item-${at}`)
  const batchId = await start(itemIds)
  await Promise.all([runSigningBatch(decree, batchId), runSigningBatch(decree, batchId)])
  await runSigningBatch(decree, batchId)
  expect(finished.toSorted()).toEqual(itemIds.toSorted())
  expect(await progress(batchId)).toMatchObject({ issued: 12, isFinished: true })
})

test('a document that a killed runner still holds is signed in the same run, once its connection is gone', async () => {
  const { decree, finished } = handlers()
  const batchId = await start(['a', 'b', 'c'])
  await behind(
    database.owner,
    (tx) => tx`select from signing_items where batch_id = ${batchId} and item_id = 'b' for update`,
    () => runSigningBatch(decree, batchId),
    async () => expect(await progress(batchId)).toMatchObject({ issued: 1, waiting: 2, isFinished: false }),
  )
  expect(finished).toEqual(['a', 'b', 'c'])
  expect(await progress(batchId)).toMatchObject({ issued: 3, waiting: 0, isFinished: true })
})

test('a runner that is told to stop leaves the rest waiting', async () => {
  const { decree, finished } = handlers()
  const batchId = await start(['a', 'b', 'c'])
  await runSigningBatch(decree, batchId, () => finished.length === 1)
  expect(await progress(batchId)).toMatchObject({ issued: 1, waiting: 2, isFinished: false })
})

test.each([
  ['whose account is disabled', "update accounts set state = 'disabled', state_reason = 'cuti'"],
  ['who no longer holds the role', 'delete from account_roles'],
  ['who works for another agency now', 'update accounts set agency_id = 2'],
])('a signer %s signs no more of the batch', async (_, change) => {
  const { decree } = handlers({
    async afterIssue(_tx, _context, itemId) {
      if (itemId === 'a') await database.owner.unsafe(change)
    },
  })
  const batchId = await start(['a', 'b', 'c'])
  await runSigningBatch(decree, batchId)
  expect(await progress(batchId)).toMatchObject({
    issued: 1,
    failed: 2,
    isFinished: true,
    failures: [
      { itemId: 'b', refusalCode: 'signing_actor_gone' },
      { itemId: 'c', refusalCode: 'signing_actor_gone' },
    ],
  })
})

test('nothing is handed over twice, and an empty batch is refused', async () => {
  await start(['a', 'b'])
  await expect(start(['b', 'c'])).rejects.toMatchObject({ code: 'signing_repeated', facts: { repeated: 1 } })
  await expect(start([])).rejects.toMatchObject({ code: 'signing_empty' })
})

test('nobody else sees a batch, and another agency starts none', async () => {
  const batchId = await start(['a'])
  const colleague = { ...context, actor: { ...context.actor, accountId: randomUUID() } }
  for (const other of [stranger(), colleague]) {
    const seen = transact(other, (tx) => signingProgress(tx, other, batchId))
    await expect(seen).rejects.toMatchObject({ code: 'not_found' })
  }
  await expect(start(['z'], stranger())).rejects.toMatchObject({ cause: { code: '42501' } })
})

test('a letter ends once: revoked or superseded, and stays on record', async () => {
  const first = await transact(context, (tx) => issueDocument(tx, context, request('N/1')))
  await transact(context, (tx) => issueDocument(tx, context, { ...request('N/2'), supersedesId: first.id }))
  const [row] = await database.owner`select status, ended_on::text from issued_documents where id = ${first.id}`
  expect(row).toEqual({ status: 'superseded', ended_on: '2027-01-25' })
  const again = transact(context, (tx) => revokeDocument(tx, context, first.id, 'keliru'))
  await expect(again).rejects.toMatchObject({ code: 'wrong_state' })
})

test('the file and number of an issued letter cannot be rewritten, whoever tries', async () => {
  await transact(context, (tx) => issueDocument(tx, context, request('N/1')))
  for (const role of ['satya_app', 'satya_national', 'satya_system']) {
    const rewrite = database.app.begin(async (tx) => {
      await tx`select set_config('role', ${role}, true), set_config('satya.agencies', '1', true)`
      await tx`update issued_documents set number = 'lain'`
    })
    await expect(rewrite, role).rejects.toThrow(/permission denied/)
  }
})
