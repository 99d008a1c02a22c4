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
  const day = '2027-03-10'
  await setHoliday(admin, { day, version: '', name: 'Idulfitri' })
  await setHoliday(admin, { day, version: await versionOf(day), name: 'Idulfitri 1448 Hijriah' })
  expect(await listHolidays(admin, 2027)).toContainEqual(
    expect.objectContaining({ day, name: 'Idulfitri 1448 Hijriah' }),
  )
  await removeHoliday(admin, { day, version: await versionOf(day) })
  expect((await listHolidays(admin, 2027)).map(({ day }) => day)).not.toContain('2027-03-10')
  await expect(removeHoliday(admin, { day, version: '' })).rejects.toMatchObject({ code: 'not_found' })
})

test('whoever was late is told the name that stands there now, by whom and when; one of two at once is late', async () => {
  const day = '2027-03-10'
  const seen = ''
  const both = ['Idulfitri', 'Idul Fitri'].map((name) => setHoliday(admin, { day, version: seen, name }))
  const [late] = (await Promise.allSettled(both)).filter(({ status }) => status === 'rejected')
  const [holiday] = (await listHolidays(admin, 2027)).filter((one) => one.day === day)
  const present = {
    values: { version: holiday?.version, name: holiday?.name },
    by: admin.actor.name,
    at: expect.any(String),
  }
  expect(late).toMatchObject({ reason: { code: 'stale', present } })

  await removeHoliday(admin, { day, version: holiday?.version ?? '' })
  const renamed = setHoliday(admin, { day, version: holiday?.version ?? '', name: 'Cuti' })
  await expect(renamed).rejects.toMatchObject({ code: 'stale', present: { values: { version: '', name: '' } } })
  await expect(removeHoliday(admin, { day, version: holiday?.version ?? '' })).rejects.toMatchObject({ code: 'stale' })
})

test('a holiday that was taken away stays away at the next start', async () => {
  await removeHoliday(admin, { day: '2027-05-01', version: await versionOf('2027-05-01') })
  await loadReference(database.owner, readReferenceRows())
  expect((await listHolidays(admin, 2027)).map(({ day }) => day)).not.toContain('2027-05-01')
})

test('the holidays of a span are those on both its ends and between them', async () => {
  await database.owner`delete from holidays`
  const days = ['2027-03-09', '2027-03-10', '2027-03-12', '2027-03-13']
  for (const day of days) await setHoliday(admin, { day, version: '', name: 'Libur' })
  const read = (from?: string, to?: string) =>
    transact(admin, async (tx) => [...(await readHolidays(tx, from, to))].sort())
  expect(await read()).toEqual(days)
  expect(await read('2027-03-10')).toEqual(days.slice(1))
  expect(await read('2027-03-10', '2027-03-12')).toEqual(days.slice(1, 3))
})

test('an officer of an agency is stopped by the database as well', async () => {
  const agencyId = await anAgency(database.owner)
  const officer = anActor('mutation_officer', { kind: 'agencies', agencyIds: [agencyId] })
  await expect(setHoliday(officer, { day: '2027-03-10', version: '', name: 'Idulfitri' })).rejects.toThrow()
})

async function versionOf(day: string) {
  return (await listHolidays(admin, 2027)).find((holiday) => holiday.day === day)?.version ?? ''
}
