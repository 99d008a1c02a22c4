import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { applyRun, countAnew } from './apply-run.server'
import { historyFeeds } from './changes.server'
import { checkRun } from './check-run.server'
import { givenAgency, officerOf, uploaded } from './import.fixture'

vi.setConfig({ testTimeout: 60_000 })

const database = await testDatabase()
const { owner } = database
const folder = mkdtempSync(join(tmpdir(), 'satya-import-'))
process.env.FILES_FOLDER = folder
afterAll(() => rmSync(folder, { recursive: true }))

const histories = [...new Set(historyFeeds.map((feed) => feed.table))]
const written = ['employees', ...histories]

let agencyId = 0
beforeEach(async () => {
  await database.reset()
  agencyId = await givenAgency(owner, '7100')
})

async function applySample(): Promise<void> {
  const officer = officerOf(agencyId)
  const runId = await uploaded(officer, 'e2e/samples/pegawai-babel.xlsx')
  await checkRun(officer, runId)
  await applyRun(officer, runId, 'valid_rows')
}

test('every key in the people and histories of an import leads to somebody or something that is there', async () => {
  await applySample()
  const keys = await owner<{ table: string; column: string; target: string }[]>`
    select c.conrelid::regclass::text as table, a.attname as "column", c.confrelid::regclass::text as target
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.conrelid::regclass::text = any(${written})`
  expect(keys.map(({ table }) => table)).toEqual(expect.arrayContaining(written))
  for (const { table, column, target } of keys) {
    const lost = await owner`
      select h.id from ${owner(table)} h
      where h.${owner(column)} is not null and not exists (select from ${owner(target)} t where t.id = h.${owner(column)})`
    expect(lost, `${table}.${column}`).toHaveLength(0)
  }
  expect(await owner`select from rank_history`).not.toHaveLength(0)
})

test('an import passes over no trigger but those that its functions stand for', async () => {
  const triggers = await owner<{ table: string; name: string }[]>`
    select tgrelid::regclass::text as table, tgname as name from pg_trigger
    where not tgisinternal and tgtype & 4 = 4 and tgrelid::regclass::text = any(${written})`
  const stoodFor = (table: string) => [
    `${table}_nominative`, // the function marks its people itself
    `${table}_refresh`, // an apply refreshes when all is written
    `${table}_replaces_own`, // new rows replace nothing
    `${table}_papers`, // and so take no papers along
    'employees_learn_added', // the words of all names are learnt at once
    'employees_nip_not_reused', // and their numbers asked at once
  ]
  expect(triggers.filter(({ table, name }) => !stoodFor(table).includes(name))).toEqual([])
})

test('people whom an import adds are found by the words of their names', async () => {
  await applySample()
  const unknown = await owner`
    select w.word from employees, unnest(words_of(name_key)) as w (word)
    where w.word <> '' and not exists (select from name_words known where known.word = w.word)`
  expect(unknown).toEqual([])
})

test('a number that BKN takes away from somebody while an import is applied is written for nobody else', async () => {
  const officer = officerOf(agencyId)
  const runId = await uploaded(officer, 'e2e/samples/pegawai-babel-clean.xlsx')
  await checkRun(officer, runId)
  const [late] = await owner<{ nip: string; row_no: number }[]>`
    update import_rows set resolution = 'error' where run_id = ${runId} and row_no = 500 returning nip, row_no`
  await applyRun(officer, runId, 'valid_rows')
  await owner`update import_rows set resolution = 'same' where run_id = ${runId} and resolution = 'new'`
  await owner`update import_rows set resolution = 'new' where run_id = ${runId} and row_no = ${late?.row_no ?? 0}`
  await owner`update import_runs set status = 'applying' where id = ${runId}`
  const writeLate = () =>
    database.app.begin(async (tx) => {
      await tx`select set_config('role', 'satya_app', true), set_config('satya.agencies', ${String(agencyId)}, true)`
      await tx`select import_new_people(${runId})`
    })
  await owner`
    insert into nip_aliases (nip, employee_id, reason, decided_on)
    select ${late?.nip ?? ''}, id, 'Salah tanggal lahir', '2026-01-05' from employees limit 1`
  await expect(writeLate()).rejects.toMatchObject({ code: '23505', constraint_name: 'nip_aliases_pkey' })
  await owner`delete from nip_aliases`
  await writeLate()
  expect(await owner`select from employees where nip = ${late?.nip ?? ''}`).toHaveLength(1)
})

test('the planner knows how many people there are once an import stands', async () => {
  await applySample()
  await countAnew(officerOf(agencyId))
  const [known] = await owner`
    select reltuples::int as planned, (select count(*)::int from employees) as held from pg_class where relname = 'employees'`
  expect(known?.planned).toBe(known?.held)
})

test('the lists of an agency are outdated by the people whom an import adds', async () => {
  await applySample()
  const marks = await owner`select agency_id from nominative_stale where agency_id = ${agencyId}`
  expect(marks).not.toHaveLength(0)
})

test('whoever serves the web server turns no foreign key off', async () => {
  for (const role of ['satya_app', 'satya_national', 'satya_system']) {
    const turnOff = database.app.begin(async (tx) => {
      await tx`select set_config('role', ${role}, true)`
      await tx`select set_config('session_replication_role', 'replica', true)`
    })
    await expect(turnOff, role).rejects.toThrow('permission denied to set parameter')
  }
})
