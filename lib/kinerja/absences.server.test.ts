import { afterAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { testAccount } from '@/lib/auth/testing.server'
import { anActor, anAgency, anEmployee } from '@/lib/registry/register.fixture'
import { addWorkingDays } from '@/lib/working-days'
import { decideAbsence, listAbsentPeople } from './absence-ladder.server'
import { recordAbsences, withdrawAbsence } from './absences.server'

const database = await testDatabase()
const { owner } = database
afterAll(database.reset)

const NIP = '199003142015031002'
const GROUND = 'Rekap presensi November 2026'
const REASON = 'Dipanggil dengan surat 800/11/2026'

let agencyId: number
let maya: string
let officer: Context
let approver: Context

beforeEach(async () => {
  await database.reset()
  agencyId = await anAgency(owner)
  maya = await anEmployee(owner, agencyId, { nip: NIP, name: 'Maya' })
  officer = await as('performance_officer')
  approver = await as('agency_approver')
})

async function as(role: 'performance_officer' | 'agency_approver', agency = agencyId): Promise<Context> {
  const { id, employeeId } = await testAccount(owner, agency, [role])
  const { actor } = anActor(role, { kind: 'agencies', agencyIds: [agency] }, { accountId: id, employeeId })
  return { actor, now: new Date('2026-11-27T03:00:00Z') }
}

/** So many working days, from the first ones of a month on. */
function days(count: number, from = '2026-09-30'): string {
  return Array.from({ length: count }, (_, at) => `${NIP} ${addWorkingDays(from, at + 1, new Set())}`).join('\n')
}

const record = (lines: string, context = officer) => recordAbsences(context, { lines, ground: GROUND })
const ladder = async (context = officer) => listAbsentPeople(context, 2026)

test('days are recorded once, and what they come to is listed with their ground', async () => {
  expect(await record(days(3))).toEqual({ recorded: 3, known: 0 })
  expect(await record(days(4))).toEqual({ recorded: 1, known: 3 })
  const [person, ...others] = await ladder()
  expect(others).toEqual([])
  expect(person).toMatchObject({
    name: 'Maya',
    days: 4,
    longestRunDays: 4,
    proposal: { sanction: 'written_reprimand' },
  })
  expect(person?.absences.map(({ absentOn, ground }) => [absentOn, ground])[0]).toEqual(['2026-10-01', GROUND])
})

test.each([
  ['kinerja.absence_line', `${NIP}`],
  ['kinerja.absence_nip', '199003142015031009 2026-11-03'],
  ['kinerja.absence_day', `${NIP} 2026-11-27`],
  ['kinerja.absence_day_off', `${NIP} 2026-11-07`],
])('%s refuses all the lines', async (code, line) => {
  await expect(record(`${NIP} 2026-11-02\n${line}`)).rejects.toMatchObject({ code, facts: { line: 2 } })
  expect(await ladder()).toEqual([])
})

test('a day of leave is refused, and one that turns out to be leave counts no more', async () => {
  const leave = (from: string, to: string) => owner`
    insert into leave_history (employee_id, effective_on, ends_on, kind, source)
    values (${maya}, ${from}, ${to}, 'Cuti Sakit', 'seed')`
  await leave('2026-11-03', '2026-11-04')
  await expect(record(`${NIP} 2026-11-04`)).rejects.toMatchObject({ code: 'kinerja.absence_leave', facts: { line: 1 } })
  await record(days(3))
  await leave('2026-10-02', '2026-10-02')
  expect(await ladder()).toMatchObject([{ days: 2, proposal: null }])
})

test('a day that was recorded wrongly is taken back, once', async () => {
  await record(days(3))
  const id = (await ladder())[0]?.absences[0]?.id ?? ''
  await withdrawAbsence(officer, { id, reason: 'Ternyata dinas luar' })
  expect(await ladder()).toMatchObject([{ days: 2, proposal: null }])
  await expect(withdrawAbsence(officer, { id, reason: 'Ternyata dinas luar' })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('a step is taken up or dismissed once, and the next one is proposed anew', async () => {
  await record(days(3))
  const decide = (
    sanction: 'oral_reprimand' | 'written_reprimand',
    isTaken: 'yes' | 'no' = 'yes',
    context = approver,
  ) => decideAbsence(context, { employeeId: maya, year: 2026, sanction, isTaken, reason: REASON })
  await expect(decide('written_reprimand')).rejects.toMatchObject({ code: 'not_found' })
  await decide('oral_reprimand', 'no')
  await expect(decide('oral_reprimand')).rejects.toMatchObject({ code: 'wrong_state' })
  await record(days(1, '2026-10-12'))
  expect(await ladder()).toMatchObject([
    {
      proposal: { sanction: 'written_reprimand' },
      decisions: [{ sanction: 'oral_reprimand', isTaken: false, reason: REASON }],
    },
  ])
  await decide('written_reprimand')
  const [kept] = await owner`select days, is_taken, cardinality(absent_on) as listed from absence_decisions
    where sanction = 'written_reprimand'`
  expect(kept).toEqual({ days: 4, is_taken: true, listed: 4 })
  const punished = await owner`select from discipline_history where employee_id = ${maya}`
  expect(punished).toHaveLength(0)
})

test('nobody decides about themselves or takes back days of their own, or decides about days that they recorded', async () => {
  await record(days(3))
  const input = { employeeId: maya, year: 2026, sanction: 'oral_reprimand', isTaken: 'yes', reason: REASON } as const
  await expect(decideAbsence(officer, input)).rejects.toMatchObject({
    findings: [{ code: 'kinerja.absence_recorder' }],
  })
  const own = { ...approver, actor: { ...approver.actor, employeeId: maya } }
  await expect(decideAbsence(own, input)).rejects.toMatchObject({ findings: [{ code: 'kinerja.absence_own' }] })
  const id = (await ladder())[0]?.absences[0]?.id ?? ''
  const absent = { ...officer, actor: { ...officer.actor, employeeId: maya } }
  await expect(withdrawAbsence(absent, { id, reason: REASON })).rejects.toMatchObject({
    findings: [{ code: 'kinerja.absence_own' }],
  })
})

test('another agency neither records, sees, takes back nor decides anything', async () => {
  const foreign = await as('performance_officer', await anAgency(owner, 'Pemerintah Kota Uji'))
  await expect(record(days(3), foreign)).rejects.toMatchObject({ code: 'kinerja.absence_nip' })
  await record(days(3))
  const id = (await ladder())[0]?.absences[0]?.id ?? ''
  expect(await ladder(foreign)).toEqual([])
  await expect(withdrawAbsence(foreign, { id, reason: REASON })).rejects.toMatchObject({ code: 'not_found' })
  await expect(
    decideAbsence(foreign, {
      employeeId: maya,
      year: 2026,
      sanction: 'oral_reprimand',
      isTaken: 'yes',
      reason: REASON,
    }),
  ).rejects.toMatchObject({ code: 'not_found' })
  const liar = { ...foreign, actor: { ...foreign.actor, agencyId } }
  expect(await ladder(liar)).toEqual([])
})
