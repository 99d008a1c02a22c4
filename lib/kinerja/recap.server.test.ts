import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { transact } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { testAccount } from '@/lib/auth/testing.server'
import { stopPrinter } from '@/lib/documents/printer.server'
import { recapOf, recapUnits } from '@/lib/kinerja/recap.server'
import { recapSource } from '@/lib/kinerja/recap-export.server'
import { recordList } from '@/lib/list-audit.server'
import { printList } from '@/lib/list-paper.server'
import { anActor, anAgency, anEmployee, aUnit } from '@/lib/registry/register.fixture'

process.env.KEYS_FOLDER = mkdtempSync(path.join(tmpdir(), 'satya-recap-'))
const database = await testDatabase()
const { owner } = database
afterAll(database.reset)

const TODAY = '2026-11-07' // a Saturday: the first five working days of the month are over
const NOVEMBER: Parameters<typeof recapOf>[1] = { month: '2026-11-01', unitId: undefined, onlyMissing: false, page: 1 }

let agencyId: number
let units: number[]
let maya: string
let tini: string
let reviewer: string
let officer: Context

beforeEach(async () => {
  await database.reset()
  agencyId = await anAgency(owner)
  units = [await aUnit(owner, agencyId, '0100', [1, 2]), await aUnit(owner, agencyId, '0101', [2, 2])]
  maya = await inUnit('199003142015031002', 'Maya', units[0])
  tini = await inUnit('199104152016032003', 'Tini', units[1])
  reviewer = await anEmployee(owner, await anAgency(owner, 'Pemerintah Kabupaten Uji'), { nip: '197001011995031001' })
  officer = anActor('performance_officer', { kind: 'agencies', agencyIds: [agencyId] }, { agencyId })
})

async function inUnit(nip: string, name: string, unit: number | undefined, agency = agencyId): Promise<string> {
  const id = await anEmployee(owner, agency, { nip, name })
  await owner`update employees set unit_id = ${unit ?? null} where id = ${id}`
  return id
}

async function worked(who: string, workOn: string, state = 'approved', minutes = 120, agency = agencyId) {
  const answered = state === 'approved' || state === 'rejected'
  await owner`
    insert into daily_entries (id, employee_id, agency_id, work_on, starts_minute, ends_minute, kind, text, state,
      approved_minutes, reviewed_by, reviewed_at, device_at, received_at)
    values (${randomUUID()}, ${who}, ${agency}, ${workOn}, 480, 600, 'general', 'Rapat', ${state},
      ${state === 'approved' ? minutes : null}, ${answered ? reviewer : null},
      ${answered ? `${workOn}T09:00:00Z` : null}::timestamptz + interval '2 days', ${`${workOn}T09:00:00Z`},
      ${`${workOn}T09:00:00Z`})`
}

const recap = (changes: Partial<typeof NOVEMBER> = {}, today = TODAY, context = officer) =>
  recapOf(context, { ...NOVEMBER, ...changes }, today)

test('by person: days with entries and without, minutes that count, and how long answers take', async () => {
  await worked(maya, '2026-11-02', 'approved', 90)
  await worked(maya, '2026-11-03', 'submitted')
  await worked(maya, '2026-11-04', 'rejected')
  const { rows } = await recap()
  expect(rows.map(({ id, filled, missing }) => [id, filled, missing])).toEqual([
    [tini, 0, 5],
    [maya, 2, 3],
  ])
  expect(rows[1]).toMatchObject({ minutes: 90, waiting: 1, oldestWaitingDays: 4, answeredInDays: 2, unit: 'Unit 0100' })
  expect(rows[0]).toMatchObject({ minutes: 0, waiting: 0, oldestWaitingDays: null, answeredInDays: null })
})

test('an entry that came in anew after an answer takes no time off the answers', async () => {
  await worked(maya, '2026-11-02')
  await worked(maya, '2026-11-03')
  await owner`update daily_entries set state = 'submitted', received_at = reviewed_at + interval '4 days'
    where work_on = '2026-11-03'`
  const { rows } = await recap()
  expect(rows.find(({ id }) => id === maya)).toMatchObject({ waiting: 1, answeredInDays: 2 })
})

