import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeDatabase, transact } from '@/db/client.server'
import { readReferenceRows } from '@/db/reference/read'
import { loadReference as seedReference } from '@/db/seed/reference'
import { type TestDatabase, testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { typedValues } from '@/lib/registry/history-fields'
import { addHistory, withdrawHistory } from '@/lib/registry/history-write.server'
import { loadReference } from '@/lib/registry/reference.server'
import { anActor, anAgency, anEmployee, aUnit } from '@/lib/registry/register.fixture'
import { findCareer } from './career.server'
import { findFacts } from './facts.server'
import { computeNominative } from './nominative.server'
import { findNominativeFindings } from './nominative-list.server'
import { refreshChangedPeople } from './nominative-refresh.server'
import { judgePromotion, proposedRank } from './promotion'
import { assessEmployees } from './proposal-assess.server'

const NIP = '199506142019032001'

let database: TestDatabase
let agencyId: number
let employee: string
let officer: Context

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await seedReference(database.owner, readReferenceRows())
  agencyId = await anAgency(database.owner)
  employee = await anEmployee(database.owner, agencyId, { nip: NIP })
  officer = anActor('mutation_officer', { kind: 'agencies', agencyIds: [agencyId] }, { accountId: randomUUID() })
})
afterEach(() => database.reset())
afterAll(closeDatabase)

const add = (history: string, row: Record<string, unknown>) =>
  database.owner`insert into ${database.owner(history)} ${database.owner({ employee_id: employee, source: 'update', ...row })}`
const addRank = (rank: string, effectiveOn: string, serviceMonths: number, of = employee) =>
  add('rank_history', {
    rank,
    effective_on: effectiveOn,
    service_months: serviceMonths,
    decree_number: '823/1',
    employee_id: of,
  })

/** What the rules are told of the employee for a TMT, and what they answer. */
async function judged(effectiveOn: string) {
  return transact(officer, async (tx) => {
    const reference = await loadReference(tx)
    const [found] = await findFacts(tx, [employee], effectiveOn, reference)
    if (!found?.facts) throw new Error('nobody to judge')
    const { findings } = judgePromotion(found.facts, effectiveOn, effectiveOn, reference)
    return {
      ...found.facts,
      unmet: findings.filter(({ met }) => !met).map(({ code }) => code),
      proposed: proposedRank(found.facts, effectiveOn, reference),
    }
  })
}

test('four years for a first promotion count from TMT CPNS, not from the decree that made a PNS of somebody', async () => {
  await addRank('III/a', '2019-03-01', 0)
  await addRank('III/a', '2020-04-01', 13)
  expect((await judged('2023-03-01')).unmet).not.toContain('promotion.tenure_4')
  expect((await judged('2023-02-01')).unmet).toContain('promotion.tenure_4')
  expect(await judged('2023-03-01')).toMatchObject({
    rankSince: '2019-03-01',
    proposed: { rank: 'III/b', serviceMonths: 48 },
  })
})

test('nominatif, checklist, proposal and the own page count the years of a rank from the same day', async () => {
  await addRank('III/a', '2024-01-01', 0)
  await addRank('III/a', '2025-02-01', 25)
  await computeNominative({ agencyId }, '2028-02-01', officer.now)
  const [row] = await database.owner`select rank_since::text, service_months from nominative_results`
  expect(row).toEqual({ rank_since: '2024-01-01', service_months: 61 })
  const findings = await findNominativeFindings(officer, '2028-02-01', employee)
  expect(findings?.find(({ code }) => code === 'promotion.tenure_4')).toMatchObject({
    met: true,
    facts: { rankSince: '2024-01-01', tenureMonths: 49 },
  })
  const [proposal] = await transact(officer, (tx) => assessEmployees(tx, officer, [employee], '2028-02-01'))
  expect(proposal?.before).toMatchObject({ since: '2024-01-01', serviceMonths: 61 })
  const career = await findCareer(officer, employee)
  expect(career?.facts.rankSince).toBe('2024-01-01')
  expect(career?.promotion.findings).toContainEqual(
    expect.objectContaining({
      code: 'promotion.tenure_4',
      facts: expect.objectContaining({ rankSince: '2024-01-01' }),
    }),
  )
})

