import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import fileSystem from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { untilOneWaits } from '@/db/behind.fixture'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'
import { appendUpload, dropUpload, forgetUnfinishedUploads, keepUpload } from './uploads.server'

vi.mock('node:fs/promises', { spy: true })

const folder = mkdtempSync(path.join(tmpdir(), 'satya-uploads-'))
process.env.FILES_FOLDER = folder
process.env.UPLOAD_LIMIT_MB = '1'
const { owner } = await testDatabase()
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => rmSync(path.join(folder, 'uploads'), { recursive: true, force: true }))

const [rosmala, yusuf] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']
const nothing = new Uint8Array()

const officer = (accountId: string): Context => ({
  actor: {
    accountId,
    employeeId: null,
    name: 'Petugas',
    agencyId: 1,
    role: 'mutation_officer',
    scope: { kind: 'agencies', agencyIds: [1] },
  },
  now: new Date('2027-01-25T02:30:00Z'),
})
const context = officer(rosmala)

async function paper() {
  const document = await PDFDocument.create()
  document.addPage().drawText(randomBytes(8).toString('hex'))
  return fileOf(Buffer.from(await document.save()))
}

function fileOf(bytes: Buffer) {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const append = (offset: number, end: number, by = context) =>
    appendUpload(by, { sha256, fileBytes: bytes.length, offset, piece: bytes.subarray(offset, end) })
  const ask = (by = context) => appendUpload(by, { sha256, fileBytes: bytes.length, offset: 0, piece: nothing })
  return { bytes, sha256, append, ask, upload: { sha256, name: 'SK.pdf' } }
}

const kept = async (context: Context, upload: { sha256: string; name: string }) =>
  keepUpload(context, upload, async ({ bytes, originalName }) => ({ bytes: Buffer.from(bytes), originalName }))

test('a paper whose sending broke goes on where it stopped, is handed over whole and then forgotten', async () => {
  const { bytes, append, ask, upload } = await paper()
  expect(await append(0, 300)).toBe(300)
  expect(await ask()).toBe(300)
  expect(await append(300, bytes.length)).toBe(bytes.length)
  expect(await kept(context, upload)).toEqual({ bytes, originalName: 'SK.pdf' })
  expect(await ask()).toBe(0)
})

test('of pieces that arrive at once for one place the first is written, and all are told what is there', async () => {
  const { bytes, append, upload } = await paper()
  await append(0, 300)
  vi.mocked(fileSystem.open).mockImplementationOnce(async (...call) => {
    await untilOneWaits(owner) // while this one writes
    return fileSystem.open(...call)
  })
  const [there = 0, other] = await Promise.all([append(300, 350), append(300, 400)])
  expect(other).toBe(there)
  expect(await append(0, 300), 'a piece that is there').toBe(there)
  await append(there, bytes.length)
  expect((await kept(context, upload)).bytes).toEqual(bytes)
})

test('what one person sends is there for nobody else', async () => {
  const { bytes, append, ask, upload } = await paper()
  await append(0, bytes.length)
  expect(await ask(officer(yusuf))).toBe(0)
  await expect(kept(officer(yusuf), upload)).rejects.toMatchObject({ code: 'upload_incomplete' })
  expect((await kept(context, upload)).bytes).toEqual(bytes)
})

test('half a paper, and one that is not what it is called, is kept by nobody', async () => {
  const { append, upload } = await paper()
  await append(0, 300)
  await expect(kept(context, upload)).rejects.toMatchObject({ code: 'upload_incomplete' })
  const other = await paper()
  const sha256 = '0'.repeat(64)
  await appendUpload(context, { sha256, fileBytes: other.bytes.length, offset: 0, piece: other.bytes })
  await expect(kept(context, { sha256, name: 'SK.pdf' })).rejects.toMatchObject({ code: 'upload_incomplete' })
})

test('a paper that its place does not take need not be sent again', async () => {
  const { bytes, append, ask, upload } = await paper()
  await append(0, bytes.length)
  const refuse = () => Promise.reject(new Refusal('stale'))
  await expect(keepUpload(context, upload, refuse)).rejects.toMatchObject({ code: 'stale' })
  expect(await ask()).toBe(bytes.length)
})

test('a sending that is called off leaves nothing', async () => {
  const { append, ask, sha256 } = await paper()
  await append(0, 300)
  await dropUpload(context, { sha256 })
  expect(await ask()).toBe(0)
})

test('nothing empty, and nothing beyond the limit, begins', async () => {
  const of = (fileBytes: number) =>
    appendUpload(context, { sha256: '1'.repeat(64), fileBytes, offset: 0, piece: nothing })
  await expect(of(0)).rejects.toMatchObject({ code: 'file_empty' })
  await expect(of(1024 * 1024 + 1)).rejects.toMatchObject({ code: 'file_too_large', facts: { limitMb: 1 } })
  expect(await of(1024 * 1024)).toBe(0)
})

test('of papers that one person began the oldest makes room for the ninth', async () => {
  const begun = Array.from({ length: 9 }, () => fileOf(randomBytes(500)))
  const own = path.join(folder, 'uploads', rosmala)
  for (const [index, { append, sha256 }] of begun.entries()) {
    await append(0, 100)
    utimesSync(path.join(own, sha256), index, index)
  }
  expect(readdirSync(own).sort()).toEqual(
    begun
      .slice(1)
      .map(({ sha256 }) => sha256)
      .sort(),
  )
})

test('a paper that was sent and never used goes after two days', async () => {
  const [old, young] = [await paper(), await paper()]
  await old.append(0, 100)
  await young.append(0, 100)
  const at = (days: number) => context.now.getTime() / 1000 - days * 86_400
  const fileFor = (sha256: string) => path.join(folder, 'uploads', rosmala, sha256)
  utimesSync(fileFor(old.sha256), at(2), at(2))
  utimesSync(fileFor(young.sha256), at(1.9), at(1.9))
  expect(await forgetUnfinishedUploads(context.now)).toBe(1)
  expect([old, young].map(({ sha256 }) => existsSync(fileFor(sha256)))).toEqual([false, true])
})
