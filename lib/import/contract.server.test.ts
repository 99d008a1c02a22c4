import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { applyRun } from './apply-run.server'
import { checkRun } from './check-run.server'
import { fixCell } from './fix-cell.server'
import { givenAgency, givenUnit, officerOf, uploaded } from './import.fixture'
import { csvOf } from './people.fixture'

vi.setConfig({ testTimeout: 60_000 })

const database = await testDatabase()
const { owner } = database
const folder = mkdtempSync(join(tmpdir(), 'satya-import-'))
process.env.FILES_FOLDER = folder
afterAll(() => rmSync(folder, { recursive: true }))

let officer = officerOf(0)
beforeEach(async () => {
  await database.reset()
  const agencyId = await givenAgency(owner, '7100')
  await givenUnit(owner, agencyId)
  officer = officerOf(agencyId)
})

async function checked(people: Parameters<typeof csvOf>[0]): Promise<string> {
  const path = join(folder, 'pegawai.csv')
  writeFileSync(path, csvOf(people))
  const runId = await uploaded(officer, path, 'pegawai.csv')
  await checkRun(officer, runId)
  return runId
}

const problems = async (runId: string) => [
  ...(await owner`
    select row_no as row, "column", code, facts ->> 'reason' as reason from import_problems
    where run_id = ${runId} order by row_no, "column"`),
]

const contract = {
  nip: '198503152022211001',
  status_cpns_pns: 'PPPK',
  tmt_cpns: '15-03-2022',
  gol: 'IX',
  tmt_gol: '',
  mkg_tahun: '',
  mkg_bulan: '',
  no_sk_gol: '',
  tgl_sk_gol: '',
}

test('a PPPK enters with an NI PPPK and a grade, without a rank, appointed by the contract', async () => {
  const runId = await checked([contract])
  expect(await problems(runId)).toEqual([])
  await applyRun(officer, runId, 'all_or_nothing')
  const [person] = await owner`
    select status, nip, pppk_grade, rank, rank_since, cpns_on::text, position_name from employees`
  expect(person).toEqual({
    status: 'pppk',
    nip: contract.nip,
    pppk_grade: 9,
    rank: null,
    rank_since: null,
    cpns_on: '2022-03-15',
    position_name: 'Pengelola Kepegawaian',
  })
  const appointments = await owner`select status, effective_on::text as day from appointment_history`
  expect([...appointments]).toEqual([{ status: 'pppk', day: '2022-03-15' }])
  expect(await owner`select 1 from rank_history`).toHaveLength(0)

  const again = await checked([contract])
  expect((await owner`select counts from import_runs where id = ${again}`)[0]?.counts).toMatchObject({ sameRows: 1 })
})

test('number and status must agree, and the grade is one of I to XVII', async () => {
  const runId = await checked([
    { ...contract, nip: '198503152022011001' },
    { ...contract, nip: '198503152022211002', nik: '', status_cpns_pns: 'P', tmt_cpns: '01-03-2022', gol: 'III/a' },
    { ...contract, nip: '198503152022211003', nik: '', nama: 'Siti Aminah', gol: 'III/a' },
  ])
  const errors = (await problems(runId)).filter(({ code }) => code !== 'VALUE_MISSING')
  expect(errors).toEqual([
    { row: 2, column: 'nip', code: 'NIP_MALFORMED', reason: 'contract' },
    { row: 3, column: 'nip', code: 'NIP_MALFORMED', reason: 'month' },
    { row: 4, column: 'gol', code: 'GOLONGAN_UNKNOWN', reason: null },
  ])
  expect(await fixCell(officer, { id: runId, row: 4, column: 'gol', value: 'x' })).toEqual({ errors: 0 })
})

test('the database itself ties the status of a PPPK to the number, and the grade to the status', async () => {
  await applyRun(officer, await checked([contract]), 'valid_rows')
  await expect(owner`update employees set status = 'pns', pppk_grade = null`).rejects.toMatchObject({
    constraint_name: 'employees_number_of_status',
  })
  await expect(owner`update employees set pppk_grade = 18`).rejects.toMatchObject({
    constraint_name: 'employees_pppk_grade',
  })
})
