import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { anEmployee } from '@/lib/registry/register.fixture'
import { applyRun } from './apply-run.server'
import { checkRegister } from './check-register.server'
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
let officer = officerOf(0)
let personId = ''

beforeEach(async () => {
  await database.reset()
  agencyId = await givenAgency(owner, '7100')
  await givenUnit(owner, agencyId)
  officer = officerOf(agencyId)
  await applyRun(officer, await checked([{}]), 'all_or_nothing')
  const [person] = await owner`select id from employees`
  personId = person?.id
})

async function checked(people: Parameters<typeof csvOf>[0], context = officer): Promise<string> {
  const path = join(folder, 'pegawai.csv')
  writeFileSync(path, csvOf(people))
  const runId = await uploaded(context, path, 'pegawai.csv')
  await checkRun(context, runId)
  return runId
}

const found = (runId: string, code: string) => owner`
  select "column", value, suggestion from import_problems where run_id = ${runId} and code = ${code} order by "column"`
const resolutionIn = async (runId: string) =>
  (await owner`select resolution from import_rows where run_id = ${runId}`)[0]?.resolution

test('name, birthplace and TMT CPNS of somebody in the register are not for a workbook to change', async () => {
  const runId = await checked([{ nama: 'Budi Santosa', tempat_lahir: 'Bandung', tmt_cpns: '01-02-2010' }])
  expect(await found(runId, 'PROTECTED_FIELD')).toEqual([
    { column: 'nama', value: 'Budi Santosa', suggestion: 'Budi Santoso' },
    { column: 'tempat_lahir', value: 'Bandung', suggestion: 'Pangkalpinang' },
    { column: 'tmt_cpns', value: '01-02-2010', suggestion: '01-01-2010' },
  ])
  await expect(applyRun(officer, runId, 'valid_rows')).rejects.toMatchObject({ code: 'import.nothing_to_apply' })

  await fixCell(officer, { id: runId, row: 2, column: 'nama', value: 'Budi Santoso' })
  await fixCell(officer, { id: runId, row: 2, column: 'tempat_lahir', value: 'Pangkalpinang' })
  expect(await fixCell(officer, { id: runId, row: 2, column: 'tmt_cpns', value: '01-01-2010' })).toEqual({ errors: 0 })
  expect(await resolutionIn(runId)).toBe('same')
})

/** The person's record leads to one of another agency from now on. */
async function merge(): Promise<void> {
  const elsewhere = await givenAgency(owner, '7200')
  const kept = await anEmployee(owner, elsewhere, { nip: '198503152010011002', name: 'Budi Santoso' })
  await owner`update employees set merged_into_id = ${kept} where id = ${personId}`
}

test('a row with the number of a record that was merged is an error that does not name the number that stays', async () => {
  await merge()
  for (const said of [{}, { alamat: 'Jalan Merdeka 2' }]) {
    const runId = await checked([said])
    const problems =
      await owner`select "column", code, value, facts, suggestion from import_problems where run_id = ${runId}`
    expect(problems).toEqual([
      { column: 'nip', code: 'NIP_MERGED', value: '198503152010011001', facts: {}, suggestion: null },
    ])
    expect(await resolutionIn(runId)).toBe('error')
  }
})

test('a merge after the check asks for a new check', async () => {
  const runId = await checked([{ alamat: 'Jalan Merdeka 2' }])
  await merge()
  await applyRun(officer, runId, 'valid_rows')
  const [run] = await owner`select status, failure from import_runs where id = ${runId}`
  expect(run).toEqual({ status: 'checked', failure: 'import.check_again' })
  expect((await owner`select address from employees where id = ${personId}`)[0]?.address).toBe('Jalan Merdeka 1')
})

test('the record that stays is not told to look like the one that was merged into it', async () => {
  const stays = { nip: '198503152010011002', nik: '' }
  expect(await found(await checked([stays]), 'POSSIBLE_DUPLICATE_PERSON')).toHaveLength(1)
  const kept = await anEmployee(owner, agencyId, { nip: stays.nip, name: 'Budi Santoso', birthPlace: 'Pangkalpinang' })
  await owner`update employees set merged_into_id = ${kept} where id = ${personId}`
  expect(await found(await checked([stays]), 'POSSIBLE_DUPLICATE_PERSON')).toEqual([])
})

test('another spelling of the same name and place is no other person', async () => {
  const runId = await checked([{ nama: 'BUDI  SANTOSO', tempat_lahir: 'PANGKAL PINANG' }])
  expect(await found(runId, 'PROTECTED_FIELD')).toEqual([])
  expect(await resolutionIn(runId)).toBe('updated')
})

test('an NIK may be corrected until Dukcapil has confirmed it', async () => {
  const other = [{ nik: '1971011503850002' }]
  expect(await resolutionIn(await checked(other))).toBe('updated')
  await owner`update employees set nik_is_valid = true, nik_checked_on = current_date`
  expect(await found(await checked(other), 'PROTECTED_FIELD')).toEqual([
    { column: 'nik', value: '1971011503850002', suggestion: '1971011503850001' },
  ])
})

