import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { applyRun, countAnew } from './apply-run.server'
import { checkRun } from './check-run.server'
import { givenAgency, officerOf, uploaded } from './import.fixture'
import { undoRun } from './undo-run.server'

vi.setConfig({ testTimeout: 90_000 }) // whole workbooks, several times

const database = await testDatabase()
const { owner } = database
const folder = mkdtempSync(join(tmpdir(), 'satya-import-'))
process.env.FILES_FOLDER = folder
afterAll(() => rmSync(folder, { recursive: true }))

const SAMPLE = 'e2e/samples/pegawai-babel.xlsx'
const CLEAN = 'e2e/samples/pegawai-babel-clean.xlsx'
const expected = JSON.parse(readFileSync('e2e/samples/pegawai-babel.expected.json', 'utf8'))

let agencyId = 0
let otherId = 0
beforeEach(async () => {
  await database.reset()
  agencyId = await givenAgency(owner, '7100')
  otherId = await givenAgency(owner, '7200')
})

async function checked(path = SAMPLE, context = officerOf(agencyId)): Promise<string> {
  const runId = await uploaded(context, path)
  await checkRun(context, runId)
  return runId
}

/** Applied as the product does, whose next check finds a register that was counted. */
async function applied(context: Context, runId: string): Promise<void> {
  await applyRun(context, runId, 'valid_rows')
  await countAnew(context)
}

async function runOf(runId: string) {
  const [run] = await owner`select * from import_runs where id = ${runId}`
  if (!run) throw new Error('no run')
  return run
}

const count = async (table: string) => Number((await owner.unsafe(`select count(*) as n from ${table}`))[0]?.n)

test('a check finds in the database exactly what the sample expects, and writes nothing to the register', async () => {
  const runId = await checked()
  const run = await runOf(runId)
  expect(run).toMatchObject({ status: 'checked', failure: null, sheet_name: 'pegawai', first_data_row: 3 })
  expect(run.counts).toMatchObject({
    dataRows: 2400,
    blankRows: 14,
    newRows: expected.importable_rows,
    updatedRows: 0,
    sameRows: 0,
    errorRows: expected.rows_with_error,
    problemsByCode: expected.counts,
    errorsByGroup: { nip: 45, date: 26, nik: 20, rank: 7, unit: 7, name: 4 },
    newUnits: 33,
    rankRows: expected.riwayat_golongan.rows,
    rankRowsLeftOut: expected.riwayat_golongan.rows - expected.riwayat_golongan.rows_of_importable_people,
  })
  expect(await count('employees')).toBe(0)
  expect(await count('units')).toBe(0)
})

test('applying writes people, their histories, an audit event of itself and one of each; applying the same file again changes nothing', async () => {
  const context = officerOf(agencyId)
  await applied(context, await checked())
  expect(await count('employees')).toBe(expected.importable_rows)
  expect(await count('rank_history')).toBe(expected.riwayat_golongan.rows_of_importable_people)
  expect(await count("audit_events where employee_id is not null and after ->> 'step' = 'apply'")).toBe(2291)
  const events = await owner`
    select event, after from audit_events where employee_id is null and after ->> 'step' = 'apply'`
  expect(events).toHaveLength(1)
  expect(events[0]).toMatchObject({ event: 'import.manage', after: { step: 'apply', newRows: 2291 } })

  const [person] = await owner`
    select e.*, e.rank_since::text, e.position_since::text, u.code as unit from employees e join units u on u.id = e.unit_id
    where nip = '198311112005092001'`
  expect(person).toMatchObject({
    name: "Sri Rahayu Mar'atus Mahmud",
    rank: 'III/d',
    rank_since: '2025-10-01',
    rank_service_months: 217,
    position_name: 'Bidan Penyelia',
    position_kind: 'functional',
    unit: '0402',
    education_name: 'D-III Kebidanan',
  })

  const again = await checked()
  const { counts } = await runOf(again)
  expect(counts).toMatchObject({ newRows: 0, updatedRows: 0, sameRows: expected.importable_rows, errorRows: 109 })
  await expect(applyRun(context, again, 'valid_rows')).rejects.toMatchObject({ code: 'import.nothing_to_apply' })
})

