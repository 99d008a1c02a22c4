import { afterEach, expect, test } from 'vitest'
import { transact, transactRaw } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import { fillEveryTable } from '@/db/testing-rows.server'
import { testAccount } from '@/lib/auth/testing.server'
import { findEmployee, listEmployees } from './employees.server'
import { anActor, anAgency, anEmployee, aUnit } from './register.fixture'
import { searchEmployees } from './search.server'

const database = await testDatabase()
afterEach(database.reset)

const NIP = '198506142011032004'
const HISTORIES = [
  'rank_history',
  'position_history',
  'education_history',
  'training_history',
  'family_history',
  'appointment_history',
  'service_time_history',
  'credit_point_history',
  'performance_history',
  'discipline_history',
  'award_history',
  'leave_history',
]

async function oneEmployee() {
  const agencyId = await anAgency(database.owner)
  const id = await anEmployee(database.owner, agencyId, { nip: NIP, nik: '1971055406850001' })
  const officer = anActor('mutation_officer', { kind: 'agencies', agencyIds: [agencyId] })
  return { agencyId, id, officer }
}

const addRank = (id: string, rank: string, effectiveOn: string, replacesId: string | null = null) => database.owner<
  { id: string }[]
>`
  insert into rank_history (employee_id, rank, effective_on, service_months, source, replaces_id, reason)
  values (${id}, ${rank}, ${effectiveOn}, 24, 'test', ${replacesId}, ${replacesId && 'SK salah ketik'}) returning id`

test.each(HISTORIES)('%s is append-only: no role of the application may change or delete a row', async (table) => {
  const { officer } = await oneEmployee()
  const contexts = [officer, anActor('bkn_verifier', { kind: 'national' }), anActor('bkn_admin', { kind: 'system' })]
  for (const context of contexts) {
    await expect(transactRaw(context, (tx) => tx`delete from ${tx(table)}`)).rejects.toThrow('permission denied')
    await expect(transactRaw(context, (tx) => tx`update ${tx(table)} set reason = 'x'`)).rejects.toThrow(
      'permission denied',
    )
  }
})

test('current values follow the histories, and a correction changes them', async () => {
  const { id, officer } = await oneEmployee()
  await addRank(id, 'III/a', '2011-03-01')
  const [wrong] = await addRank(id, 'IV/a', '2015-04-01')
  expect(await findEmployee(officer, id)).toMatchObject({ rank: 'IV/a', rankSince: '2015-04-01' })

  await addRank(id, 'III/b', '2015-04-01', wrong?.id)
  expect(await findEmployee(officer, id)).toMatchObject({ rank: 'III/b', rankServiceMonths: 24 })
})

test('a rank that takes effect in the future is not held yet', async () => {
  const { id, officer } = await oneEmployee()
  await addRank(id, 'III/a', '2011-03-01')
  await addRank(id, 'III/b', '2999-04-01')
  expect(await findEmployee(officer, id)).toMatchObject({ rank: 'III/a' })
})

test('a row is corrected once, and a correction says why', async () => {
  const { id } = await oneEmployee()
  const [row] = await addRank(id, 'III/a', '2011-03-01')
  await addRank(id, 'III/b', '2011-03-01', row?.id)
  await expect(addRank(id, 'III/c', '2011-03-01', row?.id)).rejects.toThrow('rank_history_replaces')
  const silent = database.owner`
    insert into rank_history (employee_id, rank, effective_on, service_months, source, replaces_id)
    values (${id}, 'III/c', '2011-03-01', 0, 'test', ${id})`
  await expect(silent).rejects.toThrow('rank_history_reason')
})

test.each(HISTORIES)('%s takes a correction of a row of the same person alone, with a reason', async (table) => {
  const { agencyId, id: employee } = await oneEmployee()
  const other = await anEmployee(database.owner, agencyId, { nip: '199103092018032001' })
  const { id: account } = await testAccount(database.owner, agencyId, ['mutation_officer'], employee)
  await fillEveryTable(database.owner, { agencies: String(agencyId), employee, account })
  const correct = (changes: Record<string, unknown>) => database.owner`
    insert into ${database.owner(table)}
    select (jsonb_populate_record(h, jsonb_build_object('id', gen_random_uuid(), 'replaces_id', h.id)
      || ${database.owner.json(changes as never)}::jsonb)).* from ${database.owner(table)} h where h.replaces_id is null`
  await expect(correct({ reason: ' ' })).rejects.toThrow(`${table}_reason`)
  await expect(correct({ reason: 'SK salah ketik', employee_id: other })).rejects.toMatchObject({
    constraint_name: `${table}_replaces_own`,
  })
  await expect(correct({ reason: 'SK salah ketik', replaces_id: other })).rejects.toMatchObject({
    constraint_name: `${table}_replaces_own`,
  })
  await correct({ reason: 'SK salah ketik' })
})

test('a person of another agency does not exist, by id, by NIP and in lists', async () => {
  const { id, officer } = await oneEmployee()
  const foreign = anActor('mutation_officer', { kind: 'agencies', agencyIds: [await anAgency(database.owner)] })
  expect(await findEmployee(foreign, id)).toBeUndefined()
  expect(await searchEmployees(foreign, NIP)).toEqual([])
  expect(await listEmployees(foreign, { ranks: [] }, { size: 25 })).toMatchObject({ rows: [], total: 0 })
  expect(await searchEmployees(officer, NIP)).toMatchObject([{ id }])
})

test('row-level security alone hides the person and the histories', async () => {
  const { id } = await oneEmployee()
  await addRank(id, 'III/a', '2011-03-01')
  const foreign = anActor('mutation_officer', { kind: 'agencies', agencyIds: [await anAgency(database.owner)] })
  await transactRaw(foreign, async (tx) => {
    expect(await tx`select id from employees`).toHaveLength(0)
    expect(await tx`select id from rank_history`).toHaveLength(0)
  })
  expect(await database.app`select id from employees`).toHaveLength(0)
})

