import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { testAccount } from '@/lib/auth/testing.server'
import { countNotifications, listNotifications } from '@/lib/notifications.server'
import { sendDailyReminders } from './daily-reminders.server'
import { aPlan, aTeam, type Team } from './team.fixture'

const database = await testDatabase()
const { owner } = database
afterEach(database.reset)

const afternoon = (day: string) => new Date(`${day}T08:31:00Z`) // 15.31 WIB
const evening = (day: string) => new Date(`${day}T11:01:00Z`) // 18.01 WIB

let team: Team
beforeEach(async () => {
  team = await aTeam(owner)
  for (const who of ['member', 'leader'] as const) await testAccount(owner, team.agencyId, ['employee'], team.ids[who])
  await aPlan(owner, team, 'member', { results: ['Tersusunnya daftar arsip'] })
  await anEntry('2026-11-16') // a Monday
})

async function anEntry(workOn: string, state = 'approved'): Promise<void> {
  const approved = state === 'approved'
  await owner`
    insert into daily_entries (id, employee_id, agency_id, appraiser_id, work_on, starts_minute, ends_minute, kind, text,
      state, approved_minutes, reviewed_by, reviewed_at, device_at, received_at)
    values (gen_random_uuid(), ${team.ids.member}, ${team.agencyId}, ${team.ids.leader}, ${workOn}, 480, 600, 'general',
      'Apel', ${state}, ${approved ? 120 : null}, ${approved ? team.ids.leader : null},
      ${approved ? `${workOn}T10:00:00Z` : null}, ${`${workOn}T09:00:00Z`}, ${`${workOn}T09:00:00Z`})`
}

/** What is told of these kinds on some days, in the afternoon and in the evening. */
async function told(days: string[], ...kinds: string[]) {
  for (const day of days) {
    await sendDailyReminders(afternoon(day))
    await sendDailyReminders(evening(day))
  }
  const rows = await owner`
    select employee_id as id, day::text, kind, days::text[], people, oldest_on::text as oldest from daily_reminders
    where kind::text = any(${kinds}) order by day, kind`
  return rows.map((row) => ({ ...row }))
}

const WEEK = ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-23', '2026-11-24']

test('three working days without entries are told once, on the next one, and to the appraiser while they go on', async () => {
  const { member, leader } = team.ids
  const days = ['2026-11-17', '2026-11-18', '2026-11-19']
  expect(await told(WEEK, 'gap')).toEqual([
    { id: member, day: '2026-11-20', kind: 'gap', days, people: null, oldest: '2026-11-17' },
  ])
  expect(await told([], 'team_gap')).toEqual(
    ['2026-11-20', '2026-11-23', '2026-11-24'].map((day) => {
      return { id: leader, day, kind: 'team_gap', days: null, people: 1, oldest: '2026-11-17' }
    }),
  )
})

test('an entry ends a gap, one that was taken back does not, and another gap is told anew', async () => {
  await anEntry('2026-11-18', 'withdrawn')
  expect(await told(WEEK.slice(0, 4), 'gap')).toHaveLength(1)
  for (const day of ['2026-11-17', '2026-11-18', '2026-11-19']) await anEntry(day)
  expect(await told(['2026-11-23', '2026-11-24'], 'gap')).toHaveLength(1)
  expect(await told(['2026-11-25'], 'gap')).toMatchObject([
    { day: '2026-11-20' },
    { day: '2026-11-25', days: ['2026-11-20', '2026-11-23', '2026-11-24'] },
  ])
})

test('leave, holidays, weekends and days before the SKP are no part of a gap', async () => {
  await owner`insert into leave_history (employee_id, effective_on, ends_on, source, kind)
    values (${team.ids.member}, '2026-11-17', '2026-11-17', 'test', 'annual')`
  await owner`insert into holidays (day, name) values ('2026-11-18', 'Hari libur')`
  expect(await told(WEEK.slice(0, 5), 'gap')).toEqual([])
  expect(await told(['2026-11-24'], 'gap')).toMatchObject([{ days: ['2026-11-19', '2026-11-20', '2026-11-23'] }])
  await owner`delete from daily_reminders`
  await owner`update plans set starts_on = '2026-11-20'`
  expect(await told(['2026-11-24'], 'gap', 'team_gap')).toEqual([])
})

test('on the last working day of a month people read which days it lacks, and their appraiser how many lack some', async () => {
  for (const day of ['2026-11-17', '2026-11-19', '2026-11-20', ...weekdays('2026-11-23', 4)]) await anEntry(day)
  for (const day of weekdays('2026-11-02', 5)) await anEntry(day)
  await owner`insert into holidays (day, name) values ('2026-11-12', 'Hari libur')`
  const { member, leader } = team.ids
  const days = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-13', '2026-11-18', '2026-11-27']
  expect(await told(['2026-11-27', '2026-11-30'], 'month', 'team_month')).toEqual([
    { id: member, day: '2026-11-30', kind: 'month', days, people: null, oldest: '2026-11-09' },
    { id: leader, day: '2026-11-30', kind: 'team_month', days: null, people: 1, oldest: '2026-11-09' },
  ])
  const of = (who: 'member' | 'leader') => ({ ...team.as(who), now: evening('2026-11-30') })
  const list = await listNotifications(of('member'), null)
  expect(list).toHaveLength(await countNotifications(of('member'), null))
  expect(list.filter(({ kind }) => kind === 'month')).toMatchObject([{ days, href: '/kinerja' }])
  expect((await listNotifications(of('leader'), null)).filter(({ kind }) => kind === 'team_month')).toMatchObject([
    { people: 1, href: '/kinerja/tim?pekan=2026-11-09' },
  ])
})

test('who wrote every day of the month down is told nothing at its end', async () => {
  await owner`update plans set starts_on = '2026-11-23'`
  for (const day of weekdays('2026-11-23', 5)) await anEntry(day)
  expect(await told(['2026-11-30'], 'gap', 'month', 'team_gap', 'team_month')).toEqual([])
})

test('who wants no reminder is told of no gap, while the appraiser is', async () => {
  await owner`update accounts set is_reminded = false where employee_id = ${team.ids.member}`
  expect(await told(['2026-11-20'], 'gap', 'team_gap')).toMatchObject([{ kind: 'team_gap', people: 1 }])
})

/** So many days from one on. */
function weekdays(first: string, many: number): string[] {
  return Array.from({ length: many }, (_, at) => `2026-11-${String(Number(first.slice(8)) + at).padStart(2, '0')}`)
}