test('a decree to come of the rank held keeps its begin, one of another rank has its own', async () => {
  await addRank('III/a', '2024-01-01', 0)
  await addRank('III/a', '2097-01-01', 900)
  expect(await judged('2097-02-01')).toMatchObject({ rankSince: '2024-01-01', proposed: { serviceMonths: 901 } })
  await addRank('III/b', '2097-02-01', 901)
  expect(await judged('2097-03-01')).toMatchObject({ rank: 'III/b', rankSince: '2097-02-01' })
})

test('a PMK after the last decree raises masa kerja and pay of the next one, an earlier one is in it already', async () => {
  await addRank('III/a', '2023-04-01', 0)
  const before = await judged('2027-04-01')
  expect(before.proposed).toEqual({ rank: 'III/b', serviceMonths: 48, salaryRupiah: 3_089_300 })
  const credit = (effectiveOn: string) =>
    add('service_time_history', {
      effective_on: effectiveOn,
      employer: 'Dinas Pekerjaan Umum',
      started_on: '2015-01-01',
      ended_on: '2018-12-31',
      credited_months: 48,
    })
  await credit('2022-01-01')
  expect((await judged('2027-04-01')).proposed).toEqual(before.proposed)
  await credit('2025-06-01')
  expect((await judged('2027-04-01')).proposed).toEqual({ rank: 'III/b', serviceMonths: 96, salaryRupiah: 3_287_000 })
  expect((await judged('2025-05-01')).proposed?.serviceMonths).toBe(25)
  expect((await judged('2025-06-01')).proposed?.serviceMonths).toBe(74)
})

test('whoever gets a PMK is computed again in the nominatif', async () => {
  await addRank('III/a', '2023-04-01', 0)
  await computeNominative({ agencyId }, '2027-04-01', officer.now)
  await database.owner`delete from nominative_stale`
  await add('service_time_history', {
    effective_on: '2025-06-01',
    employer: 'Dinas Pekerjaan Umum',
    started_on: '2015-01-01',
    ended_on: '2018-12-31',
    credited_months: 48,
  })
  expect(await refreshChangedPeople(officer.now)).toBe(1)
  expect(await database.owner`select service_months from nominative_results`).toMatchObject([{ service_months: 96 }])
})

test('a year of unpaid leave, last day included, moves the four years by twelve months', async () => {
  await addRank('III/a', '2021-04-01', 0)
  await add('leave_history', { kind: 'CLTN', effective_on: '2023-01-01', ends_on: '2023-12-31' })
  expect((await judged('2026-04-01')).unmet).not.toContain('promotion.tenure_4')
  expect(await judged('2026-03-01')).toMatchObject({
    unpaidMonths: 12,
    unmet: expect.arrayContaining(['promotion.tenure_4']),
  })
})

test('a punishment that was annulled refuses until the day of its annulment and not after it', async () => {
  await addRank('III/a', '2021-04-01', 0)
  const punishment = { effective_on: '2026-01-01', severity: 'medium', ends_on: '2027-12-31' }
  await add('discipline_history', { ...punishment, annulled_on: '2026-11-10' })
  expect((await judged('2026-11-01')).unmet).toContain('promotion.sanction')
  expect((await judged('2026-12-01')).unmet).not.toContain('promotion.sanction')
  await add('discipline_history', punishment)
  expect((await judged('2026-12-01')).unmet).toContain('promotion.sanction')
})

test('outstanding achievement and a new discovery on record exempt from the Ujian Dinas', async () => {
  await addRank('II/d', '2021-04-01', 72)
  expect((await judged('2026-04-01')).unmet).toContain('promotion.service_exam_1')
  for (const code of ['OUTSTANDING_ACHIEVEMENT', 'NEW_DISCOVERY']) {
    const values = { ...typedValues('training', null), kind: 'merit', code, name: 'Penetapan PPK' }
    const decree = { decreeNumber: '003/2025', decreeOn: '2025-08-17', decreeBy: 'Bupati', reason: 'Diterima dari PPK' }
    const id = { employeeId: employee, kind: 'training' as const }
    await addHistory(officer, { ...id, ...decree, effectiveOn: '2025-08-17', values })
    expect((await judged('2026-04-01')).unmet).not.toContain('promotion.service_exam_1')
    const [row] = await database.owner<{ id: string }[]>`select id from training_history where code = ${code}`
    await withdrawHistory(officer, { ...id, id: row?.id ?? '', reason: 'Hanya untuk uji ini' })
  }
})

