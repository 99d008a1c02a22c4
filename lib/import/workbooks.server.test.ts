import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, type Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import { createTranslator } from 'use-intl/core'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { loadMessages } from '@/lib/i18n/messages.server'
import { checkRun } from './check-run.server'
import { givenAgency, givenUnit, officerOf, uploaded } from './import.fixture'
import { csvOf, personCells } from './people.fixture'
import type { ImportTranslator } from './problem-text'
import { remarksWorkbook } from './remarks-workbook.server'
import { templateWorkbook } from './template.server'

vi.setConfig({ testTimeout: 60_000 })

const database = await testDatabase()
const { owner } = database
const folder = mkdtempSync(join(tmpdir(), 'satya-import-'))
process.env.FILES_FOLDER = folder
afterAll(() => rmSync(folder, { recursive: true }))

const messages = await loadMessages('id')
const t = createTranslator({ locale: 'id', messages, namespace: 'import' }) as unknown as ImportTranslator

let officer = officerOf(0)
beforeEach(async () => {
  await database.reset()
  const agencyId = await givenAgency(owner, '7100')
  await givenUnit(owner, agencyId)
  officer = officerOf(agencyId)
})

async function checked(content: string | Buffer, name: string): Promise<string> {
  const path = join(folder, name)
  writeFileSync(path, content)
  const runId = await uploaded(officer, path, name)
  await checkRun(officer, runId)
  return runId
}

async function written({ write }: { write: (target: Writable) => Promise<void> }): Promise<Buffer> {
  const stream = new PassThrough()
  const [content] = await Promise.all([buffer(stream), write(stream)])
  return content
}

async function opened(content: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(content as unknown as ExcelJS.Buffer)
  return book
}

test('the workbook of faulty rows holds only them, with where they stood and what is wrong, and can be sent again', async () => {
  const faulty = { nama: '=HYPERLINK("http://x")', tmt_gol: '31-02-2024' }
  const sound = { nip: '198503152010011002', nama: 'Siti Aminah', nik: '1971011503850002' }
  const runId = await checked(csvOf([sound, faulty]), 'november.csv')
  const workbook = await remarksWorkbook(officer, runId, t, 'id')
  expect(workbook.fileName).toBe('baris-galat-november.xlsx')
  const content = await written(workbook)
  const sheet = (await opened(content)).getWorksheet('pegawai')
  expect(sheet?.rowCount).toBe(3)
  const codes = sheet?.getRow(1).values as string[]
  const row = sheet?.getRow(3)
  const cell = (code: string) => row?.getCell(codes.indexOf(code))
  expect(cell('baris_asal')?.value).toBe('3')
  expect(cell('keterangan')?.value).toMatch(/^TMT golongan: Hari 31 tidak ada pada bulan itu\. Periksa SK pangkat/)
  expect(cell('nip')?.value).toBe(personCells({}).nip)
  expect(cell('nama')).toMatchObject({ type: ExcelJS.ValueType.String, value: faulty.nama, numFmt: '@' })

  const again = await checked(content, 'baris-galat-november.xlsx')
  const [run] = await owner`select counts from import_runs where id = ${again}`
  expect(run?.counts).toMatchObject({ dataRows: 1, errorRows: 1, problemsByCode: { DATE_IMPOSSIBLE: 1 } })
})

test('more faulty rows than are read at once are all written, in order', async () => {
  const cells = Array.from({ length: 501 }, (_, index) => ({ nip: String(index), tmt_gol: '31-02-2024' }))
  const runId = await checked(csvOf(cells), 'november.csv')
  const sheet = (await opened(await written(await remarksWorkbook(officer, runId, t, 'id')))).getWorksheet('pegawai')
  const codes = sheet?.getRow(1).values as string[]
  const numbers = sheet?.getColumn(codes.indexOf('baris_asal')).values.slice(3)
  expect(numbers).toEqual(cells.map((_, index) => String(index + 2)))
})

test('the template has every column of the sheet as text, and the lists with the own units', async () => {
  const workbook = await templateWorkbook(officer, t)
  expect(workbook.fileName).toBe('templat-pegawai.xlsx')
  const book = await opened(await written(workbook))
  const codes = book.getWorksheet('pegawai')?.getRow(1).values as string[]
  expect(codes).toEqual(expect.arrayContaining(['nip', 'nama', 'unor_kode', 'hukdis']))
  expect(codes.filter(Boolean)).toHaveLength(44 + 14)
  expect(book.getWorksheet('pegawai')?.getColumn(codes.indexOf('nip')).numFmt).toBe('@')
  const lines: string[] = []
  book.getWorksheet('Daftar kode')?.eachRow((row) => lines.push((row.values as string[]).slice(1).join('|')))
  expect(lines).toEqual(
    expect.arrayContaining([
      'jenis_kelamin|P|Perempuan',
      'gol|III/a|Penata Muda',
      'gol|IX|PPPK golongan IX',
      'status_cpns_pns|PPPK|PPPK',
      'unor_kode|0101|Bidang 0101',
    ]),
  )
})

test('another agency gets no workbook of it', async () => {
  const runId = await checked(csvOf([{ tmt_gol: '31-02-2024' }]), 'november.csv')
  const stranger = officerOf(await givenAgency(owner, '7200'))
  await expect(remarksWorkbook(stranger, runId, t, 'id')).rejects.toMatchObject({ code: 'not_found' })
})
