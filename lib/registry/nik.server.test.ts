import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { readReferenceRows } from '@/db/reference/read'
import { testDatabase } from '@/db/testing.server'
import { nikFaults } from './nik'
import { buildReference } from './reference'
import { anAgency, anEmployee } from './register.fixture'

const { owner, reset } = await testDatabase()
afterEach(reset)

const { provinceCodes } = buildReference(readReferenceRows())
const NIP = '198506142011032001'

test('the database takes a NIK of a known province when lib does, and no other', async () => {
  const digits = (from: number, to: number) =>
    fc.integer({ min: from, max: to }).map((number) => String(number).padStart(2, '0'))
  const niks = fc.sample(
    fc
      .tuple(fc.constantFrom(...provinceCodes), digits(0, 3), digits(0, 3), digits(0, 80), digits(0, 13), digits(0, 99))
      .chain((parts) => fc.constantFrom('0000', '0001', '9999').map((sequence) => [...parts, sequence].join(''))),
    5000,
  )
  const written = [
    ...niks,
    '1901013102850001',
    '1901007102850001',
    '190101150285000',
    '19010115028500011',
    '190101150285000A',
  ]
  const found = await owner<{ nik: string; isValid: boolean }[]>`
    select nik, nik_is_valid(nik) as "isValid" from unnest(${written}::text[]) as nik`
  const wrong = found.filter(({ nik, isValid }) => isValid !== (nikFaults(nik, provinceCodes).length === 0))
  expect(wrong).toEqual([])
  expect(found.filter(({ isValid }) => isValid).length).toBeGreaterThan(500)
})

test('31 February and a region 00 are refused in the register', async () => {
  const agency = await anAgency(owner)
  for (const nik of ['1901013102850001', '1900011502850001', '1901001502850001']) {
    await expect(anEmployee(owner, agency, { nip: NIP, nik })).rejects.toThrow('employees_nik_valid')
  }
  await anEmployee(owner, agency, { nip: NIP, nik: '1901012902840001' })
})

test('a register that holds such numbers loses them to the trail, and its rows stay writable', async () => {
  const agency = await anAgency(owner)
  const employee = await anEmployee(owner, agency, { nip: NIP })
  const other = await anEmployee(owner, agency, { nip: '198506142011032002', nik: '1901015502850001' })
  await owner`alter table employees drop constraint employees_nik_valid`
  await owner`update employees set nik = '1901013102850001', nik_is_valid = true where id = ${employee}`
  await owner`alter table employees add constraint employees_nik_valid check (true)`
  await owner.begin(async (tx) => {
    const statements = readFileSync('db/migrations/0057_nik_calendar.sql', 'utf8').split('--> statement-breakpoint')
    for (const statement of statements) await tx.unsafe(statement)
  })
  expect(await owner`select nik, nik_is_valid from employees order by nip`).toEqual([
    { nik: null, nik_is_valid: null },
    { nik: '1901015502850001', nik_is_valid: null },
  ])
  const trail = await owner`select event, employee_id, before from audit_events`
  expect(trail).toEqual([{ event: 'employee.clear_nik', employee_id: employee, before: { nik: '1901013102850001' } }])
  await owner`update employees set phone = '0811' where id in ${owner([employee, other])}`
  const [check] = await owner`select convalidated as valid from pg_constraint where conname = 'employees_nik_valid'`
  expect(check).toEqual({ valid: true })
})
