import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { testAccount } from '@/lib/auth/testing.server'
import { anActor, anAgency, anEmployee, aUnit } from '@/lib/registry/register.fixture'
import { previewAllowance } from './allowance-preview.server'
import { ALLOWANCE_MODELS } from './allowance-rule'
import { listAllowanceRules, listAmounts, saveAllowanceRule, saveAmounts } from './allowances.server'
import { listRewards } from './rewards.server'
import { stepText } from './working'

const database = await testDatabase()
const { owner } = database
afterAll(database.reset)

const { bakamla, klh } = ALLOWANCE_MODELS
let agencyId: number
let unitId: number
let maya: string
let reviewer: string
let officer: Context

beforeEach(async () => {
  await database.reset()
  agencyId = await anAgency(owner)
  unitId = await aUnit(owner, agencyId)
  maya = await anEmployee(owner, agencyId, { nip: '199003142015031002', name: 'Maya' })
  reviewer = await anEmployee(owner, await anAgency(owner, 'Pemerintah Kabupaten Uji'), { nip: '197001011995031001' })
  const [post] = await owner<{ id: number }[]>`
    insert into positions (kind, name) values ('executing', 'Analis Uji') returning id`
  await owner`update employees set unit_id = ${unitId}, position_id = ${post?.id ?? 0} where id = ${maya}`
  officer = await as(agencyId)
})

async function as(agency: number): Promise<Context> {
  const { id } = await testAccount(owner, agency, ['performance_officer'])
  const scope = { kind: 'agencies', agencyIds: [agency] } as const
  return {
    actor: anActor('performance_officer', scope, { accountId: id }).actor,
    now: new Date('2026-11-27T03:00:00Z'),
  }
}

async function worked(day: string, state: 'approved' | 'rejected' = 'approved') {
  await owner`
    insert into daily_entries (id, employee_id, agency_id, work_on, starts_minute, ends_minute, kind, text, state,
      approved_minutes, reviewed_by, reviewed_at, device_at, received_at)
    values (${randomUUID()}, ${maya}, ${agencyId}, ${day}, 480, 600, 'general', 'Rapat', ${state},
      ${state === 'approved' ? 120 : null}, ${reviewer}, now(), now(), now())`
}

test('a new rule ends the one before on the day before, and what is saved is read as it was', async () => {
  await saveAllowanceRule(officer, { ...bakamla, validFrom: '2026-01-01' })
  await saveAllowanceRule(officer, { ...klh, validFrom: '2026-07-01' })
  expect((await listAllowanceRules(officer)).map(({ rule }) => rule)).toEqual([
    { ...klh, validFrom: '2026-07-01', validTo: null },
    { ...bakamla, validFrom: '2026-01-01', validTo: '2026-06-30' },
  ])
  await expect(saveAllowanceRule(officer, { ...klh, validFrom: '2026-03-01' })).rejects.toMatchObject({
    code: 'kinerja.allowance_overlap',
  })
  await expect(
    saveAllowanceRule(officer, { ...klh, validFrom: '2027-03-01', validTo: '2027-02-01' }),
  ).rejects.toMatchObject({ code: 'kinerja.period_order' })
  expect(await listAllowanceRules(await as(await anAgency(owner, 'Pemerintah Kota Uji')))).toEqual([])
})

test('amounts are of posts that there are, all of them or none', async () => {
  const amounts = (lines: string) => saveAmounts(officer, { startsOn: '2026-01-01', lines })
  await expect(amounts('Analis Uji; 4.000.000\nTidak Ada; 1.000')).rejects.toMatchObject({
    code: 'kinerja.amount_position',
    facts: { line: 2 },
  })
  expect(await listAmounts(officer)).toEqual([])
  expect(await amounts('analis uji; 4.000.000')).toBe(1)
  await amounts('Analis Uji; 5.000.000')
  expect(await listAmounts(officer)).toEqual([
    { position: 'Analis Uji', startsOn: '2026-01-01', amountRupiah: 5_000_000 },
  ])
})

test('a rule is tried on what a person did in a month, with its arithmetic to the rupiah', async () => {
  await saveAmounts(officer, { startsOn: '2026-01-01', lines: 'Analis Uji; 4.250.001' })
  for (const day of ['2026-10-01', '2026-10-02']) await worked(day)
  await worked('2026-10-05', 'rejected')
  await owner`
    insert into absences (employee_id, agency_id, absent_on, ground, recorded_at, recorded_by)
    values (${maya}, ${agencyId}, '2026-10-06', 'Rekap presensi', now(), ${randomUUID()})`
  const { people } = await previewAllowance(officer, { rule: klh, month: '2026-10', unitId })
  const own = people.find(({ id }) => id === maya)
  expect(own?.facts).toEqual({
    predicate: null,
    reports: 3,
    deficientReports: 1,
    approvedMinutes: 240,
    absences: 1,
  })
  // 22 working days of October 2026, one of them absent: 60 % × 90 % + 40 % × 21/22 of 4,250,001
  expect(own?.allowance).toMatchObject({ fullRupiah: 4_250_001, amountRupiah: 3_917_728, needsNote: true })
  expect(own?.allowance?.steps.map((step) => stepText(step, 'id', 0)).at(-1)).toContain('= 3.917.728')
})

test('a day of absence that leave or a holiday covered later takes nothing off', async () => {
  await saveAmounts(officer, { startsOn: '2026-01-01', lines: 'Analis Uji; 4.000.000' })
  await worked('2026-10-01')
  for (const day of ['2026-10-06', '2026-10-07', '2026-10-08']) {
    await owner`
      insert into absences (employee_id, agency_id, absent_on, ground, recorded_at, recorded_by)
      values (${maya}, ${agencyId}, ${day}, 'Rekap presensi', now(), ${randomUUID()})`
  }
  await owner`
    insert into leave_history (employee_id, effective_on, ends_on, kind, source)
    values (${maya}, '2026-10-06', '2026-10-06', 'CT', 'test')`
  await owner`insert into holidays (day, name) values ('2026-10-07', 'Libur uji') on conflict do nothing`
  const { people } = await previewAllowance(officer, { rule: klh, month: '2026-10', unitId })
  expect(people.find(({ id }) => id === maya)?.facts.absences).toBe(1)
})

test('without an amount of the post nothing is calculated, and strangers are not looked at', async () => {
  const ask = { rule: bakamla, month: '2026-10', unitId }
  const { people, total } = await previewAllowance(officer, ask)
  expect(people.map(({ allowance }) => allowance)).toEqual(people.map(() => null))
  expect([people.map(({ name }) => name), total]).toEqual([expect.arrayContaining(['Maya']), people.length])
  const foreign = await as(await anAgency(owner, 'Pemerintah Kota Uji'))
  expect(await previewAllowance(foreign, ask)).toEqual({ people: [], total: 0 })
})

test('the list of rewards names who was rated Sangat Baik two years in a row', async () => {
  const rated = (year: number, predicate: string) => owner`
    insert into performance_history (employee_id, effective_on, source, year, predicate)
    values (${maya}, ${`${year}-12-31`}, 'seed', ${year}, ${predicate})`
  const names = async (year: number) => (await listRewards(officer, year, 1)).rows.map(({ name }) => name)
  await rated(2023, 'very_good')
  await rated(2024, 'very_good')
  await rated(2025, 'good')
  expect(await names(2023)).toEqual([])
  expect(await names(2024)).toEqual(['Maya'])
  expect(await names(2025)).toEqual([])
  expect(await listRewards(await as(await anAgency(owner, 'Pemerintah Kota Uji')), 2024, 1)).toMatchObject({ total: 0 })
})
