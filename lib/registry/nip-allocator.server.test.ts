import { afterEach, expect, test } from 'vitest'
import { transact } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import { allocateNip } from './nip-allocator.server'
import { anActor, anAgency, anEmployee } from './register.fixture'

const database = await testDatabase()
afterEach(database.reset)

const bkn = anActor('bkn_verifier', { kind: 'national' })
const person = { bornOn: '2002-08-17', cpnsOn: '2026-03-01', sex: 'male' } as const
const PREFIX = '200208172026031'

const allocate = () => transact(bkn, (tx) => allocateNip(tx, person))

test('two who ask for one prefix at the same time get 001 and 002', async () => {
  const both = await Promise.all([allocate(), allocate()])
  expect(both.sort()).toEqual([`${PREFIX}001`, `${PREFIX}002`])
})

test('a prefix continues after the numbers in use, whatever agency they are in', async () => {
  const agencyId = await anAgency(database.owner)
  await anEmployee(database.owner, agencyId, { nip: `${PREFIX}041` })
  expect(await allocate()).toBe(`${PREFIX}042`)
})

test('a number that is only an alias by now is not given again', async () => {
  const agencyId = await anAgency(database.owner)
  const employeeId = await anEmployee(database.owner, agencyId, { nip: '200208182026031001' })
  await database.owner`
    insert into nip_aliases (nip, employee_id, reason, decided_on)
    values (${`${PREFIX}007`}, ${employeeId}, 'Tanggal lahir diperbaiki', '2026-05-04')`
  expect(await allocate()).toBe(`${PREFIX}008`)
})

test('a transaction that fails leaves no gap', async () => {
  const failing = transact(bkn, async (tx) => {
    await allocateNip(tx, person)
    throw new Error('the decree could not be made')
  })
  await expect(failing).rejects.toThrow('could not be made')
  expect(await allocate()).toBe(`${PREFIX}001`)
})

test('after 999 the prefix is exhausted', async () => {
  await database.owner`insert into nip_counters (prefix, last) values (${PREFIX}, 998)`
  expect(await allocate()).toBe(`${PREFIX}999`)
  await expect(allocate()).rejects.toMatchObject({ code: 'nip_exhausted', facts: { prefix: PREFIX } })
})

test('an agency cannot give out numbers', async () => {
  const agencyId = await anAgency(database.owner)
  const officer = anActor('mutation_officer', { kind: 'agencies', agencyIds: [agencyId] })
  await expect(transact(officer, (tx) => allocateNip(tx, person))).rejects.toThrow()
})
