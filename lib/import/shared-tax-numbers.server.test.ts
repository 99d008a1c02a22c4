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

let agencyId = 0
beforeEach(async () => {
  await database.reset()
  agencyId = await givenAgency(owner, '7100')
  await givenUnit(owner, agencyId)
})

const budi = { npwp: '17.836.582.7-313.000' }
const siti = {
  nip: '198704202012012001',
  nama: 'Siti Aminah',
  tgl_lahir: '20-04-1987',
  jenis_kelamin: 'P',
  nik: '1971016004870001',
  tmt_cpns: '01-01-2012',
}

async function checked(people: Parameters<typeof csvOf>[0], context = officerOf(agencyId)): Promise<string> {
  const path = join(folder, 'pegawai.csv')
  writeFileSync(path, csvOf(people))
  const runId = await uploaded(context, path)
  await checkRun(context, runId)
  return runId
}

const warnings = (runId: string) => owner`
  select row_no, "column", value, facts, is_error from import_problems
  where run_id = ${runId} and code = 'NPWP_SHARED' order by row_no`

test('two rows with one NPWP, however it is written, are both told of it and both stay in the import', async () => {
  const runId = await checked([budi, { ...siti, npwp: '0178365827313000' }])
  expect(await warnings(runId)).toEqual([
    { row_no: 2, column: 'npwp', value: '17.836.582.7-313.000', facts: { other: 3 }, is_error: false },
    { row_no: 3, column: 'npwp', value: '0178365827313000', facts: { other: 2 }, is_error: false },
  ])
  const [run] = await owner`select counts from import_runs where id = ${runId}`
  expect(run?.counts).toMatchObject({ newRows: 2, errorRows: 0, problemsByCode: { NPWP_SHARED: 2 } })
})

test('what is no number is nobody’s NPWP, and two rows of one NIP are no two people', async () => {
  const nothing = await checked([{ npwp: '00.000.000.0-000.000' }, { ...siti, npwp: '00.000.000.0-000.000' }])
  expect(await warnings(nothing)).toEqual([])
  const words = await checked([{ npwp: 'tidak ada' }, { ...siti, npwp: 'tidak ada' }])
  expect(await warnings(words)).toEqual([])
  expect(await warnings(await checked([budi, budi]))).toEqual([])
})

test('a cell that is corrected takes the warning from both rows', async () => {
  const context = officerOf(agencyId)
  const runId = await checked([budi, { ...siti, ...budi }], context)
  expect(await warnings(runId)).toHaveLength(2)
  await fixCell(context, { id: runId, row: 3, column: 'npwp', value: '26.592.750.9-313.000' })
  expect(await warnings(runId)).toEqual([])
})

test('the register is asked too: a colleague is named, somebody of another agency is not', async () => {
  const context = officerOf(agencyId)
  await applyRun(context, await checked([budi], context), 'valid_rows')
  const [here] = await warnings(await checked([{ ...siti, ...budi }], context))
  expect(here?.facts).toEqual({ inRegister: true, nip: '198503152010011001' })
  expect(await warnings(await checked([budi], context))).toEqual([])

  const otherId = await givenAgency(owner, '7200')
  await givenUnit(owner, otherId)
  const elsewhere = await checked([{ ...siti, ...budi }], officerOf(otherId))
  expect((await warnings(elsewhere)).map(({ facts }) => facts)).toEqual([{ elsewhere: true }])
  const [foreign] = await database.app.begin(async (tx) => {
    await tx`select set_config('role', 'satya_app', true), set_config('satya.agencies', ${String(agencyId)}, true)`
    return tx`select count(*)::int as n from import_npwp_holders(${elsewhere})`
  })
  expect(foreign).toEqual({ n: 0 })
})
