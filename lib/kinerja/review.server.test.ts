import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { testAgency, testEmployee } from '@/lib/auth/testing.server'
import { approveEntries, correctEntry, rejectEntry, reopenEntry, returnEntries } from '@/lib/kinerja/review.server'
import { teamWeek } from '@/lib/kinerja/team-week.server'
import { anActor } from '@/lib/registry/register.fixture'

const database = await testDatabase()
const { owner } = database
afterAll(database.reset)

const MONDAY = '2026-11-09'
const NOTE = 'Sebutkan surat mana yang diagendakan'

let agencyId: number
let worker: string
let leader: Context
let other: Context

const as = (employeeId: string, now = '2026-11-16T03:00:00Z'): Context => {
  const { actor } = anActor('appraiser', { kind: 'self' }, { agencyId, employeeId })
  return { actor, now: new Date(now) }
}
const week = (context: Context, monday = MONDAY) => teamWeek(context, monday, '2026-11-16', 'Asia/Jakarta')
const codeOf = (work: Promise<unknown>) => work.then(() => 'done').catch((error) => error.code)
const unmetOf = (work: Promise<unknown>) =>
  work.then(() => 'done').catch((error) => error.findings.map(({ code }: { code: string }) => code))

beforeEach(async () => {
  await database.reset()
  agencyId = await testAgency(owner, 'province')
  worker = await testEmployee(owner, agencyId)
  leader = as(await testEmployee(owner, agencyId))
  other = as(await testEmployee(owner, agencyId))
  await owner`
    insert into appraisers (employee_id, appraiser_id, agency_id, starts_on)
    values (${worker}, ${leader.actor.employeeId}, ${agencyId}, '2026-01-01')`
})

async function anEntry(
  workOn = '2026-11-10',
  startsMinute = 480,
  appraiserId: string | null = leader.actor.employeeId,
): Promise<{ id: string; version: number }> {
  const id = randomUUID()
  await owner`
    insert into daily_entries (id, employee_id, agency_id, appraiser_id, work_on, starts_minute, ends_minute, kind, text,
      device_at, received_at)
    values (${id}, ${worker}, ${agencyId}, ${appraiserId}, ${workOn}, ${startsMinute}, ${startsMinute + 120}, 'general',
      ${`Rapat ${id}`}, ${`${workOn}T09:00:00Z`}, ${`${workOn}T09:00:00Z`})`
  return { id, version: 1 }
}

const stateOf = async ({ id }: { id: string }) => {
  const [row] = await owner`
    select state, approved_minutes as minutes, review_note as note, reviewed_by as by, version from daily_entries
    where id = ${id}`
  return row
}
const trail = () =>
  owner`select event, employee_id as employee, subject_id as subject, reason from audit_events order by seq`

test('the appraiser approves entries with their minutes, and each is an event about its writer', async () => {
  const entries = [await anEntry(), await anEntry('2026-11-10', 600)]
  await approveEntries(leader, entries)
  for (const entry of entries)
    expect(await stateOf(entry)).toEqual({
      state: 'approved',
      minutes: 120,
      note: null,
      by: leader.actor.employeeId,
      version: 2,
    })
  const events = await trail()
  expect(events.map(({ event, employee }) => [event, employee])).toEqual([
    ['entry.approve', worker],
    ['entry.approve', worker],
  ])
})

test('an entry that changed since it was seen stops all of them', async () => {
  const [kept, changed] = [await anEntry(), await anEntry('2026-11-11')]
  await owner`update daily_entries set version = 2 where id = ${changed.id}`
  expect(await codeOf(approveEntries(leader, [kept, changed]))).toBe('stale')
  expect(await stateOf(kept)).toMatchObject({ state: 'submitted', version: 1 })
  expect(await trail()).toHaveLength(0)
})

test('of two who answer the same entry at once, one is told that it has changed', async () => {
  const entry = await anEntry()
  const answers = await Promise.all([
    codeOf(approveEntries(leader, [entry])),
    codeOf(returnEntries(leader, { entries: [entry], note: NOTE })),
  ])
  expect(answers.sort()).toEqual(['done', 'stale'])
  expect(await trail()).toHaveLength(1)
})

test('two hundred entries are answered by one statement', async () => {
  const entries = await Promise.all(
    Array.from({ length: 200 }, (_, at) => {
      const day = new Date(Date.UTC(2026, 0, 5 + Math.floor(at / 4))).toISOString().slice(0, 10)
      return anEntry(day, 480 + (at % 4) * 120)
    }),
  )
  await approveEntries(leader, entries)
  const [count] = await owner`select count(*)::int as approved from daily_entries where state = 'approved'`
  expect(count?.approved).toBe(200)
})

