import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { readCalendar } from '@/lib/wbs/calendar.server'
import { boundsOf, type DayRule, KEPT as ENDS } from '@/lib/wbs/day-rules'
import { confirmDays, dropDays, proposeDays, readDayRules, withdrawDays } from '@/lib/wbs/day-rules.server'
import { keptDays } from '@/lib/wbs/days-in-force.server'
import { LIMITS } from '@/lib/wbs/due'
import { handlingOffice } from '@/lib/wbs/handling.fixture'
import { asOfficer } from '@/lib/wbs/officer.server'
import { type Person, TODAY } from '@/lib/wbs/people.fixture'
import { hasWbsTask } from '@/lib/wbs/task.server'

const database = await testWbsDatabase()
const { owner } = database
const ROLES = { Ani: ['verifikator'], Budi: ['inspektur'], Citra: ['pengelola_kunci'], Dewi: ['pimpinan'] } as const
let office: Awaited<ReturnType<typeof handlingOffice>>

beforeEach(async () => {
  office = await handlingOffice(owner, Object.fromEntries(Object.entries(ROLES).map(([name, own]) => [name, [...own]])))
})
afterEach(database.reset)

const VERIFY: DayRule = {
  ...{ kind: 'handling', name: 'verify', days: 7, source: 'Keputusan Kepala BKN 155/2022', startsOn: '2026-11-10' },
}
const KEPT: DayRule = { kind: 'retention', name: 'closed', days: 400, source: 'JRA 2026', startsOn: '2026-12-10' }

const at = (on: string) => new Date(`${on}T03:00:00Z`)
const proposes = ({ key }: Person, rule: DayRule, on = TODAY) =>
  asOfficer(key.holder, at(on), (tx, officer, day) => proposeDays(tx, officer, rule, day))
const proposal = async () => (await owner`select id from day_changes where confirmed_by is null`)[0]?.id as string
const confirms = async ({ key }: Person, on = TODAY) => {
  const id = await proposal()
  return asOfficer(key.holder, at(on), (tx, officer, day) => confirmDays(tx, officer, id, day))
}
const verifyOn = async (on: string) => (await transactWbs((tx) => readCalendar(tx, on))).limits.verify
const closedOn = async (on: string) => (await transactWbs((tx) => keptDays(tx, on))).get('closed')

test('two people set a limit from a day on, with the rule it comes from; until then the old one holds', async () => {
  const { budi, citra } = office
  await proposes(citra, VERIFY)
  expect(await verifyOn('2026-11-20'), 'proposed alone').toEqual({ days: 5, unit: 'working' })
  await confirms(budi)
  expect([await verifyOn('2026-11-09'), await verifyOn('2026-11-10')]).toEqual([
    { days: 5, unit: 'working' },
    { days: 7, unit: 'working' },
  ])
  const shown = await readDayRules(office.ani.key.holder, '2026-11-10')
  expect(shown).toMatchObject({ mayChange: false })
  expect(shown?.rules.find(({ name }) => name === 'verify')).toMatchObject({
    ...{ days: 7, unit: 'working', source: VERIFY.source },
    since: '2026-11-10',
    later: [],
  })
})