test('by unit: the sums of its people, and a unit with those below it', async () => {
  await worked(maya, '2026-11-02')
  const { units: all, total } = await recap()
  expect(all.map(({ id, people, behind, filled, missing }) => [id, people, behind, filled, missing])).toEqual([
    [units[0], 1, 1, 1, 4],
    [units[1], 1, 1, 0, 5],
  ])
  expect(total).toBe(2)
  expect((await recap({ unitId: units[0] })).total).toBe(2)
  expect((await recap({ unitId: units[1] })).rows.map(({ id }) => id)).toEqual([tini])
})

test('days off and leave are not missing, and whoever was away all the time, has left or had not begun is left out', async () => {
  const leave = (who: string, from: string, to: string | null) => owner`
    insert into leave_history (employee_id, effective_on, ends_on, kind, source)
    values (${who}, ${from}, ${to}, 'Cuti Tahunan', 'seed')`
  await leave(maya, '2026-11-03', '2026-11-04')
  await leave(tini, '2026-10-01', null)
  await inUnit('199205162017032004', 'Pensiun', units[0])
  await owner`update employees set legal_status = '09' where name = 'Pensiun'`
  await inUnit('199306172026122005', 'Baru', units[0])
  const { rows, total } = await recap()
  expect(rows.map(({ id, missing }) => [id, missing])).toEqual([[maya, 3]])
  expect(total).toBe(1)
})

test('leave ends with its days, and before the return of whoever came back early', async () => {
  const missing = async () => (await recap()).rows.find(({ id }) => id === maya)?.missing
  const all = await missing()
  await owner`insert into leave_history (employee_id, effective_on, days, kind, source)
    values (${maya}, '2026-11-02', 2, 'Cuti Tahunan', 'seed')`
  expect(await missing()).toBe(Number(all) - 2)
  await owner`update leave_history set days = null, ends_on = '2026-11-30', returned_on = '2026-11-03'`
  expect(await missing()).toBe(Number(all) - 1)
})

test('today is not missing yet, and work on a leave day fills no working day', async () => {
  await owner`insert into leave_history (employee_id, effective_on, ends_on, kind, source)
    values (${maya}, '2026-11-02', '2026-11-02', 'Cuti Tahunan', 'seed')`
  await worked(maya, '2026-11-02')
  const { rows } = await recap({}, '2026-11-04')
  expect(rows.find(({ id }) => id === maya)).toMatchObject({ filled: 0, missing: 1, minutes: 120 })
})

test('the list of those with missing days leaves the others out', async () => {
  for (const day of [2, 3, 4, 5, 6]) await worked(maya, `2026-11-0${day}`)
  const { rows, total } = await recap({ onlyMissing: true })
  expect(rows.map(({ id }) => id)).toEqual([tini])
  expect(total).toBe(1)
})

test('what is written, changed or taken away is counted at once, also by two who write side by side', async () => {
  const minutes = async () => (await recap()).rows.find(({ id }) => id === maya)
  await Promise.all([2, 3, 4, 5, 6].map((day) => worked(maya, `2026-11-0${day}`, 'approved', day)))
  expect(await minutes()).toMatchObject({ filled: 5, missing: 0, minutes: 20 })
  await owner`update daily_entries set work_on = '2026-10-30', approved_minutes = 1 where work_on = '2026-11-06'`
  expect(await minutes()).toMatchObject({ filled: 4, missing: 1, minutes: 14 })
  await owner`delete from daily_entries where work_on = '2026-11-05'`
  expect(await minutes()).toMatchObject({ filled: 3, missing: 2, minutes: 9 })
  const october = await recap({ month: '2026-10-01' })
  expect(october.rows.find(({ id }) => id === maya)).toMatchObject({ filled: 1, minutes: 1 })
})

test('entries that come in while others are withdrawn are counted, whoever of them is first', async () => {
  const own = async () => (await recap()).rows.find(({ id }) => id === maya)
  await worked(maya, '2026-11-02', 'submitted')
  await Promise.all([
    ...[3, 4, 5].map((day) => worked(maya, `2026-11-0${day}`, 'submitted')),
    owner`update daily_entries set state = 'withdrawn' where work_on = '2026-11-02'`,
    worked(maya, '2026-11-06', 'submitted'),
  ])
  expect(await own()).toMatchObject({ filled: 4, missing: 1, waiting: 4 })
})

