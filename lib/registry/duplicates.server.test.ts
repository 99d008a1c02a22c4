import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { countDuplicates, dismissDuplicate, listDuplicates } from './duplicates.server'
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

  const { pairs, total } = await listDuplicates(anActor('bkn_verifier', { kind: 'national' }), here)
  expect(pairs.map(({ name, otherName }) => [name, otherName].sort())).toEqual([
    ['Hj. Siti Rahmawati', 'Siti Rahmawati'],
    ['Siti Rachmawati', 'Siti Rahmawati'],
  ])

  expect(total).toBe(2)

  const officer = anActor('bkn_verifier', { kind: 'agencies', agencyIds: [here] })
  expect((await listDuplicates(officer, here)).pairs).toHaveLength(1)
  expect(await listDuplicates(officer, there)).toEqual({ pairs: [], total: 0 })
})

test('a NIP that disagrees with the birth date hides no duplicate, nor does the way a place is written', async () => {
  const here = await anAgency(database.owner)
  const one = await anEmployee(database.owner, here, { nip: '198506142011032001', name: 'Siti Rahmawati' })
  const other = await anEmployee(database.owner, here, { nip: '198507142011032001', name: 'Siti Rahmawati' })
  await database.owner`update employees set born_on = '1985-06-14' where id = ${other}`
  const third = await anEmployee(database.owner, here, { nip: '198506142013032001', name: 'Siti Rachmawati' })
  await database.owner`update employees set birth_place = 'Kab. BANGKA' where id = ${one}`
  await database.owner`update employees set birth_place = 'Bangka' where id = ${third}`
  const { pairs } = await listDuplicates(anActor('bkn_verifier', { kind: 'national' }), here)
  const ids = pairs.map(({ id, otherId }) => [id, otherId].sort())
  expect(ids).toEqual(expect.arrayContaining([[one, other].sort(), [one, third].sort()]))
})

test('a pair that was declared two people is not suggested again, and the trail says why', async () => {
  const here = await anAgency(database.owner)
  const one = await anEmployee(database.owner, here, { nip: '198506142011032001', name: 'Siti Rahmawati' })
  const other = await anEmployee(database.owner, here, { nip: '198506142012032001', name: 'Siti Rahmawati' })
  const verifier = anActor('bkn_verifier', { kind: 'agencies', agencyIds: [here] })
  const pair = { employeeId: other, otherId: one, reason: 'Nama ibu dan NIK berbeda' }
  const foreign = anActor('bkn_verifier', { kind: 'agencies', agencyIds: [await anAgency(database.owner)] })
  await expect(dismissDuplicate(foreign, pair)).rejects.toMatchObject({ code: 'not_found' })
  await dismissDuplicate(verifier, pair)
  await dismissDuplicate(verifier, pair)
  expect(await listDuplicates(verifier, here)).toEqual({ pairs: [], total: 0 })
  const [event] = await database.owner`select reason from audit_events where event = 'duplicate.dismiss'`
  expect(event?.reason).toBe('Nama ibu dan NIK berbeda')
})

test('the agencies with look-alikes come with the size of their list, the most first, in the scope of who asks', async () => {
  const agencies = [await anAgency(database.owner, 'Kota A'), await anAgency(database.owner, 'Kota B')] as const
  const [here, there] = agencies
  const none = await anAgency(database.owner, 'Kota C')
  const nip = (year: number) => `19850614${year}012001`
  const add = (agency: number, number: string, name: string, birthPlace = 'Koba') =>
    anEmployee(database.owner, agency, { nip: number, name, birthPlace })
  const one = await add(here, nip(2011), 'Siti Rahmawati')
  const two = await add(here, nip(2012), 'Siti Rachmawati', 'Kab. Koba')
  await add(there, nip(2013), 'Siti Rahmawati', 'Muntok')
  await add(there, nip(2014), 'Dewi Lestari')
  await add(none, nip(2015), 'Rukmini Tanjung')
  const misread = await add(here, '198507142011012001', 'Siti Rachmawati')
  await database.owner`update employees set born_on = '1985-06-14' where id = ${misread}`

  const everywhere = anActor('bkn_verifier', { kind: 'national' })
  const sizes = async (context = everywhere) =>
    (await countDuplicates(context)).map(({ agencyId, pairs }) => [agencyId, pairs])
  const listed = async (context = everywhere) => {
    const sized = [here, there, none].map(async (id) => [id, (await listDuplicates(context, id)).total])
    return (await Promise.all(sized)).filter(([, total]) => total !== 0)
  }
  expect(await listed()).toEqual([
    [here, 4],
    [there, 1],
  ])
  expect(await sizes()).toEqual(await listed())

  await dismissDuplicate(everywhere, { employeeId: one, otherId: two, reason: 'Nama ibu dan NIK berbeda' })
  expect(await sizes()).toEqual([
    [here, 3],
    [there, 1],
  ])
  const regional = anActor('bkn_verifier', { kind: 'agencies', agencyIds: [there, none] })
  expect(await sizes(regional)).toEqual(await listed(regional))
  expect(await sizes(regional)).toEqual([])
})
