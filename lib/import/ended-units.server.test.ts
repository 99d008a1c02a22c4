import { expect, test } from 'vitest'
import { addDays, civilDateIn } from '@/lib/civil-date'
import { applyRun } from './apply-run.server'
import type { workbookOf } from './people.fixture'
import { undoRun } from './undo-run.server'
import { checked, checkedOf, officer, owner, runOf } from './units-sheet.fixture'

const daysAgo = (days: number) => addDays(civilDateIn('Asia/Jakarta', new Date()), -days)
const endedAgo = (days: number) => owner`
  insert into unit_history (unit_id, change, effective_on, source)
  select id, 'end', ${daysAgo(days)}, 'update' from units where code = '0101'`

test('nobody is put by a sheet in a unit beyond its end, told in the row at the check, and asked again when it is applied', async () => {
  await applyRun(officer, await checked(['01', 'Dinas', ''], ['0101', 'Bidang A', '01']), 'all_or_nothing')
  await owner`delete from position_history`
  const before = await checked()
  await endedAgo(-30)
  await applyRun(officer, before, 'all_or_nothing')
  expect(await runOf(before)).toMatchObject({ failure: 'import.check_again' })

  const runId = await checked()
  expect(await owner`select code, "column", facts from import_problems where run_id = ${runId} and is_error`).toEqual([
    { code: 'UNOR_ENDS', column: 'unor_kode', facts: { endsOn: daysAgo(-30) } },
  ])
})

test('whoever left service keeps a last unit that is being ended', async () => {
  await applyRun(officer, await checked(['01', 'Dinas', ''], ['0101', 'Bidang A', '01']), 'all_or_nothing')
  await endedAgo(-30)
  const pensioner = await checkedOf({ nip: '198503152010011002', nik: '1971011503850002', kedudukan_hukum: '99' })
  expect(await owner`select code from import_problems where run_id = ${pensioner} and is_error`).toEqual([])
  await applyRun(officer, pensioner, 'all_or_nothing')
  expect(await runOf(pensioner)).toMatchObject({ status: 'applied' })
})

const PENSIONER = { nip: '198503152010011002', nik: '1971011503850002', kedudukan_hukum: '99' }
const errors = (runId: string) =>
  owner`select code, facts ->> 'endsOn' as ended from import_problems where run_id = ${runId} and is_error`

test('a unit that has ended is known: who left service held a post in it, and nobody else is put there', async () => {
  await applyRun(officer, await checked(['01', 'Dinas', ''], ['0101', 'Bidang A', '01']), 'all_or_nothing')
  await owner`delete from position_history`
  await endedAgo(30)
  const ended = daysAgo(30)
  expect(await errors(await checked())).toEqual([{ code: 'UNOR_ENDS', ended }])
  expect(await errors(await checkedOf({ ...PENSIONER, tmt_jabatan: addDays(ended, 1) }))).toEqual([
    { code: 'UNOR_ENDS', ended },
  ])
  const pensioner = await checkedOf(PENSIONER)
  expect(await errors(pensioner)).toEqual([])
  expect(await applyRun(officer, pensioner, 'all_or_nothing')).toBe(true)
  const [held] = await owner`
    select u.code from position_history h join units u on u.id = h.unit_id
    join employees e on e.id = h.employee_id where e.nip = ${PENSIONER.nip}`
  expect(held?.code).toBe('0101')
})

const isBack = { ...PENSIONER, kedudukan_hukum: '01' }

