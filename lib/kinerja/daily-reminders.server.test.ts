import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { keepPreferences } from '@/lib/auth/preferences.server'
import { testAccount } from '@/lib/auth/testing.server'
import { countNotifications, listNotifications } from '@/lib/notifications.server'
import { anActor } from '@/lib/registry/register.fixture'
import { sendDailyReminders } from './daily-reminders.server'
import { overdueQueues } from './overdue-queues.server'
import { aPlan, aTeam, type Team } from './team.fixture'

const database = await testDatabase()
const { owner } = database
afterEach(database.reset)

type Who = keyof Team['ids']
const DAY = '2026-11-16' // a Monday
const AFTERNOON = new Date(`${DAY}T08:31:00Z`) // 15.31 WIB
const EVENING = new Date(`${DAY}T11:01:00Z`) // 18.01 WIB

let team: Team
beforeEach(async () => {
  team = await aTeam(owner)
  for (const who of ['member', 'colleague', 'leader', 'superior'] as const) await holdsAccount(who)
  await aPlan(owner, team, 'member', { results: ['Tersusunnya daftar arsip'] })
  await owner`update plans set starts_on = ${DAY}` // nothing is missing before it
})

const accounts: Partial<Record<Who, string>> = {}
async function holdsAccount(who: Who): Promise<void> {
  accounts[who] = (await testAccount(owner, team.agencyId, ['employee'], team.ids[who])).id
}

async function anEntry(workOn: string, state = 'submitted'): Promise<void> {
  await owner`
    insert into daily_entries (id, employee_id, agency_id, appraiser_id, work_on, starts_minute, ends_minute, kind, text,
      state, device_at, received_at)
    values (gen_random_uuid(), ${team.ids.member}, ${team.agencyId}, ${team.ids.leader}, ${workOn}, 480, 600, 'general',
      'Apel', ${state}, ${`${workOn}T09:00:00Z`}, ${`${workOn}T09:00:00Z`})`
}

const sent = async () =>
  (
    await owner`select employee_id as id, kind, entries, oldest_on::text as oldest from daily_reminders order by kind`
  ).map((row) => ({ ...row }))

async function toldTo(who: Who, now: Date) {
  const context: Context = { ...team.as(who), now }
  const told = await listNotifications(context, null)
  expect(await countNotifications(context, null), 'the bell counts what the list tells').toBe(told.length)
  return told
}

test('whoever wrote nothing is reminded in the afternoon, once, however often the job runs', async () => {
  await sendDailyReminders(new Date(`${DAY}T08:29:00Z`))
  expect(await sent()).toEqual([])
  await Promise.all([sendDailyReminders(AFTERNOON), sendDailyReminders(AFTERNOON)])
  await sendDailyReminders(new Date(`${DAY}T08:41:00Z`))
  expect(await sent()).toEqual([{ id: team.ids.member, kind: 'unwritten', entries: null, oldest: null }])
  expect(await toldTo('member', EVENING)).toMatchObject([{ kind: 'unwritten', day: DAY, href: '/kinerja' }])
})

test('a job that fails in the middle has told nobody, and the next one tells everybody', async () => {
  await anEntry('2026-11-13')
  await owner`create function fail_queue() returns trigger language plpgsql as $$
    begin if new.kind = 'waiting' then raise exception 'killed'; end if; return new; end $$`
  await owner`create trigger fail_queue before insert on daily_reminders for each row execute function fail_queue()`
  await owner`insert into performance_settings (agency_id, starts_on, digest_at) values (${team.agencyId}, ${DAY}, '15:30')`
  await expect(sendDailyReminders(AFTERNOON)).rejects.toThrow()
  expect(await sent()).toEqual([])
  await owner`drop function fail_queue() cascade`
  await sendDailyReminders(AFTERNOON)
  expect((await sent()).map(({ kind }) => kind)).toEqual(['unwritten', 'waiting'])
})

test('the clock is that of the agency, which decides the time, or that nobody is reminded', async () => {
  await owner`update agencies set time_zone = 'Asia/Jayapura' where id = ${team.agencyId}`
  await sendDailyReminders(AFTERNOON) // 17.31 there: two hours late
  expect(await sent()).toEqual([])
  await sendDailyReminders(new Date(`${DAY}T06:31:00Z`))
  expect(await sent()).toHaveLength(1)
  await owner`delete from daily_reminders`
  await owner`insert into performance_settings (agency_id, starts_on, remind_at) values (${team.agencyId}, ${DAY}, null)`
  await sendDailyReminders(new Date(`${DAY}T06:31:00Z`))
  expect(await sent()).toEqual([])
  await owner`update performance_settings set remind_at = '17:30'`
  await sendDailyReminders(AFTERNOON)
  expect(await sent()).toHaveLength(1)
})