test('nobody confirms the own proposal, no two people without one who answers, and none of those who handle reports', async () => {
  const { ani, budi, citra, dewi } = office
  await expect(proposes(ani, VERIFY)).rejects.toMatchObject({ code: 'forbidden' })
  await proposes(budi, VERIFY)
  await expect(confirms(budi)).rejects.toMatchObject({ code: 'wbs_second_person' })
  await expect(confirms(ani)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(
    database.app.unsafe(`update day_changes set confirmed_by = proposed_by, confirmed_on = '${TODAY}'`),
  ).rejects.toMatchObject({ code: '23514' })
  await confirms(dewi)
  await proposes(citra, KEPT)
  await owner`update manifests set content = replace(content, '["inspektur"]', '["pengelola_kunci"]')`
  await expect(confirms(budi), 'two who keep the keys').rejects.toMatchObject({ code: 'wbs_second_person' })
})

test('what is kept shorter is seen by everybody inside for a month before anything of it is destroyed', async () => {
  const { budi, dewi } = office
  await expect(proposes(budi, { ...KEPT, startsOn: '2026-12-01' })).rejects.toMatchObject({
    code: 'wbs_starts_too_soon',
    facts: { first: '2026-12-02' },
  })
  await proposes(budi, KEPT)
  await expect(confirms(dewi, '2026-11-11'), 'waited too long').rejects.toMatchObject({ code: 'wbs_starts_too_soon' })
  await confirms(dewi, '2026-11-10')
  expect([await closedOn('2026-12-09'), await closedOn('2026-12-10')]).toEqual([730, 400])
  const [shown] = (await readDayRules(office.ani.key.holder, TODAY))?.rules.flatMap(({ later }) => later) ?? []
  expect(shown).toMatchObject({ days: 400, by: 'Budi', confirmedBy: 'Dewi' })
})

test('days out of bounds, and names of the other kind, are proposed by nobody', async () => {
  const refused = (rule: DayRule) => expect(proposes(office.budi, rule)).rejects
  await refused({ ...VERIFY, days: 401 }).toMatchObject({ code: 'wbs_days_out_of_bounds' })
  await refused({ ...KEPT, days: 29 }).toMatchObject({ code: 'wbs_days_out_of_bounds', facts: { least: 60 } })
  await refused({ ...KEPT, name: 'drift', days: 31 }).toMatchObject({ code: 'wbs_days_out_of_bounds' })
  await refused({ ...VERIFY, name: 'clarify', days: 29 }).toMatchObject({ facts: { least: 30 } })
  await refused({ ...VERIFY, name: 'consent', days: 9 }).toMatchObject({ facts: { least: 10 } })
  await refused({ ...VERIFY, days: 0 }).toMatchObject({ facts: { least: 1 } })
  await refused({ ...VERIFY, name: 'acknowledge_latest', days: 8 }).toMatchObject({ facts: { most: 7 } })
  await refused({ ...VERIFY, name: 'feedback_latest', days: 4 }).toMatchObject({ facts: { most: 3 } })
  await refused({ ...KEPT, name: 'verify' }).toMatchObject({ code: 'invalid' })
})

test('a later proposal stands in place of an earlier one, and a dropped one is gone; what was confirmed stays for good', async () => {
  const { budi, citra, dewi } = office
  await proposes(budi, VERIFY)
  await proposes(citra, { ...VERIFY, days: 6 })
  expect(await owner`select days from day_changes`).toEqual([{ days: 6 }])
  const id = await proposal()
  await asOfficer(budi.key.holder, at(TODAY), (tx, officer) => dropDays(tx, officer, id))
  await expect(asOfficer(budi.key.holder, at(TODAY), (tx, who) => dropDays(tx, who, id))).rejects.toThrow('not_found')
  await proposes(citra, VERIFY)
  await confirms(dewi)
  for (const sql of ['delete from day_changes', 'update day_changes set confirmed_on = null, confirmed_by = null'])
    await expect(database.app.unsafe(sql), sql).rejects.toMatchObject({ code: '42501' })
  await expect(database.app.unsafe('update handling_days set days = 1')).rejects.toMatchObject({ code: '42501' })
})

test('what is kept longer holds from the next day; what is shorter than today or than what is agreed waits for a month', async () => {
  const { budi, dewi } = office
  const tooSoon = (rule: DayRule, on = TODAY) =>
    expect(proposes(budi, rule, on), `${rule.name} ${rule.days}`).rejects.toMatchObject({ code: 'wbs_starts_too_soon' })
  await proposes(budi, { ...KEPT, days: 1000, startsOn: '2026-11-03' })
  await confirms(dewi)
  expect([await closedOn(TODAY), await closedOn('2026-11-03')]).toEqual([730, 1000])
  await tooSoon({ ...KEPT, days: 900, startsOn: '2026-11-20' })
  await proposes(budi, KEPT)
  await confirms(dewi)
  await tooSoon({ ...KEPT, days: 500, startsOn: '2026-12-11' }, '2026-11-20')
  await tooSoon({ ...KEPT, name: 'drift', days: 6, startsOn: '2026-11-20' })
  await tooSoon({ ...KEPT, name: 'drift', days: 8, startsOn: '2026-11-20' })
})

test('one of those who keep days withdraws what would be kept shorter before it begins, and the row says who', async () => {
  const { ani, budi, citra, dewi } = office
  const withdraws = ({ key }: Person, id: string, on: string) =>
    asOfficer(key.holder, at(on), (tx, officer, day) => withdrawDays(tx, officer, id, day))
  await proposes(budi, KEPT)
  const id = await proposal()
  await expect(withdraws(citra, id, TODAY), 'not confirmed').rejects.toThrow('not_found')
  await confirms(dewi)
  await expect(withdraws(ani, id, '2026-12-09')).rejects.toThrow('forbidden')
  await expect(withdraws(citra, id, '2026-12-10'), 'has begun').rejects.toThrow('not_found')
  await withdraws(citra, id, '2026-12-09')
  expect(await closedOn('2026-12-10')).toBe(730)
  const [shown] = (await readDayRules(ani.key.holder, '2026-12-09'))?.rules.flatMap(({ later }) => later) ?? []
  expect(shown).toMatchObject({ by: 'Budi', confirmedBy: 'Dewi', withdrawnBy: 'Citra' })
  await expect(withdraws(dewi, id, '2026-12-09'), 'twice').rejects.toThrow('not_found')
  for (const sql of [
    'update day_changes set withdrawn_by = null, withdrawn_on = null',
    'update day_changes set withdrawn_by = proposed_by',
    'delete from day_changes',
  ])
    await expect(database.app.unsafe(sql), sql).rejects.toMatchObject({ code: '42501' })

  await proposes(budi, VERIFY)
  const handling = await proposal()
  await confirms(dewi)
  await expect(withdraws(citra, handling, TODAY), 'a limit of handling').rejects.toThrow('not_found')
})

test('nobody withdraws alone what keeps reports longer, or what holds the drift where it is', async () => {
  const { ani, budi, citra, dewi } = office
  const agreed = async (rule: DayRule) => {
    await proposes(budi, rule)
    const id = await proposal()
    await confirms(dewi)
    return id
  }
  const withdraws = (id: string) =>
    asOfficer(citra.key.holder, at(TODAY), (tx, officer, day) => withdrawDays(tx, officer, id, day))
  const mayWithdraw = async () =>
    (await readDayRules(ani.key.holder, TODAY))?.rules
      .flatMap(({ later }) => later)
      .filter((change) => change.mayWithdraw)
      .map(({ id }) => id)
  const refused = (id: string) => expect(withdraws(id)).rejects.toMatchObject({ code: 'wbs_withdrawal_shortens' })

  const shorter = await agreed(KEPT)
  const asNow = await agreed({ ...KEPT, days: 730, startsOn: '2026-12-11' })
  const drift = await agreed({ ...KEPT, name: 'drift', days: 10 })
  const driftAsNow = await agreed({ ...KEPT, name: 'drift', days: 7, startsOn: '2026-12-11' })
  const longer = await agreed({ ...KEPT, name: 'forwarded', days: 1000 })
  for (const id of [asNow, driftAsNow, longer]) await refused(id)
  expect((await mayWithdraw())?.sort()).toEqual([shorter, drift].sort())

  for (const id of [shorter, drift]) await withdraws(id)
  expect((await mayWithdraw())?.sort()).toEqual([asNow, driftAsNow].sort())
  expect([await closedOn('2026-12-10'), await closedOn('2026-12-11')]).toEqual([730, 730])
})

test('the bell rings for everybody inside while reports are to be kept shorter, and not for longer', async () => {
  const { ani, budi, citra, dewi } = office
  const told = (on: string) => Promise.all([ani, budi, citra, dewi].map(({ key }) => hasWbsTask(key.holder, on)))
  const nobody = [false, false, false, false]
  await proposes(budi, { ...KEPT, name: 'forwarded', days: 120, startsOn: '2026-12-10' })
  await confirms(dewi)
  expect(await told(TODAY)).toEqual(nobody)
  await proposes(budi, KEPT)
  expect(await told(TODAY), 'proposed alone').toEqual(nobody)
  const id = await proposal()
  await confirms(dewi)
  expect(await told('2026-12-09')).toEqual([true, true, true, true])
  expect(await told('2026-12-10'), 'has begun').toEqual(nobody)
  await asOfficer(citra.key.holder, at(TODAY), (tx, officer, day) => withdrawDays(tx, officer, id, day))
  expect(await told('2026-12-09'), 'withdrawn').toEqual(nobody)
})

test('of two changes with the same first day the one that was confirmed later holds', async () => {
  const { budi, dewi } = office
  for (const days of [9, 6, 8]) {
    await proposes(budi, { ...VERIFY, days })
    await confirms(dewi)
    await owner`update day_changes set source = source where days = 9` // moves the first row behind the others
  }
  expect((await verifyOn('2026-11-10')).days).toBe(8)
})

test('of two who propose about the same at once the second is asked to look again', async () => {
  let second: Promise<void> | undefined
  await owner.begin(async (first) => {
    await first`
      insert into day_changes (kind, name, days, source, starts_on, proposed_by, proposed_on)
      values ('handling', 'verify', 6, 'SP4N', '2026-11-10', ${office.citra.key.holder}, ${TODAY})`
    second = proposes(office.budi, VERIFY)
    second.catch(() => {})
    const waiting = () =>
      owner`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    while ((await waiting()).length === 0) await new Promise(setImmediate)
  })
  await expect(second).rejects.toMatchObject({ code: 'stale' })
})

test('the database knows the bounds of each number, and a report stays for a month whatever the drift', async () => {
  const row = (rule: Pick<DayRule, 'kind' | 'name'>, days: number) =>
    database.app`
      insert into day_changes (kind, name, days, source, starts_on, proposed_by, proposed_on)
      values (${rule.kind}, ${rule.name}, ${days}, 'SP4N', '2026-11-10', ${office.budi.key.holder}, ${TODAY})`
  const rules = [
    ...LIMITS.map((name) => ({ kind: 'handling', name }) as const),
    ...ENDS.map((name) => ({ kind: 'retention', name }) as const),
  ]
  for (const rule of rules) {
    const { least, most } = boundsOf(rule)
    for (const days of [least - 1, most + 1])
      await expect(row(rule, days), `${rule.name} ${days}`).rejects.toMatchObject({ code: '23514' })
    await row(rule, least)
    await owner`delete from day_changes`
    await row(rule, most)
  }
  const drift = boundsOf({ kind: 'retention', name: 'drift' }).most
  for (const name of ENDS.filter((each) => each !== 'drift'))
    expect(boundsOf({ kind: 'retention', name }).least - drift).toBeGreaterThanOrEqual(30)
})
