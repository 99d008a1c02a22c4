import ExcelJS from 'exceljs'
import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { saveEntries } from './entries.server'
import { aWorker, sentEntry, type Worker } from './entry.fixture'
import { checkEntryFile, entryTemplate } from './entry-file.server'
import { COLUMNS } from './entry-file-columns'

const database = await testDatabase()
const { owner } = database
afterEach(database.reset)

const NOW = new Date('2026-11-16T04:00:00Z')
const HEADINGS = ['Tanggal', 'Mulai', 'Selesai', 'Kegiatan', 'RHK', 'Hasil', 'Satuan']

const csv = (...rows: string[][]) => Buffer.from([HEADINGS, ...rows].map((row) => row.join(';')).join('\n'))
const check = (worker: Worker, bytes: Uint8Array, chosen: Record<string, string> | null = null) =>
  checkEntryFile(worker.context, bytes, chosen, async ({ code }) => code)
const send = (worker: Worker, entries: { id: string }[]) =>
  saveEntries(worker.context, { owner: worker.employeeId, sentAt: NOW.toISOString(), entries })

async function workbook(rows: unknown[][]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('catatan')
  for (const row of rows) sheet.addRow(row)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

test('a workbook with dates and times of a spreadsheet becomes entries, once however often it comes', async () => {
  const worker = await aWorker(owner, NOW)
  const bytes = await workbook([
    ['Laporan bulan November'],
    HEADINGS,
    [new Date('2026-11-13T00:00:00Z'), '08.00', '10.00', 'Imunisasi balita', 'RHK 1', 24, 'balita'],
    ['16-11-2026', '08:00', '09:30', 'Apel dan rapat', '', '', ''],
  ])
  const first = await check(worker, bytes)
  expect(first.rows.map(({ row, entry }) => [row, entry?.workOn, entry?.kind])).toEqual([
    [3, '2026-11-13', 'plan'],
    [4, '2026-11-16', 'general'],
  ])
  const entries = first.rows.flatMap(({ entry }) => entry ?? [])
  expect((await send(worker, entries)).map(({ answer }) => answer)).toEqual(['saved', 'saved'])
  expect(await owner`select from daily_entries`).toHaveLength(2)
  expect((await check(worker, bytes)).rows.map(({ isThere }) => isThere)).toEqual([true, true])
})

test('checking writes nothing, and the same row has the same id', async () => {
  const worker = await aWorker(owner, NOW)
  const bytes = csv(['16-11-2026', '08.00', '10.00', 'Imunisasi balita', '1', '24', ''])
  const [one, other] = [await check(worker, bytes), await check(worker, bytes)]
  expect(one.rows[0]?.entry).toMatchObject({ planItemId: worker.itemId, quantity: 24 })
  expect(one.rows[0]?.entry?.id).toBe(other.rows[0]?.entry?.id)
  expect(await owner`select from daily_entries`).toHaveLength(0)
})

test('rows are held against the rules, what is there and each other; each fault names its cell', async () => {
  const worker = await aWorker(owner, NOW)
  await send(worker, [sentEntry(worker, { startsMinute: 480, endsMinute: 540 })])
  const { rows } = await check(
    worker,
    csv(
      ['16-11-2026', '08.30', '09.30', 'Bertumpuk dengan yang ada', '', '', ''],
      ['16-11-2026', '10.00', '11.00', 'Yang pertama', '', '', ''],
      ['16-11-2026', '10.30', '11.30', 'Bertumpuk dengan yang pertama', '', '', ''],
      ['15-11-2026', '08.00', '09.00', 'Hari Minggu', '', '', ''],
      ['17-11-2026', '08.00', '09.00', 'Besok', '', '', ''],
      ['31-12-2025', '08.00', '09.00', 'Sebelum SKP', '', '', ''],
      ['32-11-2026', '08.00', '07.00', '', '9', '0', ''],
    ),
  )
  expect(rows.map(({ problems }) => problems.map(({ column, code, reason }) => `${column} ${code ?? reason}`))).toEqual(
    [
      ['mulai kinerja.entry_overlap'],
      [],
      ['mulai kinerja.entry_overlap'],
      ['nomor_surat kinerja.entry_day_off'],
      ['tanggal kinerja.entry_day'],
      ['alasan_terlambat kinerja.entry_late', 'tanggal kinerja.entry_plan'],
      ['rhk item', 'tanggal date', 'kegiatan missing', 'hasil number'],
    ],
  )
  expect(rows.filter(({ entry }) => entry)).toHaveLength(1)
  expect(rows.at(-1)?.texts).toMatchObject({ tanggal: '32-11-2026', mulai: '08.00', rhk: '9', kegiatan: '' })
})

test('work that was taken back comes anew', async () => {
  const worker = await aWorker(owner, NOW)
  const bytes = csv(['16-11-2026', '08.00', '10.00', 'Imunisasi balita', '1', '24', ''])
  const sound = async () => (await check(worker, bytes)).rows.flatMap(({ entry }) => entry ?? [])
  await send(worker, await sound())
  await owner`update daily_entries set state = 'withdrawn'`
  expect((await send(worker, await sound())).map(({ answer }) => answer)).toEqual(['saved'])
  expect(await owner`select from daily_entries where state = 'submitted'`).toHaveLength(1)
})

test('columns with other names are asked for and then taken as they were chosen', async () => {
  const worker = await aWorker(owner, NOW)
  const bytes = Buffer.from('Kapan;Dari;Ke;Apa\n16-11-2026;08.00;10.00;Apel')
  const asked = await check(worker, bytes)
  expect(asked.missing).toEqual(['tanggal', 'mulai', 'selesai', 'kegiatan'])
  expect(asked.headings.map(({ text }) => text)).toEqual(['Kapan', 'Dari', 'Ke', 'Apa'])
  const { rows } = await check(worker, bytes, { 0: 'tanggal', 1: 'mulai', 2: 'selesai', 3: 'kegiatan' })
  expect(rows[0]?.entry?.text).toBe('Apel')
})

test('what is no table of entries is refused', async () => {
  const worker = await aWorker(owner, NOW)
  await expect(check(worker, new Uint8Array())).rejects.toMatchObject({ code: 'import.file_empty' })
  await expect(check(worker, Buffer.from('%PDF-1.7'))).rejects.toMatchObject({ code: 'import.file_not_sheet' })
  await expect(check(worker, csv())).rejects.toMatchObject({ code: 'import.no_rows' })
  const many = csv(...Array.from({ length: 1_001 }, () => ['16-11-2026', '08.00', '10.00', 'Apel', '', '', '']))
  await expect(check(worker, many)).rejects.toMatchObject({ code: 'import.too_many_rows' })
})

test('the template has every column and the own plan, and can be sent in as it is filled', async () => {
  const worker = await aWorker(owner, NOW)
  const { write } = await entryTemplate(worker.context, { plan: 'Rencana hasil kerja', name: 'Templat' })
  const { PassThrough } = await import('node:stream')
  const stream = new PassThrough()
  const parts: Buffer[] = []
  stream.on('data', (part) => parts.push(part))
  await write(stream)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.concat(parts) as unknown as ArrayBuffer)
  const sheet = book.getWorksheet('catatan')
  expect(sheet?.getRow(1).values).toEqual([undefined, ...COLUMNS.map(({ code }) => code)])
  expect(book.getWorksheet('rhk')?.getRow(2).getCell(2).text).toBe('Cakupan imunisasi balita meningkat')
  sheet?.addRow(['16-11-2026', '08.00', '10.00', 'Imunisasi balita', '1'])
  const filled = new Uint8Array(await book.xlsx.writeBuffer())
  expect((await check(worker, filled)).rows[0]?.entry?.planItemId).toBe(worker.itemId)
})
