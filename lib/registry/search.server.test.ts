import { afterEach, expect, test } from 'vitest'
import { transact } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import { anActor, anAgency, anEmployee } from './register.fixture'
import { searchEmployees } from './search.server'

const database = await testDatabase()
afterEach(database.reset)

async function threePeople() {
  const home = await anAgency(database.owner)
  const elsewhere = await anAgency(database.owner)
  await anEmployee(database.owner, home, { nip: '198506142011032004', name: 'Meilani Kusuma Wardhani' })
  await anEmployee(database.owner, home, { nip: '199001022015041001', name: 'Bagas Prayitno' })
  await anEmployee(database.owner, elsewhere, { nip: '198506142011032005', name: 'Meilina Kusumah' })
  return {
    officer: anActor('mutation_officer', { kind: 'agencies', agencyIds: [home] }),
    verifier: anActor('bkn_verifier', { kind: 'national' }),
    employee: anActor('employee', { kind: 'self' }),
  }
}

const names = (found: { name: string }[]) => found.map(({ name }) => name)

test.each([
  ['meilani kusuma', 'as it is written'],
  ['Hj. MEILANI, S.IP.', 'with titles'],
  ['melani wardani', 'with a letter missing in each word'],
  ['meilnai kusuma', 'with two letters in the wrong order'],
  ['meilxni', 'with another letter'],
  ['kusu', 'by the beginning of a word'],
])('%j finds a person %s', async (typed) => {
  const { officer } = await threePeople()
  expect(names(await searchEmployees(officer, typed))).toEqual(['Meilani Kusuma Wardhani'])
})

test('the best match of a verifier comes first, and everybody is searched', async () => {
  const { verifier } = await threePeople()
  expect(names(await searchEmployees(verifier, 'meilina kusumah'))[0]).toBe('Meilina Kusumah')
  expect(names(await searchEmployees(verifier, 'kusuma'))).toHaveLength(2)
})

test('a NIP is found by how it begins, grouped or not, and only in the own agency', async () => {
  const { officer, verifier } = await threePeople()
  expect(names(await searchEmployees(officer, '19850614'))).toEqual(['Meilani Kusuma Wardhani'])
  expect(names(await searchEmployees(officer, '19850614 201103 2 004'))).toEqual(['Meilani Kusuma Wardhani'])
  expect(names(await searchEmployees(verifier, '19850614'))).toHaveLength(2)
  expect(await searchEmployees(officer, '1985061420110320049')).toEqual([])
})

test('somebody without an agency finds nobody, whatever the function is asked', async () => {
  const { employee } = await threePeople()
  expect(await searchEmployees(employee, 'meilani')).toEqual([])
  const direct = transact(employee, (tx) => tx.execute("select * from search_people('MEILANI', 10)"))
  expect([...(await direct)]).toEqual([])
})

test('a new name and a changed name are found at once', async () => {
  const { officer } = await threePeople()
  await database.owner`update employees set name = 'Bagas Wicaksana', name_key = 'BAGAS WICAKSANA' where name = 'Bagas Prayitno'`
  expect(names(await searchEmployees(officer, 'wicaksna'))).toEqual(['Bagas Wicaksana'])
})

test.each(['a', ' ', '%', "'; drop table employees; --", '\\', '{x', '""'])('%j does no harm', async (typed) => {
  const { officer } = await threePeople()
  await expect(searchEmployees(officer, typed)).resolves.toBeInstanceOf(Array)
})
