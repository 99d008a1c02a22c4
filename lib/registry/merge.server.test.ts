import { beforeEach, expect, test } from 'vitest'
import { behind } from '@/db/behind.fixture'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { testAccount } from '@/lib/auth/testing.server'
import { listDuplicates } from './duplicates.server'
import { findPair, listMerged, mergeEmployees, splitEmployee } from './merge.server'
import { anActor, anAgency, anEmployee } from './register.fixture'
import { searchEmployees } from './search.server'

const { owner, reset } = await testDatabase()
const [nip, otherNip] = ['198506142011032001', '198506142012032001']
const nik = '1901015406850001'
const reason = 'SK CPNS dan hasil cek Dukcapil sama'
const nothingOpen = async () => 0

let agency: number
let one: string
let other: string
let verifier: Context
beforeEach(async () => {
  await reset()
  agency = await anAgency(owner)
  one = await anEmployee(owner, agency, { nip, name: 'Siti Rahmawati' })
  other = await anEmployee(owner, agency, { nip: otherNip, nik, name: 'Siti Rahmawati' })
  verifier = anActor('bkn_verifier', { kind: 'agencies', agencyIds: [agency] })
})

const pair = () => ({ oneId: one, otherId: other, keptId: one, reason })
const merge = (changes = {}, open = nothingOpen, by = verifier) => mergeEmployees(by, { ...pair(), ...changes }, open)
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.code,
  )
const intoOf = async (id: string) =>
  (await owner`select merged_into_id from employees where id = ${id}`)[0]?.merged_into_id

test('of two records that are one person one stays, and the number of the other leads to it', async () => {
  expect(await findPair(verifier, [one, other])).toMatchObject([{ nip }, { nip: otherNip, historyRows: 0 }])
  await merge()
  expect(await intoOf(other)).toBe(one)
  for (const typed of [otherNip, nip]) {
    expect((await searchEmployees(verifier, typed)).map(({ id }) => id)).toEqual([one])
  }
  expect((await searchEmployees(verifier, '19850614')).map(({ id }) => id)).toEqual([one])
  expect((await searchEmployees(verifier, 'siti rahmawati')).map(({ id }) => id)).not.toContain(other)
  expect(await listMerged(verifier, one)).toMatchObject([{ id: other, nip: otherNip }])
  expect((await listDuplicates(verifier, agency)).total).toBe(0)
  const [event] =
    await owner`select before, after, reason, employee_id, subject_id from audit_events where event = 'duplicate.merge'`
  expect({ ...event }).toEqual({
    before: { mergedIntoId: null, nip: otherNip },
    after: { mergedIntoId: one, nip: otherNip },
    reason,
    employee_id: other,
    subject_id: one,
  })
})

test('a number that BKN had taken back from the record that goes leads to the one that stays', async () => {
  const takenBack = '198506142010032001'
  await owner`
    insert into nip_aliases (nip, employee_id, reason, decided_on) values (${takenBack}, ${other}, 'Salah TMT', '2015-01-05')`
  expect((await searchEmployees(verifier, takenBack)).map(({ id }) => id)).toEqual([other])
  await merge()
  expect((await searchEmployees(verifier, takenBack)).map(({ id }) => id)).toEqual([one])
})

test('the account of the record that goes is closed, its histories stay with it', async () => {
  const account = await testAccount(owner, agency, ['employee'], other)
  await owner`
    insert into education_history (employee_id, effective_on, source, level, program)
    values (${other}, '2010-01-01', 'import', '40', 'S-1 Hukum')`
  await merge()
  const [row] = await owner`select state, state_reason from accounts where id = ${account.id}`
  expect({ ...row }).toEqual({ state: 'disabled', state_reason: 'holder_merged' })
  expect(await owner`select from education_history where employee_id = ${other}`).toHaveLength(1)
})

test('a merge is undone with a reason: the record stands for itself again', async () => {
  await merge()
  await splitEmployee(verifier, { id: other, reason: 'Ternyata saudara kembar' })
  expect(await intoOf(other)).toBeNull()
  expect((await searchEmployees(verifier, otherNip)).map(({ id }) => id)).toEqual([other])
  const [event] = await owner`select reason, subject_id from audit_events where event = 'duplicate.split'`
  expect({ ...event }).toEqual({ reason: 'Ternyata saudara kembar', subject_id: one })
  expect(await refused(splitEmployee(verifier, { id: other, reason }))).toBe('merge.not_merged')
})

