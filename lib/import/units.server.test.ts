import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { applyRun } from './apply-run.server'
import { checkRun } from './check-run.server'
import { givenAgency, officerOf, uploaded } from './import.fixture'
import { personCells } from './people.fixture'
import { sheetsOf } from './workbook.fixture'

vi.setConfig({ testTimeout: 60_000 })

const database = await testDatabase()
const { owner } = database
const folder = mkdtempSync(join(tmpdir(), 'satya-import-'))
process.env.FILES_FOLDER = folder
afterAll(() => rmSync(folder, { recursive: true }))

let agencyId = 0
let officer = officerOf(0)
beforeEach(async () => {
  await database.reset()
  agencyId = await givenAgency(owner, '7100')
  officer = officerOf(agencyId)
})

type Unit = [code: string, name: string, parentCode: string, echelon?: string, headTitle?: string]

/** Checks a workbook of one person in unit 0101 with a sheet of units. */
async function checked(...units: Unit[]): Promise<string> {
  const path = join(folder, 'pegawai.xlsx')
  const person = personCells({})
  const unor = [
    ['kode', 'nama', 'induk', 'eselon', 'nama_jabatan'],
    ['Kode', 'Nama', 'Induk', 'Eselon', 'Jabatan'],
  ]
  const rows = units.map(([code, name, parent, echelon = '', title = '']) => [code, name, parent, echelon, title])
  writeFileSync(path, sheetsOf({ pegawai: [Object.keys(person), Object.values(person)], unor: [...unor, ...rows] }))
  const runId = await uploaded(officer, path)
  await checkRun(officer, runId)
  return runId
}

async function runOf(runId: string) {
  const [run] = await owner`select status, failure, failure_facts, counts from import_runs where id = ${runId}`
  return run
}

const tree = () => owner`
  select u.code, p.code as above from units u left join units p on p.id = u.parent_id order by u.code`

test('units below each other are refused by row when the file is checked', async () => {
  const runId = await checked(['0101', 'Bidang A', '0102'], ['0102', 'Bidang B', '0101'])
  expect(await runOf(runId)).toMatchObject({
    status: 'failed',
    failure: 'import.unit_circular',
    failure_facts: { row: 3, code: '0101', parent: '0102' },
  })
})

test('a cycle through a unit that has moved since the check is refused when the file is applied', async () => {
  await owner`insert into units (agency_id, code, name) values (${agencyId}, '0100', 'Dinas')`
  const runId = await checked(['0101', 'Bidang A', '0100'])
  await owner`insert into units (agency_id, code, name) values (${agencyId}, '0101', 'Bidang A')`
  await owner`
    update units set parent_id = (select id from units where code = '0101') where code = '0100'`
  await applyRun(officer, runId, 'valid_rows')
  expect(await runOf(runId)).toMatchObject({ status: 'checked', failure: 'import.unit_circular' })
})

test('no writer whatever puts a unit below itself', async () => {
  await applyRun(officer, await checked(['01', 'Dinas', ''], ['0101', 'Bidang A', '01']), 'valid_rows')
  expect(await tree()).toEqual([
    { code: '01', above: null },
    { code: '0101', above: '01' },
  ])
  const move = owner`update units set parent_id = (select id from units where code = '0101') where code = '01'`
  await expect(move).rejects.toMatchObject({ constraint_name: 'units_no_cycle' })
  const both = owner`update units set parent_id = (select max(id) + min(id) from units) - id`
  await expect(both).rejects.toMatchObject({ constraint_name: 'units_no_cycle' })
})