const UNTOLD: [string, () => Promise<unknown>][] = [
  ['wrote something down', () => anEntry(DAY)],
  [
    'had it answered already',
    async () => {
      await owner`insert into daily_entries (id, employee_id, agency_id, appraiser_id, work_on, starts_minute, ends_minute,
      kind, text, state, approved_minutes, reviewed_by, reviewed_at, device_at, received_at)
      values (gen_random_uuid(), ${team.ids.member}, ${team.agencyId}, ${team.ids.leader}, ${DAY}, 480, 600, 'general',
      'Apel', 'approved', 120, ${team.ids.leader}, now(), now(), now())`
    },
  ],
  [
    'is on leave',
    () => owner`insert into leave_history (employee_id, effective_on, ends_on, source, kind)
    values (${team.ids.member}, ${DAY}, ${DAY}, 'test', 'annual')`,
  ],
  ['has a holiday', () => owner`insert into holidays (day, name) values (${DAY}, 'Hari libur')`],
  ['has no agreed SKP', () => owner`update plans set state = 'proposed', agreed_at = null`],
  ['left the service', () => owner`update employees set legal_status = '99' where id = ${team.ids.member}`],
  [
    'has no account',
    () => owner`update accounts set state = 'disabled', state_reason = 'x' where id = ${accounts.member ?? ''}`,
  ],
  [
    'wants no reminder',
    () => {
      const context = team.as('member')
      return keepPreferences(
        { ...context, actor: { ...context.actor, accountId: accounts.member ?? '' } },
        { isReminded: false },
      )
    },
  ],
]
test.each(UNTOLD)('nobody is reminded who %s', async (_, happens) => {
  await happens()
  await sendDailyReminders(AFTERNOON)
  expect(await sent()).toEqual([])
})

test('nobody is reminded on a Saturday, and a withdrawn entry is none', async () => {
  await anEntry(DAY, 'withdrawn')
  await sendDailyReminders(new Date('2026-11-14T08:31:00Z'))
  expect(await sent()).toEqual([])
  await sendDailyReminders(AFTERNOON)
  expect(await sent()).toHaveLength(1)
})

test('in the evening appraisers are told what waits, and their appraiser what waited too long', async () => {
  await anEntry('2026-11-06') // came in on a Friday: five working days are over with the 13th
  await anEntry('2026-11-09')
  await sendDailyReminders(EVENING)
  const { leader, superior } = team.ids
  expect(await sent()).toEqual([
    { id: leader, kind: 'waiting', entries: 2, oldest: '2026-11-06' },
    { id: superior, kind: 'overdue', entries: 1, oldest: '2026-11-06' },
  ])
  expect(await toldTo('superior', EVENING)).toMatchObject([{ kind: 'overdue', entries: 1, href: '/kinerja/tim' }])
  expect(await toldTo('leader', EVENING)).toMatchObject([{ kind: 'waiting', entries: 2 }])
})

test('what waited too long is shown to the next superior and the officer, and stays unanswered', async () => {
  await anEntry('2026-11-06')
  await anEntry('2026-11-09')
  const queue = {
    appraiserId: team.ids.leader,
    name: 'Hidayat Selinsing',
    entries: 1,
    people: 1,
    oldestOn: '2026-11-06',
  }
  const officer = anActor('performance_officer', { kind: 'agencies', agencyIds: [team.agencyId] })
  const stranger = anActor('performance_officer', { kind: 'agencies', agencyIds: [team.agencyId + 1] })
  const clerk = anActor('mutation_officer', { kind: 'agencies', agencyIds: [team.agencyId] })
  for (const context of [team.as('superior'), officer])
    expect(await overdueQueues(context, '2026-11-16')).toMatchObject([queue])
  for (const context of [team.as('leader'), team.as('member'), stranger, clerk])
    expect(await overdueQueues(context, '2026-11-16')).toEqual([])
  expect(await overdueQueues(officer, '2026-11-13'), 'the fifth day is in time').toEqual([])
  await owner`insert into holidays (day, name) values ('2026-11-12', 'Hari libur')`
  expect(await overdueQueues(officer, '2026-11-16'), 'a holiday does not count').toEqual([])
  expect(await owner`select distinct state from daily_entries`).toMatchObject([{ state: 'submitted' }])
})

test('what is overdue is so by the days in force on the day of the work, and since it first came in', async () => {
  await anEntry('2026-11-06')
  await anEntry('2026-11-09')
  const overdue = () => overdueQueues(team.as('superior'), '2026-11-16')
  await owner`insert into performance_settings (agency_id, starts_on, review_days)
    values (${team.agencyId}, '2026-11-10', 1)`
  expect(await overdue(), 'rules of later days').toMatchObject([{ entries: 1, oldestOn: '2026-11-06' }])
  await owner`update performance_settings set starts_on = '2026-11-09'`
  expect(await overdue()).toMatchObject([{ entries: 2 }])
  await owner`update daily_entries set first_received_at = received_at, received_at = '2026-11-16T01:00:00Z'`
  expect(await overdue(), 'rewritten while it waited').toMatchObject([{ entries: 2 }])
  await owner`update daily_entries set reviewed_at = '2026-11-10T01:00:00Z', reviewed_by = ${team.ids.leader},
    came_anew_at = '2026-11-16T01:00:00Z' where work_on = '2026-11-09'`
  expect(await overdue(), 'came back and was corrected today').toMatchObject([{ entries: 1 }])
})