/** A rank that a decree signed in Satya made. */
const signDecree = () => owner`
  insert into rank_history (employee_id, effective_on, rank, service_months, decree_number, decree_on, source, source_id)
  values (${personId}, '2026-04-01', 'III/b', 195, 'SK-7/2026', '2026-03-20', 'proposal', 'usul')`

const promoted = { gol: 'III/b', tmt_gol: '01-04-2026', mkg_tahun: '16', mkg_bulan: '3' }

test('what a decree signed in Satya says of a rank, a workbook cannot overrule', async () => {
  await signDecree()
  const agreeing = { ...promoted, no_sk_gol: '', tgl_sk_gol: '' }
  expect(await resolutionIn(await checked([agreeing]))).toBe('same')
  const other = {
    gol: 'III/c',
    tmt_gol: '01-04-2026',
    mkg_tahun: '16',
    mkg_bulan: '0',
    no_sk_gol: 'X/1',
    tgl_sk_gol: '',
  }
  const runId = await checked([other])
  expect(await found(runId, 'RANK_FROM_DECREE')).toEqual([
    { column: 'gol', value: 'III/c', suggestion: 'III/b' },
    { column: 'mkg_bulan', value: '0', suggestion: '3' },
    { column: 'no_sk_gol', value: 'X/1', suggestion: 'SK-7/2026' },
  ])
  expect(await resolutionIn(runId)).toBe('error')
})

test('a decree that was signed after the check asks for a new check', async () => {
  const runId = await checked([{ ...promoted, no_sk_gol: 'X/1', tgl_sk_gol: '20-03-2026' }])
  await signDecree()
  await applyRun(officer, runId, 'valid_rows')
  const [run] = await owner`select status, failure from import_runs where id = ${runId}`
  expect(run).toEqual({ status: 'checked', failure: 'import.check_again' })
  const [rank] = await owner`select decree_number from rank_history where effective_on = '2026-04-01'`
  expect(rank?.decree_number).toBe('SK-7/2026')
})

test('the sheet of ranks leaves the decree as it is, and the row is told', async () => {
  await signDecree()
  const later = { gol: 'III/c', tmt_gol: '01-10-2026', mkg_tahun: '16', mkg_bulan: '9', tgl_sk_gol: '01-09-2026' }
  const runId = await checked([later])
  await owner`
    insert into import_ranks (run_id, agency_id, row_no, nip, rank, effective_on, service_months)
    select run_id, agency_id, 7, nip, 'III/a', '2026-04-01', 0 from import_rows where run_id = ${runId}`
  await checkRegister(officer, { id: runId, agencyId })
  const [warning] = await owner`
    select facts, is_error from import_problems where run_id = ${runId} and code = 'RANK_SHEET_OVERRULED'`
  expect(warning).toEqual({ facts: { sheetRow: 7, effectiveOn: '2026-04-01' }, is_error: false })
  await applyRun(officer, runId, 'valid_rows')
  const ranks = await owner`select rank from rank_history where effective_on >= '2026-04-01' order by effective_on`
  expect(ranks.map(({ rank }) => rank)).toEqual(['III/b', 'III/c'])
})

type SheetRank = { rank: string; since: string; decree?: string; signed?: string; months?: number }

/** Checks a file of one person with a sheet of ranks. */
async function checkedRanks(ranks: SheetRank[], person: Parameters<typeof csvOf>[0][number] = {}): Promise<string> {
  const runId = await checked([person])
  for (const [at, { rank, since, decree, signed, months = 0 }] of ranks.entries()) {
    await owner`
      insert into import_ranks (run_id, agency_id, row_no, nip, rank, effective_on, service_months, decree_number, decree_on)
      select run_id, agency_id, ${at + 3}, nip, ${rank}, ${since}, ${months}, ${decree ?? null}, ${signed ?? null}
      from import_rows where run_id = ${runId}`
  }
  await checkRegister(officer, { id: runId, agencyId })
  return runId
}

const unsound = async (runId: string) =>
  (
    await owner`
    select facts from import_problems where run_id = ${runId} and code = 'RANK_SHEET_UNSOUND'`
  ).map(({ facts }) => facts)

