import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { print, stopPrinter } from './printer.server'
import { sampleLetter } from './sample-letters'
import { printModel } from './templates'
import { testRoot } from './test-authority.server'
import { verifySignature } from './verify-signature'
import type { PrintJob } from './worker'

const folder = mkdtempSync(path.join(tmpdir(), 'satya-printer-'))
process.env.FILES_FOLDER = path.join(folder, 'files')
process.env.KEYS_FOLDER = path.join(folder, 'keys')
afterAll(() => rmSync(folder, { recursive: true }))

const createdAt = new Date('2027-01-25T02:30:00Z')
const job: PrintJob = {
  template: 'promotion-decree-1',
  model: printModel('promotion-decree-1', sampleLetter('promotion-decree-1')),
  frame: { mark: 'draft', code: null, checkUrl: null, certificateIssuer: null },
  createdAt,
  official: null,
}
const official = { id: 'a', name: 'Dra. Nurhayati Syamsuddin, M.Si.', organisation: 'Provinsi' }

test('the thread prints drafts and signs letters, many at once', async () => {
  const [draft, ...signed] = await Promise.all([
    print(job),
    ...Array.from({ length: 5 }, () => print({ ...job, official })),
  ])
  expect(draft?.pageCount).toBe(1)
  const roots = [await testRoot(path.join(folder, 'keys', 'test'), createdAt)]
  for (const { pdf } of signed) expect(await verifySignature(pdf, roots)).toMatchObject({ state: 'valid' })
  expect(new Set(signed.map(({ sha256 }) => sha256)).size).toBe(5)
})

test('a letter waits for no list', async () => {
  const cells = ['198506142011032001', 'Tini Sukmawardani', 'Unit Layanan', '12']
  const table = {
    caption: 'Orang',
    headers: ['NIP', 'Nama', 'Unit kerja', 'Hari'],
    columns: ['code', 'text', 'text', 'number'],
    rows: Array.from({ length: 2_000 }, () => cells),
  }
  const model = { title: 'Rekap', facts: [], language: 'id', printed: 'Dicetak', tables: [table] }
  const frame = { mark: null, code: null, checkUrl: null, certificateIssuer: null }
  const ready: string[] = []
  await Promise.all([
    print({ template: 'list-1', model, frame, createdAt, official: null }, 'lists').then(() => ready.push('list')),
    print(job).then(() => ready.push('letter')),
  ])
  expect(ready).toEqual(['letter', 'list'])
})

test('a refusal travels out of the thread, and the next letter prints', async () => {
  const model = printModel('promotion-decree-1', { ...sampleLetter('promotion-decree-1'), place: 'Kota 😀' })
  await expect(print({ ...job, model })).rejects.toMatchObject({ code: 'glyph_missing', facts: { text: '😀' } })
  await expect(print({ ...job, template: 'missing-1' })).rejects.toThrow(/missing-1/)
  expect((await print(job)).pageCount).toBe(1)
})

test('when the thread ends, whoever waits is told and a new one starts', async () => {
  const lost = expect(print(job)).rejects.toThrow(/stopped/)
  await stopPrinter()
  await lost
  expect((await print(job)).pageCount).toBe(1)
})
