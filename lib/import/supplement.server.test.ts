import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { applyRun } from './apply-run.server'
import { checkRun } from './check-run.server'
import { fixCell } from './fix-cell.server'
import { givenAgency, givenUnit, officerOf, uploaded } from './import.fixture'
import { personCells } from './people.fixture'
import { undoRun } from './undo-run.server'

vi.setConfig({ testTimeout: 60_000 })

const database = await testDatabase()
const { owner } = database
const folder = mkdtempSync(join(tmpdir(), 'satya-supplement-'))
process.env.FILES_FOLDER = folder
afterAll(() => rmSync(folder, { recursive: true }))

const NOW = new Date('2026-11-23T03:00:00Z')
/** Headings as agencies write them, and what of them is recorded. */
const SAID = {
  'KPKN ': '091',
  'Nomor BPJS Kesehatan': '0001 2345 67890',
  no_taspen: 'T-77',
  'Taspen Tgl': '01/02/2011',
  tapera: '-',
  'Karis/Karsu': 'A 123',
  'Lokasi Kerja': 'Pangkalpinang',
  kelas_jabatan: '7',
  email_gov: 'budi@babelprov.go.id',
  kodepos: '33144',
}
const RECORDED = {
  treasury_code: '091',
  health_insurance_number: '0001234567890',
  taspen_number: 'T-77',
  taspen_on: '2011-02-01',
  housing_number: null,
  spouse_card_number: 'A 123',
  work_place: 'Pangkalpinang',
  position_class: 7,
  official_email: 'budi@babelprov.go.id',
  postal_code: '33144',
}

let officer: Context
beforeEach(async () => {
  await database.reset()
  const agencyId = await givenAgency(owner, '7100')
  await givenUnit(owner, agencyId)
  officer = officerOf(agencyId, NOW)
})

async function checked(supplement: Record<string, string>): Promise<string> {
  const cells = { ...personCells({}), ...supplement }
  const path = join(folder, 'pegawai.csv')
  writeFileSync(path, [Object.keys(cells), Object.values(cells)].map((line) => line.join(';')).join('\n'))
  const runId = await uploaded(officer, path, 'pegawai.csv')
  await checkRun(officer, runId)
  return runId
}

async function applied(supplement: Record<string, string>): Promise<string> {
  const runId = await checked(supplement)
  await applyRun(officer, runId, 'all_or_nothing')
  return runId
}

async function recorded() {
  const [person] = await owner`
    select treasury_code, health_insurance_number, taspen_number, taspen_on::text, housing_number, spouse_card_number,
      work_place, position_class, official_email, postal_code from employees`
  return person
}

const resolutionOf = async (runId: string) =>
  (await owner`select resolution from import_rows where run_id = ${runId}`)[0]?.resolution

const faultsOf = async (runId: string) => {
  const rows = await owner`
    select "column", code, facts ->> 'rule' as rule from import_problems where run_id = ${runId} order by "column"`
  return rows.map(({ column, code, rule }) => [column, code, rule].filter(Boolean).join(' '))
}

test('the rest of data utama comes with somebody who is new, under the headings that agencies use', async () => {
  await applied(SAID)
  expect(await recorded()).toEqual(RECORDED)
  expect(await resolutionOf(await checked(SAID)), 'the same file again').toBe('same')
  expect(await resolutionOf(await checked({})), 'a file that does not speak of it').toBe('same')
})

test('of somebody who is known what the file says is changed, what it leaves blank stays, and an undo brings it back', async () => {
  await applied(SAID)
  const runId = await applied({ kppn: '', kelas_jabatan: '8', tapera: '990', no_taspen: '-' })
  expect(await recorded()).toEqual({ ...RECORDED, position_class: 8, housing_number: '990' })
  expect(await undoRun(officer, runId)).toEqual({ undone: 1, kept: 0 })
  expect(await recorded()).toEqual(RECORDED)
})

test('each cell is asked what the field of the form asks', async () => {
  const runId = await checked({
    kppn: '91',
    no_bpjs: '123',
    kelas_jabatan: '18',
    email_gov: 'budi',
    kode_pos: '01234',
    lokasi_kerja: 'x'.repeat(151),
    tgl_taspen: '24-11-2026',
    npwp_tgl: '15-03-1985',
    tapera: 'x'.repeat(41),
  })
  expect(await faultsOf(runId)).toEqual([
    'email_gov MAIN_DATA_UNSOUND official_email',
    'kelas_jabatan MAIN_DATA_UNSOUND position_class',
    'kode_pos MAIN_DATA_UNSOUND postal_code',
    'kppn MAIN_DATA_UNSOUND treasury_code',
    'lokasi_kerja VALUE_TOO_LONG',
    'no_bpjs MAIN_DATA_UNSOUND health_insurance_number',
    'npwp_tgl DATE_BEFORE_BIRTH',
    'tapera VALUE_TOO_LONG',
    'tgl_taspen DATE_AHEAD',
  ])
})

test('a cell that is mended leaves the other columns of its row as they were', async () => {
  const runId = await checked({ ...SAID, kelas_jabatan: '18' })
  expect(await fixCell(officer, { id: runId, row: 2, column: 'kelas_jabatan', value: '7' })).toEqual({ errors: 0 })
  expect(await fixCell(officer, { id: runId, row: 2, column: 'alamat', value: 'Jalan Baru 2' })).toEqual({ errors: 0 })
  await applyRun(officer, runId, 'all_or_nothing')
  expect(await recorded()).toEqual(RECORDED)
})