test('a difference makes a replacing row that names the import, and the old row stays', async () => {
  const context = officerOf(agencyId)
  await applied(context, await checked(CLEAN))
  await owner`alter table employees disable trigger user`
  const [person] = await owner`select id, nip, phone from employees where phone is not null order by nip limit 1`
  await owner`update employees set phone = '0811' where id = ${person?.id}`
  const [rank] = await owner`
    insert into rank_history (employee_id, effective_on, rank, service_months, source, replaces_id, reason)
    select employee_id, effective_on, rank, service_months + 1, 'update', id, 'salah ketik' from rank_history
    where employee_id = ${person?.id} order by effective_on desc limit 1 returning id, service_months`
  await owner`alter table employees enable trigger user`

  const runId = await checked(CLEAN)
  expect((await runOf(runId)).counts).toMatchObject({ newRows: 0, updatedRows: 1, sameRows: 1199 })
  await applyRun(context, runId, 'all_or_nothing')
  const [after] = await owner`select phone, rank_service_months from employees where id = ${person?.id}`
  expect(after).toEqual({ phone: person?.phone, rank_service_months: Number(rank?.service_months) - 1 })
  const [correction] = await owner`select reason, source_id from rank_history where replaces_id = ${rank?.id}`
  expect(correction).toEqual({ reason: 'Impor pegawai.xlsx', source_id: runId })

  expect(await undoRun(context, runId)).toEqual({ undone: 1, kept: 0 })
  const [restored] = await owner`select phone, rank_service_months from employees where id = ${person?.id}`
  expect(restored).toEqual({ phone: '0811', rank_service_months: rank?.service_months })
})

test('what the sheet does not speak of outlives a correction by import, and taking that back', async () => {
  const context = officerOf(agencyId)
  await applied(context, await checked(CLEAN))
  await owner`alter table employees disable trigger user`
  const [person] = await owner`select id from employees where status = 'pns' order by nip limit 1`
  await owner`
    insert into appointment_history (employee_id, effective_on, status, source, replaces_id, reason, training_number,
      health_letter_number, decree_by)
    select employee_id, effective_on + 31, status, 'update', id, 'salah ketik', 'STTPL 7', 'RSUD 12', 'Gubernur'
    from appointment_history where employee_id = ${person?.id} and status = 'pns'`
  await owner`
    insert into rank_history (employee_id, effective_on, rank, service_months, source, replaces_id, reason,
      promotion_type, technical_approval_number, salary_rupiah, decree_number)
    select employee_id, effective_on, rank, service_months + 1, 'update', id, 'salah ketik', '101', 'PG-7', 3000000, '9/9'
    from rank_history where employee_id = ${person?.id} order by effective_on desc limit 1`
  await owner`alter table employees enable trigger user`
  const standing = async () => {
    const [row] = await owner`
      select a.effective_on::text as pns_on, a.training_number, a.health_letter_number, a.decree_by, r.service_months,
        r.promotion_type, r.technical_approval_number, r.salary_rupiah
      from appointment_history a join rank_history r using (employee_id)
      where a.employee_id = ${person?.id} and a.status = 'pns' and not a.is_void and not r.is_void
        and not exists (select from appointment_history n where n.replaces_id = a.id)
        and not exists (select from rank_history n where n.replaces_id = r.id)
      order by r.effective_on desc limit 1`
    return row
  }
  const before = await standing()

  const runId = await checked(CLEAN)
  await applyRun(context, runId, 'all_or_nothing')
  const after = await standing()
  expect(after).toEqual({
    ...before,
    pns_on: after?.pns_on,
    service_months: Number(before?.service_months) - 1,
    salary_rupiah: null, // the pay of another masa kerja
  })
  expect(after?.pns_on).not.toBe(before?.pns_on)
  expect((await runOf(await checked(CLEAN))).counts).toMatchObject({ updatedRows: 0, sameRows: 1200 })

  await undoRun(context, runId)
  expect(await standing()).toEqual(before)
})