test('the sheet of ranks gives nobody a rank: neither one later than their row nor another of the same day', async () => {
  const proof = { decree: 'X/1', signed: '2026-09-01' }
  const later = await checkedRanks([{ rank: 'IV/e', since: '2026-10-01', ...proof }])
  expect(await unsound(later)).toEqual([{ sheetRow: 3, effectiveOn: '2026-10-01', reason: 'later' }])
  expect(await resolutionIn(later)).toBe('same')
  const sameDay = await checkedRanks([{ rank: 'IV/e', since: '2024-04-01', ...proof }], { alamat: 'Jalan Baru 2' })
  expect(await unsound(sameDay)).toEqual([{ sheetRow: 3, effectiveOn: '2024-04-01', reason: 'same_day' }])
  await applyRun(officer, sameDay, 'all_or_nothing')
  const fresh = { nip: '198503152010011002', nik: '1971011503850003', nama: 'Budi Hartono' }
  const added = await checkedRanks([{ rank: 'IV/e', since: '2026-10-01', ...proof }], fresh)
  expect((await unsound(added)).map(({ reason }) => reason)).toEqual(['later'])
  await applyRun(officer, added, 'all_or_nothing')
  expect(await owner`select rank from employees`).toEqual([{ rank: 'III/a' }, { rank: 'III/a' }])
  expect(await owner`select rank from rank_history where rank = 'IV/e'`).toEqual([])
})

test('an older rank from the sheet needs its decree, of a day that has come, on the first of a month', async () => {
  const reasons = async (rank: Partial<SheetRank>) => {
    const proven = { rank: 'II/d', since: '2020-04-01', decree: 'X/1', signed: '2020-03-01' }
    const runId = await checkedRanks([{ ...proven, ...rank }])
    return [await resolutionIn(runId), ...(await unsound(runId)).map(({ reason }) => reason)]
  }
  expect(await reasons({ decree: undefined })).toEqual(['same', 'decree'])
  expect(await reasons({ signed: undefined })).toEqual(['same', 'decree'])
  expect(await reasons({ signed: '2099-03-01' })).toEqual(['same', 'ahead'])
  expect(await reasons({ since: '2020-04-02' })).toEqual(['same', 'month'])
  expect(await reasons({})).toEqual(['updated'])
})

test("an older rank from the sheet is nobody's own to import", async () => {
  const runId = await checkedRanks([{ rank: 'II/d', since: '2020-04-01', decree: 'X/1', signed: '2020-03-01' }])
  const self: Context = { ...officer, actor: { ...officer.actor, employeeId: personId } }
  await checkRegister(self, { id: runId, agencyId })
  expect((await found(runId, 'OWN_FILE')).map(({ column }) => column)).toEqual(['nip'])
})

test('a change of rank needs its decree, of a day that has come, on the first of a month', async () => {
  const without = await checked([{ ...promoted, no_sk_gol: '', tgl_sk_gol: '' }])
  expect((await found(without, 'DECREE_REQUIRED')).map(({ column }) => column)).toEqual(['no_sk_gol', 'tgl_sk_gol'])
  const odd = await checked([{ ...promoted, tmt_gol: '02-04-2099', tgl_sk_gol: '01-03-2099' }])
  expect((await found(odd, 'DATE_AHEAD')).map(({ column }) => column)).toEqual(['tgl_sk_gol', 'tmt_gol'])
  expect((await found(odd, 'TMT_GOL_NOT_FIRST_OF_MONTH')).map(({ column }) => column)).toEqual(['tmt_gol'])
  const proven = await checked([{ ...promoted, tgl_sk_gol: '20-03-2026' }])
  expect(await resolutionIn(proven)).toBe('updated')
})

test('nobody imports their own data, neither after their own check nor after that of another', async () => {
  const self: Context = { ...officer, actor: { ...officer.actor, employeeId: personId } }
  const own = await checked([{ alamat: 'Jalan Baru 1' }], self)
  expect((await found(own, 'OWN_FILE')).map(({ column }) => column)).toEqual(['nip'])

  const runId = await checked([{ alamat: 'Jalan Baru 1' }])
  await applyRun(self, runId, 'valid_rows')
  expect((await owner`select failure from import_runs where id = ${runId}`)[0]?.failure).toBe('import.check_again')
  await checkRun(officer, runId)
  await applyRun(officer, runId, 'valid_rows')
  expect((await owner`select address from employees`)[0]?.address).toBe('Jalan Baru 1')
})

test('somebody of another agency with the same name, birth date and birthplace is told of, and not named', async () => {
  const otherId = await givenAgency(owner, '7200')
  await givenUnit(owner, otherId)
  const same = { nip: '198503152010011002', nik: '1971011503850003' }
  const elsewhere = await checked([same], officerOf(otherId))
  const [warning] = await owner`select code, facts, is_error from import_problems where run_id = ${elsewhere}`
  expect(warning).toEqual({ code: 'POSSIBLE_DUPLICATE_PERSON', facts: { elsewhere: true }, is_error: false })

  const here = await checked([same])
  const [known] = await owner`select facts from import_problems where run_id = ${here}`
  expect(known?.facts).toEqual({ inRegister: true, nip: '198503152010011001' })
  const [foreign] = await database.app.begin(async (tx) => {
    await tx`select set_config('role', 'satya_app', true), set_config('satya.agencies', ${String(agencyId)}, true)`
    return tx`select count(*)::int as n from import_lookalikes(${elsewhere})`
  })
  expect(foreign).toEqual({ n: 0 })
})
