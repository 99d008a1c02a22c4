import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeDatabase, transact } from '@/db/client.server'
import { readReferenceRows } from '@/db/reference/read'
import { loadReference as seedReference } from '@/db/seed/reference'
import { type TestDatabase, testDatabase } from '@/db/testing.server'
import type { Refusal } from '@/lib/refusal'
import { loadReference } from '@/lib/registry/reference.server'
import { anActor, anAgency } from '@/lib/registry/register.fixture'
import { baseSalary } from '@/lib/registry/salary'
import { codeVersion, referenceTexts } from './reference-edit'
import { listReferenceHistory, listReferenceRows, setReferenceRow } from './reference-edit.server'

const admin = anActor('bkn_admin', { kind: 'national' })
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.reset()
  await seedReference(database.owner, readReferenceRows())
})
afterAll(closeDatabase)

const salary = {
  tableName: 'salaries' as const,
  code: 'III/a:00',
  validFrom: '2027-01-01',
  validTo: null,
  source: 'PP 1/2027 (contoh)',
  data: { rank: 'III/a', serviceYears: '0', amountRupiah: '3000000' },
}

const seen = async () => codeVersion(await listReferenceHistory(admin, 'salaries', salary.code))
const write = async (row: typeof salary) => setReferenceRow(admin, { ...row, version: await seen() })

test('whoever was late is told what stands there now, by whom and when; one of two at once is late', async () => {
  const version = await seen()
  const amounts = ['3000000', '3100000']
  const both = amounts.map((amountRupiah) =>
    setReferenceRow(admin, { ...salary, version, data: { ...salary.data, amountRupiah } }),
  )
  const [late] = (await Promise.allSettled(both)).filter(({ status }) => status === 'rejected')
  const [first] = await listReferenceHistory(admin, 'salaries', salary.code)
  const present = {
    values: {
      version: await seen(),
      validFrom: salary.validFrom,
      validTo: '',
      source: salary.source,
      data: referenceTexts('salaries', first?.data),
    },
    by: admin.actor.name,
    at: expect.any(String),
  }
  expect(late).toMatchObject({ reason: { code: 'stale', present } })
})

test('a rule reads the new row from its first day on, and the old one until the day before', async () => {
  const before = await transact(admin, loadReference)
  await write(salary)
  const after = await transact(admin, loadReference)
  expect(baseSalary(after, 'III/a', 0, '2026-12-31')).toBe(baseSalary(before, 'III/a', 0, '2026-12-31'))
  expect(baseSalary(after, 'III/a', 0, '2027-01-01')).toBe(3_000_000)
  expect(baseSalary(after, 'III/b', 0, '2027-01-01')).toBe(baseSalary(before, 'III/b', 0, '2027-01-01'))
  expect(baseSalary(after, 'III/a', 24, '2027-01-01')).toBe(baseSalary(before, 'III/a', 24, '2027-01-01'))
  const history = await listReferenceHistory(admin, 'salaries', 'III/a:00')
  expect(history.map(({ validFrom, validTo }) => [validFrom, validTo]).slice(0, 2)).toEqual([
    ['2027-01-01', null],
    ['2024-01-01', '2026-12-31'],
  ])
})

test('the same first day corrects the row, and the rules see it at once', async () => {
  await write(salary)
  await transact(admin, loadReference)
  await write({ ...salary, data: { ...salary.data, amountRupiah: '3100000' } })
  const reference = await transact(admin, loadReference)
  expect(baseSalary(reference, 'III/a', 0, '2027-01-01')).toBe(3_100_000)
  expect(await listReferenceHistory(admin, 'salaries', 'III/a:00')).toHaveLength(3)
})

test('a change of a rule makes every computed nominatif due again', async () => {
  const agencyId = await anAgency(database.owner)
  await database.owner`
    insert into nominative_runs (effective_on, agency_id, employee_count, rule_version, computed_at)
    values ('2027-04-01', ${agencyId}, 0, 1, now())`
  await write(salary)
  const stale = await database.owner`select agency_id as "agencyId", employee_id as "employeeId" from nominative_stale`
  expect([...stale]).toEqual([{ agencyId, employeeId: null }])
})

test('every change is in the audit trail with what stood there before', async () => {
  await write(salary)
  const events = await database.owner`
    select event, subject_id as "subjectId", before ->> 'validFrom' as before, after -> 'data' ->> 'amountRupiah' as amount
    from audit_events`
  expect([...events]).toEqual([
    { event: 'reference.update', subjectId: 'salaries/III/a:00', before: '2024-01-01', amount: '3000000' },
  ])
})

test('a row that overlaps a later one is refused on its last day, and nothing is written', async () => {
  const refused = await write({ ...salary, validFrom: '2020-01-01' }).catch((error) => error as Refusal)
  expect(refused).toMatchObject({ code: 'invalid', fields: { validTo: 'reference_overlap' } })
  expect(await listReferenceHistory(admin, 'salaries', 'III/a:00')).toHaveLength(2)
})

test('an officer of an agency is stopped by the database as well', async () => {
  const agencyId = await anAgency(database.owner)
  const officer = anActor('mutation_officer', { kind: 'agencies', agencyIds: [agencyId] })
  await expect(setReferenceRow(officer, { ...salary, version: await seen() })).rejects.toThrow()
  expect((await listReferenceRows(officer, 'salaries', '2026-12-31')).length).toBe(272)
})