test('after an undone first import the people are counted before anything looks them up', async () => {
  const context = officerOf(agencyId)
  const first = await checked(CLEAN)
  await applyRun(context, first, 'valid_rows')
  await undoRun(context, first)
  const known = async () => {
    await owner`vacuum (truncate off, disable_page_skipping) employees` // the statistics of the first are made beside it
    return (await owner`select reltuples from pg_class where oid = 'employees'::regclass`)[0]?.reltuples
  }
  await expect.poll(known).toBe(0)

  await owner`create table counted (people real)`
  await owner`
    create function count_known() returns trigger language plpgsql security definer as $$ begin
      insert into counted select reltuples from pg_class where oid = 'employees'::regclass;
      return null;
    end $$`
  await owner`create trigger counts before insert on rank_history for each statement execute function count_known()`
  await owner`alter table rank_history enable always trigger counts`
  try {
    await applied(context, await checked(CLEAN))
    expect((await owner`select distinct people from counted`).map((row) => row.people)).toEqual([1200])
  } finally {
    await owner`drop trigger counts on rank_history`
    await owner`drop function count_known()`
    await owner`drop table counted`
  }
})

test('all or nothing refuses a file with a fault and writes nothing', async () => {
  const runId = await checked()
  await expect(applyRun(officerOf(agencyId), runId, 'all_or_nothing')).rejects.toMatchObject({
    code: 'import.rows_with_errors',
    facts: { count: 109 },
  })
  expect(await count('employees')).toBe(0)
})

test('an import is taken back within a day, except for people who were touched since', async () => {
  const context = officerOf(agencyId)
  const runId = await checked(CLEAN)
  await applyRun(context, runId, 'valid_rows')
  const [touched] = await owner`select id from employees order by nip limit 1`
  await owner`
    insert into award_history (employee_id, effective_on, source, kind, year)
    values (${touched?.id}, '2026-01-01', 'update', 'SL10', 2026)`
  await owner`delete from nominative_stale`
  expect(await undoRun(context, runId)).toEqual({ undone: 1199, kept: 1 })
  expect(await count('employees')).toBe(1)
  expect(await owner`select agency_id, employee_id from nominative_stale`).toMatchObject([
    { agency_id: agencyId, employee_id: null }, // who is gone is counted in no list any more
  ])
  expect(await count('education_history')).toBe(1)
  await expect(undoRun(context, runId)).rejects.toMatchObject({ code: 'wrong_state' })
})

test('after a day an import stays', async () => {
  const runId = await checked(CLEAN)
  await applyRun(officerOf(agencyId), runId, 'valid_rows')
  const late = officerOf(agencyId, new Date(Date.now() + 25 * 3_600_000))
  await expect(undoRun(late, runId)).rejects.toMatchObject({ code: 'import.undo_too_late' })
  expect(await count('employees')).toBe(1200)
})

test('another agency sees neither run nor rows, and cannot apply or take back', async () => {
  const runId = await checked(CLEAN)
  const stranger = officerOf(otherId)
  await expect(checkRun(stranger, runId)).rejects.toMatchObject({ code: 'not_found' })
  await expect(applyRun(stranger, runId, 'valid_rows')).rejects.toMatchObject({ code: 'not_found' })
  await expect(undoRun(stranger, runId)).rejects.toMatchObject({ code: 'not_found' })
  const seen = await database.app.begin(async (tx) => {
    await tx`select set_config('role', 'satya_app', true), set_config('satya.agencies', ${String(otherId)}, true)`
    return tx`
      select (select count(*)::int from import_runs) as runs, (select count(*)::int from import_rows) as rows,
        (select count(*)::int from import_conflicts(${runId})) as conflicts, undo_import_people(${runId}) as undone`
  })
  expect(seen[0]).toEqual({ runs: 0, rows: 0, conflicts: 0, undone: 0 })
})

