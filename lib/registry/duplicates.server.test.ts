import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { listDuplicates } from './duplicates.server'
import { anActor, anAgency, anEmployee } from './register.fixture'

const database = await testDatabase()
afterEach(database.reset)

test('the same name and birth date, or a similar name with date and place, are suggested; others are not', async () => {
  const here = await anAgency(database.owner)
  const there = await anAgency(database.owner)
  await anEmployee(database.owner, here, { nip: '198506142011032001', name: 'Siti Rahmawati', birthPlace: 'Koba' })
  await anEmployee(database.owner, there, {
    nip: '198506142012032001',
    name: 'Hj. Siti Rahmawati',
    birthPlace: 'Muntok',
  })
  await anEmployee(database.owner, here, { nip: '198506142013032001', name: 'Siti Rachmawati', birthPlace: 'Koba' })
  await anEmployee(database.owner, here, { nip: '198506142014032001', name: 'Dewi Lestari', birthPlace: 'Koba' })
  await anEmployee(database.owner, here, { nip: '198506152011032001', name: 'Siti Rahmawati', birthPlace: 'Koba' })

  const pairs = await listDuplicates(anActor('bkn_verifier', { kind: 'national' }), here)
  expect(pairs.map(({ name, otherName }) => [name, otherName].sort())).toEqual([
    ['Hj. Siti Rahmawati', 'Siti Rahmawati'],
    ['Siti Rachmawati', 'Siti Rahmawati'],
  ])

  const officer = anActor('bkn_verifier', { kind: 'agencies', agencyIds: [here] })
  expect(await listDuplicates(officer, here)).toHaveLength(1)
  expect(await listDuplicates(officer, there)).toEqual([])
})