test('the head above is who took the post last, and nobody who has left the service', async () => {
  const unit = await aUnit(database.owner, agencyId)
  await database.owner`update units set head_title = 'Kepala Bagian' where id = ${unit}`
  const [post] = await database.owner<{ id: number }[]>`
    insert into positions (kind, name) values ('structural', 'Kepala Bagian') returning id`
  const aHead = async (nip: string, rank: string, since: string) => {
    const id = await anEmployee(database.owner, agencyId, { nip })
    await addRank(rank, since, 100, id)
    await add('position_history', { employee_id: id, position_id: post?.id, unit_id: unit, effective_on: since })
    return id
  }
  await addRank('III/a', '2021-04-01', 0)
  await database.owner`update employees set unit_id = ${unit} where id = ${employee}`
  expect((await judged('2026-04-01')).superiorRank).toBeNull()
  await aHead('197001011995031001', 'IV/b', '2018-01-01')
  expect((await judged('2026-04-01')).superiorRank).toBe('IV/b')
  const successor = await aHead('198001012005031001', 'III/d', '2024-01-01')
  expect((await judged('2026-04-01')).superiorRank).toBe('III/d')
  await database.owner`update employees set legal_status = '99' where id = ${successor}`
  expect((await judged('2026-04-01')).superiorRank).toBe('IV/b')
})

test('the pelantikan of the post held, and of one to come, is what the year in the post counts from', async () => {
  const unit = await aUnit(database.owner, agencyId)
  const [post] = await database.owner<{ id: number }[]>`
    insert into positions (kind, name) values ('structural', 'Kepala Subbagian Umum') returning id`
  const addPost = (effectiveOn: string, inauguratedOn: string | null) =>
    add('position_history', {
      position_id: post?.id,
      unit_id: unit,
      echelon: 'IV.a',
      effective_on: effectiveOn,
      inaugurated_on: inauguratedOn,
    })
  await addRank('III/b', '2024-04-01', 96)
  await addPost('2025-01-01', '2025-01-05')
  await addPost('2026-03-01', null)
  expect(await judged('2027-03-01')).toMatchObject({ postSince: '2026-03-01', inauguratedOn: null })
  expect((await judged('2027-03-01')).unmet).not.toContain('promotion.post_tenure_1')

  await database.owner`
    insert into position_history (employee_id, position_id, unit_id, echelon, effective_on, inaugurated_on, source, replaces_id, reason)
    select employee_id, position_id, unit_id, echelon, effective_on, '2026-03-20', 'update', id, 'Tanggal pelantikan dilengkapi'
    from position_history where effective_on = '2026-03-01'`
  expect(await judged('2027-03-01')).toMatchObject({
    postSince: '2026-03-01',
    inauguratedOn: '2026-03-20',
    unmet: expect.arrayContaining(['promotion.inaugurated_tenure_1']),
  })
  expect((await judged('2027-04-01')).unmet).not.toContain('promotion.inaugurated_tenure_1')

  await addPost('2097-03-01', '2097-03-20')
  expect(await judged('2098-03-01')).toMatchObject({ postSince: '2097-03-01', inauguratedOn: '2097-03-20' })
})

test('a rank whose decree the history does not name is no ground for the next one, until the row is corrected', async () => {
  await add('rank_history', { rank: 'III/a', effective_on: '2019-03-01', service_months: 0 })
  expect((await judged('2027-04-01')).unmet).toContain('promotion.decree')
  await database.owner`
    insert into rank_history (employee_id, rank, effective_on, service_months, decree_number, source, replaces_id, reason)
    select employee_id, rank, effective_on, service_months, '823/19', 'update', id, 'Nomor SK dilengkapi'
    from rank_history where employee_id = ${employee}`
  expect((await judged('2027-04-01')).unmet).not.toContain('promotion.decree')
  await add('rank_history', { rank: 'III/b', effective_on: '2027-03-01', service_months: 96 }) // to come
  expect((await judged('2027-04-01')).unmet).toContain('promotion.decree')
})

test('nobody is promoted on a day of unpaid leave, whatever the legal status says', async () => {
  await addRank('III/a', '2019-03-01', 0)
  await add('leave_history', { kind: 'CLTN', effective_on: '2027-01-01', ends_on: '2027-12-31' })
  expect((await judged('2027-04-01')).unmet).toContain('promotion.unpaid_leave')
  expect((await judged('2028-01-01')).unmet).not.toContain('promotion.unpaid_leave')
})