test('an entry goes back with a note, is rejected for good, or counts fewer minutes than it says', async () => {
  const [back, gone, cut] = [await anEntry(), await anEntry('2026-11-11'), await anEntry('2026-11-12')]
  await returnEntries(leader, { entries: [back], note: NOTE })
  await rejectEntry(leader, { ...gone, note: NOTE })
  await correctEntry(leader, { ...cut, minutes: 90, note: NOTE })
  expect(await stateOf(back)).toMatchObject({ state: 'returned', minutes: null, note: NOTE })
  expect(await stateOf(gone)).toMatchObject({ state: 'rejected', minutes: null, note: NOTE })
  expect(await stateOf(cut)).toMatchObject({ state: 'approved', minutes: 90, note: NOTE })
  expect((await trail()).map(({ event, reason }) => [event, reason])).toEqual([
    ['entry.return', NOTE],
    ['entry.reject', NOTE],
    ['entry.correct', NOTE],
  ])
  const more = correctEntry(leader, { id: cut.id, version: 2, minutes: 121, note: NOTE })
  expect(await unmetOf(more)).toEqual(['kinerja.review_minutes'])
  expect(await codeOf(approveEntries(leader, [{ id: gone.id, version: 2 }]))).toBe('wrong_state')
})

test('an approval is taken back within its month, and not after it', async () => {
  const entry = await anEntry()
  await approveEntries(leader, [entry])
  const late = as(leader.actor.employeeId ?? '', '2026-11-30T17:00:00Z') // the first of December in Jakarta
  expect(await unmetOf(reopenEntry(late, { id: entry.id, version: 2 }))).toEqual(['kinerja.review_open'])
  await reopenEntry(leader, { id: entry.id, version: 2 })
  expect(await stateOf(entry)).toEqual({ state: 'submitted', minutes: null, note: null, by: null, version: 3 })
})

test('an entry corrected in the next month counts fewer minutes, and once answered no longer', async () => {
  const entry = await anEntry()
  await returnEntries(leader, { entries: [entry], note: NOTE })
  await owner`update daily_entries set state = 'submitted', version = 3`
  const december = as(leader.actor.employeeId ?? '', '2026-12-02T03:00:00Z')
  await correctEntry(december, { id: entry.id, version: 3, minutes: 90, note: NOTE })
  expect(await stateOf(entry)).toMatchObject({ state: 'approved', minutes: 90 })
  const january = as(leader.actor.employeeId ?? '', '2027-01-04T03:00:00Z')
  const again = correctEntry(january, { id: entry.id, version: 4, minutes: 60, note: NOTE })
  expect(await unmetOf(again)).toEqual(['kinerja.review_open'])
})

test('nobody answers entries of somebody else’s team, nor of a day on which another one was the appraiser', async () => {
  const entry = await anEntry()
  expect(await codeOf(approveEntries(other, [entry]))).toBe('not_found')
  expect(await codeOf(approveEntries(as(worker), [entry]))).toBe('not_found')
  await owner`update appraisers set ends_on = '2026-11-09'`
  expect(await unmetOf(approveEntries(leader, [entry]))).toEqual(['kinerja.review_appraiser'])
  expect(await stateOf(entry)).toMatchObject({ state: 'submitted', version: 1 })
})

test('the week shows the people of the appraiser with their entries, leave and holidays, and what waits before it', async () => {
  const entry = await anEntry()
  await anEntry('2026-11-03')
  await owner`
    insert into leave_history (employee_id, effective_on, ends_on, kind, source)
    values (${worker}, '2026-11-12', '2026-11-12', 'annual', 'seed')`
  await owner`insert into holidays (day, name) values ('2026-11-13', 'Libur uji') on conflict do nothing`
  const { members, earlier } = await week(leader)
  expect(members.map(({ id, cells }) => [id, cells.map(({ kind }) => kind)])).toEqual([
    [worker, ['empty', 'entries', 'empty', 'leave', 'holiday']],
  ])
  expect(members[0]?.entries.map(({ id }) => id)).toEqual([entry.id])
  expect(earlier).toEqual({ total: 1, oldestOn: '2026-11-03' })
  await owner`delete from holidays where day = '2026-11-13' and name = 'Libur uji'`
})

test('an appraiser sees nobody else’s team, and of a team that changed hands the own days', async () => {
  await anEntry()
  expect((await week(other)).members).toEqual([])
  await owner`update appraisers set ends_on = '2026-11-10'`
  await owner`
    insert into appraisers (employee_id, appraiser_id, agency_id, starts_on)
    values (${worker}, ${other.actor.employeeId}, ${agencyId}, '2026-11-11')`
  const kinds = async (context: Context) => (await week(context)).members[0]?.cells.map(({ kind }) => kind)
  expect(await kinds(leader)).toEqual(['empty', 'entries', 'elsewhere', 'elsewhere', 'elsewhere'])
  expect(await kinds(other)).toEqual(['elsewhere', 'elsewhere', 'empty', 'empty', 'empty'])
  expect((await week(other)).members[0]?.entries).toEqual([])
})