test('an employee sees the own record and nobody else', async () => {
  const { agencyId, id } = await oneEmployee()
  const other = await anEmployee(database.owner, agencyId, { nip: '198506142011032005' })
  const self = anActor('employee', { kind: 'self' }, { employeeId: id, agencyId })
  expect(await findEmployee(self, id)).toMatchObject({ nip: NIP })
  expect(await findEmployee(self, other)).toBeUndefined()
})

test('somebody seconded is seen by the agency that owns and by the one that employs', async () => {
  const { id, officer } = await oneEmployee()
  const host = await anAgency(database.owner, 'Instansi kerja')
  await database.owner`update employees set work_agency_id = ${host} where id = ${id}`
  const hosting = anActor('mutation_officer', { kind: 'agencies', agencyIds: [host] })
  expect(await findEmployee(hosting, id)).toMatchObject({ isSeconded: true, workAgencyName: 'Instansi kerja' })
  expect(await findEmployee(officer, id)).toMatchObject({ isSeconded: true })
})

test.each([
  ['the same NIP', { nip: NIP }, 'employees_nip'],
  ['the same NIK', { nip: '198506142011032006', nik: '1971055406850001' }, 'employees_nik_living'],
  ['a NIK of no birth date', { nip: '198506142011032006', nik: '1971059913850001' }, 'employees_nik_valid'],
])('the database refuses %s', async (_, values, constraint) => {
  const { agencyId } = await oneEmployee()
  await expect(anEmployee(database.owner, agencyId, values)).rejects.toThrow(constraint)
})

test('the NIK of somebody who died may be met again', async () => {
  const { agencyId, id } = await oneEmployee()
  await database.owner`update employees set deceased_on = '2026-01-01' where id = ${id}`
  await anEmployee(database.owner, agencyId, { nip: '198506142011032006', nik: '1971055406850001' })
})

test.each([
  '19850614201103200',
  '198502302011032004',
  '198506142011002004',
  '198506142011033004',
  '198506142011032000',
])('the database refuses the NIP %s', async (nip) => {
  const { agencyId } = await oneEmployee()
  const inserted = database.owner`
      insert into employees (agency_id, work_agency_id, nip, name, name_key, birth_place, born_on, sex, status, cpns_on)
      values (${agencyId}, ${agencyId}, ${nip}, 'A B', 'A B', 'Koba', '1985-06-14', 'female', 'pns', '2011-03-01')`
  await expect(inserted).rejects.toThrow('employees_nip_valid')
})

test('pages follow each other by name without gap or repetition, in a unit with everything below it', async () => {
  const { agencyId, officer } = await oneEmployee()
  const top = await aUnit(database.owner, agencyId, '0200', [1, 2])
  const below = await aUnit(database.owner, agencyId, '0201', [2, 2])
  const beside = await aUnit(database.owner, agencyId, '0300', [3, 3])
  const names = ['Cahya', 'Bela', 'Adi', 'Adi', 'Dodi']
  for (const [index, name] of names.entries()) {
    const id = await anEmployee(database.owner, agencyId, { nip: `19900102201504100${index + 1}`, name })
    await database.owner`update employees set unit_id = ${[top, below, below, top, beside][index] ?? top} where id = ${id}`
  }
  const filter = { unitId: top, ranks: [] }
  const first = await listEmployees(officer, filter, { size: 3 })
  expect(first).toMatchObject({ total: 4, hasMore: true })
  const last = first.rows[2]
  if (!last) throw new Error('no third row')
  const second = await listEmployees(officer, filter, { size: 3, after: last.id })
  expect([...first.rows, ...second.rows].map(({ name }) => name)).toEqual(['Adi', 'Adi', 'Bela', 'Cahya'])
  expect(second).toMatchObject({ hasMore: false, hasPrevious: true })
  const back = await listEmployees(officer, filter, { size: 3, before: second.rows[0]?.id })
  expect(back).toEqual({ ...first, hasMore: true, hasPrevious: false })
  const down = await listEmployees(officer, filter, { size: 3, sort: 'nip', isDescending: true })
  const rest = await listEmployees(officer, filter, {
    size: 3,
    sort: 'nip',
    isDescending: true,
    after: down.rows[2]?.id,
  })
  expect([...down.rows, ...rest.rows].map(({ nip }) => nip.slice(-1))).toEqual(['4', '3', '2', '1'])
})

test('reading happens in the scope of the transaction, and ends with it', async () => {
  const { officer } = await oneEmployee()
  await transact(officer, async (tx) => void (await tx.execute('select 1')))
  expect(await database.app`select id from employees`).toHaveLength(0)
})

test("a NIP that BKN took back leads to the person who had it, and is nobody else's", async () => {
  const { agencyId, id, officer } = await oneEmployee()
  const old = '198506152011032001'
  const alias = (nip: string, employeeId: string) => database.owner`
    insert into nip_aliases (nip, employee_id, reason, decided_on)
    values (${nip}, ${employeeId}, 'Tanggal lahir diperbaiki', '2026-01-05')`
  await alias(old, id)
  expect(await searchEmployees(officer, old)).toMatchObject([{ id, nip: NIP }])
  await expect(anEmployee(database.owner, agencyId, { nip: old })).rejects.toThrow('belonged to somebody else')
  const other = await anEmployee(database.owner, agencyId, { nip: '199001012015011001' })
  await expect(database.owner`update employees set nip = ${old} where id = ${other}`).rejects.toThrow('belonged')
  await expect(alias(NIP, other)).rejects.toThrow('belongs to somebody else')
})
