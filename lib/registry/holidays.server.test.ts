import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeDatabase, transact } from '@/db/client.server'
import { readReferenceRows } from '@/db/reference/read'
import { loadReference } from '@/db/seed/reference'
import { type TestDatabase, testDatabase } from '@/db/testing.server'
import { anActor, anAgency } from '@/lib/registry/register.fixture'
import { listHolidays, readHolidays, removeHoliday, setHoliday } from './holidays.server'

const admin = anActor('bkn_admin', { kind: 'national' })
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.reset()
  await loadReference(database.owner, readReferenceRows())
})
afterAll(closeDatabase)

test('a holiday is added, renamed and taken away', async () => {
  await setHoliday(admin, { day: '2027-03-10', name: 'Idulfitri' })
  await setHoliday(admin, { day: '2027-03-10', name: 'Idulfitri 1448 Hijriah' })
  expect(await listHolidays(admin, 2027)).toContainEqual({ day: '2027-03-10', name: 'Idulfitri 1448 Hijriah' })
  await removeHoliday(admin, '2027-03-10')
  expect((await listHolidays(admin, 2027)).map(({ day }) => day)).not.toContain('2027-03-10')
  await expect(removeHoliday(admin, '2027-03-10')).rejects.toMatchObject({ code: 'not_found' })
})

test('a holiday that was taken away stays away at the next start', async () => {
  await removeHoliday(admin, '2027-05-01')
  await loadReference(database.owner, readReferenceRows())
  expect((await listHolidays(admin, 2027)).map(({ day }) => day)).not.toContain('2027-05-01')
})

test('the holidays of a span are those on both its ends and between them', async () => {
  await database.owner`delete from holidays`
  const days = ['2027-03-09', '2027-03-10', '2027-03-12', '2027-03-13']
  for (const day of days) await setHoliday(admin, { day, name: 'Libur' })
  const read = (from?: string, to?: string) =>
    transact(admin, async (tx) => [...(await readHolidays(tx, from, to))].sort())
  expect(await read()).toEqual(days)
  expect(await read('2027-03-10')).toEqual(days.slice(1))
  expect(await read('2027-03-10', '2027-03-12')).toEqual(days.slice(1, 3))
})

test('an officer of an agency is stopped by the database as well', async () => {
  const agencyId = await anAgency(database.owner)
  const officer = anActor('mutation_officer', { kind: 'agencies', agencyIds: [agencyId] })
  await expect(setHoliday(officer, { day: '2027-03-10', name: 'Idulfitri' })).rejects.toThrow()
})