test('the functions that write new people serve only who applies a run of their own agency', async () => {
  const runId = await checked(CLEAN)
  const call = (agency: number, run: string, text: string) =>
    database.app.begin(async (tx) => {
      await tx`select set_config('role', 'satya_app', true), set_config('satya.agencies', ${String(agency)}, true)`
      await tx.unsafe(text, [run])
    })
  const people = 'select import_new_people($1)'
  const history = 'select import_new_histories($1)'
  await expect(call(agencyId, runId, people)).rejects.toThrow("not the actor's to apply") // only checked

  await owner`update import_runs set status = 'applying' where id = ${runId}`
  await expect(call(otherId, runId, people)).rejects.toThrow("not the actor's to apply")
  await expect(call(otherId, runId, history)).rejects.toThrow("not the actor's to apply")
  await expect(call(agencyId, runId, history)).rejects.toThrow('not in the register')

  await applied(officerOf(otherId), await checked(SAMPLE, officerOf(otherId)))
  const [stranger] = await owner`select id from employees order by nip limit 1`
  await owner`update import_rows set resolution = 'error' where run_id = ${runId} and row_no > 3`
  await owner`update import_rows set resolution = 'new', employee_id = ${stranger?.id} where run_id = ${runId} and row_no = 3`
  const before = await count('rank_history')
  await expect(call(agencyId, runId, history)).rejects.toThrow('not in the register')
  await expect(call(agencyId, runId, people)).rejects.toThrow()
  await owner`update employees set agency_id = ${agencyId} where id = ${stranger?.id}` // there already, others may remove them
  await expect(call(agencyId, runId, history)).rejects.toThrow('not in the register')
  expect(await count('rank_history')).toBe(before)
})

test('a number that another agency holds is an error that does not say whose it is', async () => {
  await applied(officerOf(otherId), await checked(CLEAN, officerOf(otherId)))
  const runId = await checked(CLEAN)
  const run = await runOf(runId)
  expect(run.counts).toMatchObject({ newRows: 0, errorRows: 1200, problemsByCode: { NIP_HELD_ELSEWHERE: 1200 } })
  const [problem] = await owner`select facts from import_problems where run_id = ${runId} limit 1`
  expect(problem?.facts).toEqual({ inRegister: true })
})

test('two officers applying at once: one import is written, the other is told', async () => {
  const context = officerOf(agencyId)
  const [first, second] = [await checked(CLEAN), await checked(CLEAN)]
  const results = await Promise.allSettled([
    applyRun(context, first, 'valid_rows'),
    applyRun(context, second, 'valid_rows'),
  ])
  const runs = [await runOf(first), await runOf(second)]
  expect(runs.map((run) => run.status).sort()).toEqual(['applied', 'checked'])
  const refused = results.find((result) => result.status === 'rejected')
  const loser = runs.find((run) => run.status === 'checked')
  expect(refused?.status === 'rejected' ? refused.reason.code : loser?.failure).toMatch(/^import\.(busy|check_again)$/)
  expect(await count('employees')).toBe(1200)
})

test('a worker that was killed in the middle of a step is taken over after its silence', async () => {
  const context = officerOf(agencyId)
  const runId = await checked(CLEAN)
  await owner`update import_runs set status = 'applying', worker_at = now() where id = ${runId}`
  await expect(applyRun(context, runId, 'valid_rows')).rejects.toMatchObject({ code: 'import.busy' })
  await owner`update import_runs set worker_at = now() - interval '1 minute' where id = ${runId}`
  await applyRun(context, runId, 'valid_rows')
  expect((await runOf(runId)).status).toBe('applied')
  expect(await count('employees')).toBe(1200)
})

test('a register that moved since the check asks for a new check', async () => {
  const context = officerOf(agencyId)
  const [first, second] = [await checked(CLEAN), await checked(CLEAN)]
  await applyRun(context, first, 'valid_rows')
  await applyRun(context, second, 'valid_rows')
  expect(await runOf(second)).toMatchObject({ status: 'checked', failure: 'import.check_again' })
})