test('whoever left service comes back into no post in a unit that has ended', async () => {
  await applyRun(officer, await checked(['01', 'Dinas', ''], ['0101', 'Bidang A', '01']), 'all_or_nothing')
  await endedAgo(30)
  expect(await applyRun(officer, await checkedOf(PENSIONER), 'all_or_nothing')).toBe(true)
  const refused = [{ code: 'BACK_IN_ENDED_UNIT', ended: daysAgo(30) }]
  expect(await errors(await checkedOf(isBack))).toEqual(refused)
  expect(await errors(await checkedOf({ ...isBack, unor_kode: '01', tmt_jabatan: '01-04-2023' }))).toEqual(refused)
  expect(await errors(await checkedOf({ ...isBack, unor_kode: '01' }))).toEqual([])
  expect(await errors(await checkedOf({ ...isBack, unor_kode: '01', tmt_jabatan: '01-04-2025' }))).toEqual([])
  expect(await errors(await checkedOf({ ...PENSIONER, alamat: 'Jalan Baru 2' }))).toEqual([])
  await owner`update employees set legal_status = '01'`
  expect(await errors(await checkedOf({ ...isBack, alamat: 'Jalan Baru 2' }))).toEqual([])
})

test('of two imports checked side by side the second puts nobody in a unit that has ended', async () => {
  await applyRun(officer, await checked(['01', 'Dinas', ''], ['0101', 'Bidang A', '01']), 'all_or_nothing')
  const inService = { ...isBack, unor_kode: '01', tmt_jabatan: '01-04-2023' }
  expect(await applyRun(officer, await checkedOf(inService), 'all_or_nothing')).toBe(true)
  await endedAgo(30)
  const leaves = await checkedOf(PENSIONER)
  const stays = await checkedOf({ ...inService, alamat: 'Jalan Baru 2' })
  expect(await errors(leaves)).toEqual([])
  expect(await errors(stays)).toEqual([])
  expect(await applyRun(officer, leaves, 'all_or_nothing')).toBe(true)
  expect(await applyRun(officer, stays, 'all_or_nothing')).toBe(false)
  expect(await runOf(stays)).toMatchObject({ failure: 'import.check_again' })
})

test.each<[string, Parameters<typeof workbookOf>[0]]>([
  ['moved', { unor_kode: '01' }],
  ['followed by a post elsewhere', { unor_kode: '01', tmt_jabatan: '01-04-2025' }],
  ['of somebody who left service', { kedudukan_hukum: '99' }],
])('an import is not taken back into a unit that has ended since: a post %s', async (_, changed) => {
  await applyRun(officer, await checked(['01', 'Dinas', ''], ['0101', 'Bidang A', '01']), 'all_or_nothing')
  const runId = await checkedOf({ kedudukan_hukum: '01', ...changed })
  expect(await applyRun(officer, runId, 'all_or_nothing')).toBe(true)
  const posts = () => owner`select legal_status, unit_id, position_since from employees`
  const before = await posts()
  await endedAgo(1)
  expect(await undoRun(officer, runId)).toEqual({ undone: 0, kept: 1 })
  expect(await posts()).toEqual(before)
  expect(await runOf(runId)).toMatchObject({ status: 'undone', counts: { kept: 1 } })
})

test('an import that left somebody in the unit is taken back although it has ended', async () => {
  await applyRun(officer, await checked(['01', 'Dinas', ''], ['0101', 'Bidang A', '01']), 'all_or_nothing')
  const runId = await checkedOf({ alamat: 'Jalan Baru 2' })
  await applyRun(officer, runId, 'all_or_nothing')
  await endedAgo(1)
  expect(await undoRun(officer, runId)).toEqual({ undone: 1, kept: 0 })
})

test('an earlier post in a unit that has ended is taken where the register has the one that followed by then', async () => {
  await applyRun(officer, await checked(['01', 'Dinas', ''], ['0101', 'Bidang A', '01']), 'all_or_nothing')
  await owner`
    update position_history set effective_on = ${daysAgo(40)}, unit_id = (select id from units where code = '01')`
  await endedAgo(30)
  const earlier = await checked()
  expect(await errors(earlier)).toEqual([])
  expect(await applyRun(officer, earlier, 'all_or_nothing')).toBe(true)
  await owner`delete from position_history where unit_id = (select id from units where code = '0101')`
  await owner`update position_history set effective_on = ${daysAgo(20)}`
  expect(await errors(await checked())).toMatchObject([{ code: 'UNOR_ENDS' }])
})
