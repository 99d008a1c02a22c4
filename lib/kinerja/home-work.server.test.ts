import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { anActor } from '@/lib/registry/register.fixture'
import { countWaitingEntries, homeWork, officerWork } from './home-work.server'
import { aPlan, aTeam, type Team } from './team.fixture'

const database = await testDatabase()
const { owner } = database
afterEach(database.reset)

const TODAY = '2026-11-18' // a Wednesday
let team: Team
beforeEach(async () => {
  team = await aTeam(owner)
})

const work = (who: keyof Team['ids']) => homeWork(team.as(who, TODAY))
const anEntry = (workOn: string, state = 'submitted') => owner`
  insert into daily_entries (id, employee_id, agency_id, appraiser_id, work_on, starts_minute, ends_minute, kind, text,
    state, device_at, received_at)
  values (gen_random_uuid(), ${team.ids.member}, ${team.agencyId}, ${team.ids.leader}, ${workOn}, 480, 600, 'general',
    'Apel', ${state}, now(), now())`

test('Beranda says what is written of today, and which of the last fourteen days are empty', async () => {
  await aPlan(owner, team, 'member', { results: ['Tersusunnya daftar arsip'] })
  await owner`insert into holidays (day, name) values ('2026-11-06', 'Hari libur')`
  for (const day of ['2026-11-05', '2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13', '2026-11-16'])
    await anEntry(day)
  await anEntry(TODAY)
  await anEntry(TODAY, 'withdrawn')
  expect(await work('member')).toEqual({
    hasPlan: true,
    isOff: false,
    entries: 1,
    missing: 1,
    missingSince: '2026-11-17',
    waiting: 0,
  })
  expect(await work('leader')).toMatchObject({ hasPlan: false, entries: 0, missing: 0, waiting: 8 })
  expect(await work('colleague')).toMatchObject({ entries: 0, waiting: 0 })
  expect(await countWaitingEntries(team.as('leader', TODAY))).toBe(8)
  expect(await countWaitingEntries(team.as('superior', TODAY))).toBe(0)
})

test('in Papua it is the next day two hours before it is in Jakarta', async () => {
  await aPlan(owner, team, 'member', { results: ['Tersusunnya daftar arsip'] })
  await anEntry(TODAY)
  const early = new Date('2026-11-17T15:30:00Z') // 22.30 WIB, 00.30 WIT of the 18th
  const { actor } = team.as('member')
  const entries = async () => (await homeWork({ actor, now: early }))?.entries
  expect(await entries()).toBe(0)
  await owner`update agencies set time_zone = 'Asia/Jayapura'`
  expect(await entries()).toBe(1)
})

test('whoever has no agreed SKP misses no day, and an account without a person has no work', async () => {
  await aPlan(owner, team, 'member', { state: 'proposed', results: ['Tersusunnya daftar arsip'] })
  expect(await work('member')).toMatchObject({ hasPlan: false, entries: 0, missing: 0, missingSince: null, waiting: 0 })
  const { actor, now } = team.as('member', TODAY)
  expect(await homeWork({ actor: { ...actor, employeeId: null }, now })).toBeNull()
})

test('a weekend, a holiday and leave are days off', async () => {
  const isOff = async (day: string) => (await homeWork(team.as('member', day)))?.isOff
  await owner`insert into holidays (day, name) values ('2026-11-06', 'Hari libur')`
  await owner`
    insert into leave_history (employee_id, effective_on, ends_on, kind, source)
    values (${team.ids.member}, '2026-11-11', '2026-11-12', 'annual', 'update')`
  expect([await isOff('2026-11-06'), await isOff('2026-11-07'), await isOff('2026-11-12')]).toEqual([true, true, true])
  expect([await isOff('2026-11-05'), await isOff('2026-11-13')]).toEqual([false, false])
})

test('a performance officer is told of appraisers who are late, and of reports of a wrong one', async () => {
  await owner`insert into appraiser_reports (employee_id, agency_id, rightful, reason, reported_at)
    values (${team.ids.member}, ${team.agencyId}, 'Kepala Bidang', 'Pindah unit', now())`
  await owner`insert into appraiser_reports (employee_id, agency_id, rightful, reason, reported_at, closed_at, answer)
    values (${team.ids.colleague}, ${team.agencyId}, 'Kepala Bidang', 'Pindah unit', now(), now(), 'Sudah benar')`
  await anEntry('2026-09-01')
  await owner`update daily_entries set received_at = '2026-09-01T09:00:00Z'`
  const scope = { kind: 'agencies' as const, agencyIds: [team.agencyId] }
  const { actor } = anActor('performance_officer', scope, { agencyId: team.agencyId })
  const now = new Date(`${TODAY}T03:00:00Z`)
  expect(await officerWork({ actor, now })).toEqual({ overdue: 1, reports: 1 })
})
