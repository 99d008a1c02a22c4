import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { checkRun } from './check-run.server'
import { fixCell } from './fix-cell.server'
import type { Header } from './headers'
import { givenAgency, givenUnit, officerOf, uploaded } from './import.fixture'
import { mapRun } from './map-run.server'
import { csvOf, personCells } from './people.fixture'
import { workbookOf } from './workbook.fixture'

vi.setConfig({ testTimeout: 60_000 })

const database = await testDatabase()
const { owner } = database
const folder = mkdtempSync(join(tmpdir(), 'satya-import-'))
process.env.FILES_FOLDER = folder
afterAll(() => rmSync(folder, { recursive: true }))

const SAMPLE = 'e2e/samples/pegawai-babel.xlsx'

let context = officerOf(0)
beforeEach(async () => {
  await database.reset()
  const agencyId = await givenAgency(owner, '7100')
  await givenUnit(owner, agencyId)
  context = officerOf(agencyId)
})

async function checked(path = SAMPLE): Promise<string> {
  const runId = await uploaded(context, path)
  await checkRun(context, runId)
  return runId
}

const sister = {
  nip: '198704202012012001',
  nama: 'Siti Aminah',
  tgl_lahir: '20-04-1987',
  jenis_kelamin: 'P',
  nik: '1971016004870001',
  tmt_cpns: '01-01-2012',
}

function csv(people: Parameters<typeof csvOf>[0]): string {
  const path = join(folder, 'pegawai.csv')
  writeFileSync(path, csvOf(people))
  return path
}

const countsOf = async (runId: string) => (await owner`select counts from import_runs where id = ${runId}`)[0]?.counts

test('a corrected cell takes its row out of the errors, and the row it collided with too', async () => {
  const runId = await checked()
  expect(await fixCell(context, { id: runId, row: 144, column: 'tmt_cpns', value: '01-03-2007' })).toEqual({
    errors: 0,
  })
  expect(await countsOf(runId)).toMatchObject({ errorRows: 108, newRows: 2292 })

  const [pair] = await owner`select nip from import_rows where run_id = ${runId} and row_no = 236`
  const other = `${String(pair?.nip).slice(0, 15)}777`
  await fixCell(context, { id: runId, row: 236, column: 'nip', value: other })
  const counts = await countsOf(runId)
  expect(counts.problemsByCode.NIP_DUPLICATE_IN_FILE).toBe(11)
  const left =
    await owner`select row_no, code from import_problems where run_id = ${runId} and row_no in (236, 1565) and is_error`
  expect(left.map((row) => row.code)).not.toContain('NIP_DUPLICATE_IN_FILE')
})

test('what was put into a cell stays when the file is checked again and when its columns are mapped anew', async () => {
  const runId = await checked(csv([{ tmt_gol: '31-02-2024' }, sister]))
  await fixCell(context, { id: runId, row: 2, column: 'tmt_gol', value: '31-02-2025' })
  await fixCell(context, { id: runId, row: 2, column: 'tmt_gol', value: '01-04-2024' })
  await checkRun(context, runId)
  expect(await countsOf(runId)).toMatchObject({ errorRows: 0, newRows: 2, fixedCells: 1 })

  const [run] = await owner`select headers, data_on::text as day from import_runs where id = ${runId}`
  const headers = run?.headers as Header[]
  const fields = Object.fromEntries(
    headers.map(({ column, field }) => [column, field === 'alamat' ? '' : (field ?? '')]),
  )
  await mapRun(context, { id: runId, dataOn: run?.day, fields })
  await checkRun(context, runId)
  expect(await countsOf(runId)).toMatchObject({ errorRows: 0, newRows: 2, fixedCells: 1 })
  const [row] = await owner`
    select rank_since::text as day, address from import_rows where run_id = ${runId} and row_no = 2`
  expect(row).toEqual({ day: '2024-04-01', address: null })
})

test('a NIP that lost its last digits stays wrong until it is put in itself', async () => {
  const cells = Object.entries(personCells({ nip: '198503152010011000' }))
  const line = (number: number, texts: readonly string[]) =>
    `<row r="${number}">${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
  const header = line(
    1,
    cells.map(([field]) => field),
  )
  const person = line(
    2,
    cells.map(([, text]) => text),
  )
  const lost = person.replace(/<c .*?<\/c>/, '<c><v>198503152010011000</v></c>')
  const path = join(folder, 'angka.xlsx')
  writeFileSync(path, workbookOf(header + lost))
  const runId = await checked(path)
  const codes = async () =>
    (await owner`select code from import_problems where run_id = ${runId} and is_error`).map((found) => found.code)
  await fixCell(context, { id: runId, row: 2, column: 'alamat', value: 'Jalan Merdeka 2' })
  expect(await codes()).toEqual(['NIP_PRECISION_LOST'])
  await fixCell(context, { id: runId, row: 2, column: 'nip', value: '198503152010011000' })
  expect(await codes()).toEqual(['NIP_MALFORMED'])
})

test('in a CSV, which knows no numbers, an NIP that ends in 000 is one that a spreadsheet has rounded', async () => {
  const runId = await checked(csv([{ nip: '198503152010011000' }]))
  expect(await owner`select value, code from import_problems where run_id = ${runId}`).toEqual([
    { value: '198503152010011000', code: 'NIP_PRECISION_LOST' },
  ])
  expect(await fixCell(context, { id: runId, row: 2, column: 'nip', value: '198503152010011001' })).toEqual({
    errors: 0,
  })
})

test('a column that the file does not have cannot be put in, nor one of another agency', async () => {
  const runId = await checked(csv([{}]))
  await expect(fixCell(context, { id: runId, row: 2, column: 'hukdis', value: '' })).rejects.toMatchObject({
    code: 'not_found',
  })
  const stranger = officerOf(await givenAgency(owner, '7200'))
  await expect(fixCell(stranger, { id: runId, row: 2, column: 'nama', value: 'x' })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('each correction is written down with what stood there before', async () => {
  const runId = await checked(csv([{ tmt_gol: '31-02-2024' }]))
  await fixCell(context, { id: runId, row: 2, column: 'tmt_gol', value: '01-04-2024' })
  const [event] = await owner`select before, after from audit_events where after ->> 'step' = 'fix'`
  expect(event).toMatchObject({
    before: { row: 2, column: 'tmt_gol', value: '31-02-2024' },
    after: { row: 2, column: 'tmt_gol', value: '01-04-2024' },
  })
})