test('the head of a unit sees the people of the own tree, and nobody of another one', async () => {
  await owner`update units set head_title = 'Kepala Unit 0101' where id = ${units[1] ?? 0}`
  await owner`update employees set position_name = 'Kepala Unit 0101' where id = ${tini}`
  await worked(maya, '2026-11-02')
  const as = (employeeId: string) => anActor('appraiser', { kind: 'self' }, { agencyId, employeeId })
  const names = async (context: Context, unitId?: number) =>
    (await recap({ unitId }, TODAY, context)).rows.map(({ name }) => name)
  expect(await names(as(tini))).toEqual(['Tini'])
  expect(await names(as(tini), units[0])).toEqual(['Tini'])
  expect((await recapUnits(as(tini))).map(({ id }) => id)).toEqual([units[1]])
  expect(await names(as(maya))).toEqual([])
  await owner`update units set head_title = 'Kepala Unit 0100' where id = ${units[0] ?? 0}`
  await owner`update employees set position_name = 'Kepala Unit 0100' where id = ${maya}`
  expect(await names(as(maya))).toEqual(['Tini', 'Maya'])
})

test('the second wall: the function in the database shows a head the own tree, whatever is asked of it', async () => {
  const asked = async (context: Context) =>
    transact(context, (tx) =>
      tx.execute(sql`select name from recap_people(${agencyId}, '2026-11-01', ${TODAY}) order by 1`),
    )
  const head = anActor('appraiser', { kind: 'self' }, { agencyId, employeeId: tini })
  expect([...(await asked(head))]).toEqual([])
  await owner`update units set head_title = 'Kepala' where id = ${units[1] ?? 0}`
  await owner`update employees set position_name = 'Kepala' where id = ${tini}`
  expect([...(await asked(head))]).toEqual([{ name: 'Tini' }])
  expect([...(await asked(officer))]).toEqual([{ name: 'Maya' }, { name: 'Tini' }])
})

test('a head takes the own tree along, on paper too, and it is written down whose data it was', async () => {
  await owner`update units set head_title = 'Kepala' where id = ${units[0] ?? 0}`
  await owner`update employees set position_name = 'Kepala' where id = ${tini}`
  await owner`update employees set unit_id = ${units[0] ?? 0} where id = ${tini}`
  const { id } = await testAccount(owner, agencyId, ['appraiser'], tini)
  const head = anActor('appraiser', { kind: 'self' }, { agencyId, employeeId: tini, accountId: id })
  const source = await recapSource(head, { bulan: '2026-11' }, 'id')
  await recordList(head, 'recap.export', source, { format: 'pdf', query: {}, rows: 2 })
  const told = await owner`select employee_id from audit_events where event = 'recap.export' order by employee_id`
  expect(told.map(({ employee_id }) => employee_id)).toContain(maya)
  const paper = await source.paper?.()
  expect(paper?.tables[0]?.rows.map(([unit, people]) => [unit, people])).toContainEqual(['Unit 0100', 2])
  if (!paper) throw new Error('no paper')
  const pdf = await printList(head, source, paper, { locale: 'id', zone: 'Asia/Jakarta' })
  expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
  const again = () => printList(head, source, paper, { locale: 'id', zone: 'Asia/Jakarta' })
  for (let more = 0; more < 5; more += 1) await again()
  await expect(again()).rejects.toMatchObject({ code: 'ask_later' })
  await stopPrinter()
})

test('people and entries of another agency are in no recap but their own', async () => {
  const other = await anAgency(owner, 'Pemerintah Kota Uji')
  const stranger = await inUnit('199407182018032006', 'Lain', undefined, other)
  await worked(stranger, '2026-11-02', 'approved', 120, other)
  expect((await recap()).rows.map(({ id }) => id)).not.toContain(stranger)
  const own = anActor('performance_officer', { kind: 'agencies', agencyIds: [other] }, { agencyId: other })
  expect((await recap({}, TODAY, own)).rows.map(({ id, filled }) => [id, filled])).toEqual([[stranger, 1]])
  const liar = { ...officer, actor: { ...officer.actor, agencyId: other } }
  expect((await recap({}, TODAY, liar)).rows).toEqual([])
})

test('an entry that was rewritten while it waited is as old as when it came first', async () => {
  await worked(maya, '2026-11-02', 'submitted')
  await owner`update daily_entries set received_at = '2026-11-05T02:00:00Z', first_received_at = '2026-11-02T02:00:00Z'`
  const { rows } = await recap({}, '2026-11-06')
  expect(rows.find(({ id }) => id === maya)).toMatchObject({ waiting: 1, oldestWaitingDays: 4 })
})
