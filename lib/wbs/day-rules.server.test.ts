import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { readCalendar } from '@/lib/wbs/calendar.server'
import type { DayRule } from '@/lib/wbs/day-rules'
import { confirmDays, dropDays, proposeDays, readDayRules } from '@/lib/wbs/day-rules.server'
import { keptDays } from '@/lib/wbs/days-in-force.server'
import { handlingOffice } from '@/lib/wbs/handling.fixture'
import { asOfficer } from '@/lib/wbs/officer.server'
import { type Person, TODAY } from '@/lib/wbs/people.fixture'

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
  await refused({ ...KEPT, days: 29 }).toMatchObject({ code: 'wbs_days_out_of_bounds', facts: { least: 30 } })
  await refused({ ...KEPT, name: 'drift', days: 31 }).toMatchObject({ code: 'wbs_days_out_of_bounds' })
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