test('a list of who may be promoted is computed again for the record that goes, and for the one that comes back', async () => {
  const marked = async () =>
    (await owner`delete from nominative_stale returning employee_id`).map(({ employee_id }) => employee_id)
  await marked()
  await merge()
  expect(await marked()).toEqual([other])
  await splitEmployee(verifier, { id: other, reason: 'Ternyata saudara kembar' })
  expect(await marked()).toEqual([other])
})

test('nobody gets back a NIK that another record has by now', async () => {
  await merge()
  await owner`update employees set nik = ${nik} where id = ${one}`
  expect(await refused(splitEmployee(verifier, { id: other, reason }))).toBe('merge.nik_taken')
  expect(await intoOf(other)).toBe(one)
})

test('a NIK is taken, too, where somebody has it whom the actor does not see', async () => {
  await merge()
  await anEmployee(owner, await anAgency(owner), { nip: '198506142014032001', nik })
  expect(await refused(splitEmployee(verifier, { id: other, reason }))).toBe('merge.nik_taken')
  expect(await intoOf(other)).toBe(one)
})

test('nobody takes back a merge into their own record, nor of it', async () => {
  await merge()
  for (const employeeId of [one, other]) {
    const themselves = { ...verifier, actor: { ...verifier.actor, employeeId } }
    expect(await refused(splitEmployee(themselves, { id: other, reason }))).toBe('duty.own_file')
  }
  expect(await intoOf(other)).toBe(one)
})

test('of two who are compared each shows how many rows stand in all histories', async () => {
  const learnt = async (id: string, replacesId: string | null = null, isVoid = false): Promise<string> => {
    const [row] = await owner<{ id: string }[]>`
      insert into education_history (employee_id, effective_on, source, level, program, replaces_id, is_void, reason)
      values (${id}, '2010-01-01', 'import', '40', 'S-1 Hukum', ${replacesId}, ${isVoid}, ${replacesId && 'Salah ketik'})
      returning id`
    return row?.id ?? ''
  }
  await learnt(one, await learnt(one))
  await learnt(other, await learnt(other), true)
  await learnt(other)
  await owner`
    insert into rank_history (employee_id, effective_on, rank, service_months, source)
    values (${one}, '2014-04-01', 'III/a', 36, 'import')`
  expect(await findPair(verifier, [other, one])).toMatchObject([{ historyRows: 1 }, { historyRows: 2 }])
})

test('while a case of either runs, while others lead to the one that goes, or about oneself, nobody merges', async () => {
  expect(await refused(merge({}, async () => 2))).toBe('merge.open_cases')
  const asked: string[] = []
  await refused(merge({}, (async (_: unknown, ids: readonly string[]) => asked.push(...ids)) as never))
  expect(asked.sort()).toEqual([one, other].sort())
  const third = await anEmployee(owner, agency, { nip: '198506142013032001' })
  await merge({ oneId: other, otherId: third, keptId: other })
  expect(await refused(merge())).toBe('merge.leads_on')
  const themselves = { ...verifier, actor: { ...verifier.actor, employeeId: one } }
  expect(await refused(merge({ keptId: other }, nothingOpen, themselves))).toBe('duty.own_file')
  expect(await intoOf(one)).toBeNull()
})

test('records out of scope, one record twice and a third one to stay are not found', async () => {
  const foreign = await anEmployee(owner, await anAgency(owner), { nip: '198506142014032001' })
  expect(await findPair(verifier, [one, foreign])).toBeUndefined()
  expect(await findPair(verifier, [one, one])).toBeUndefined()
  for (const changes of [
    { otherId: foreign },
    { otherId: one },
    { keptId: foreign },
    { keptId: foreign, oneId: foreign },
  ]) {
    expect(await refused(merge(changes))).toBe('not_found')
  }
  await owner`update employees set merged_into_id = ${one} where id = ${foreign}`
  expect(await refused(splitEmployee(verifier, { id: foreign, reason }))).toBe('not_found')
})

test('of two who merge a pair the other way round at once, one is told', async () => {
  const second = behind(
    owner,
    (tx) => tx`select from employees where id in (${one}, ${other}) order by id for update`,
    () => merge({ keptId: other }),
    (tx) => tx`update employees set merged_into_id = ${one} where id = ${other}`,
  )
  await expect(second).rejects.toMatchObject({ code: 'not_found' })
  expect([await intoOf(one), await intoOf(other)]).toEqual([null, one])
})
