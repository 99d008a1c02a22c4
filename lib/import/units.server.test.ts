import { expect, test } from 'vitest'
import { applyRun } from './apply-run.server'
import type { UnitRow } from './people.fixture'
import { undoRun } from './undo-run.server'
import { agencyId, checked, officer, owner, runOf } from './units-sheet.fixture'

const tree = () => owner`
  select u.code, p.code as above from units u left join units p on p.id = u.parent_id order by u.code`

test('units below each other are refused by row when the file is checked', async () => {
  const runId = await checked(['0101', 'Bidang A', '0102'], ['0102', 'Bidang B', '0101'])
  expect(await runOf(runId)).toMatchObject({
    status: 'failed',
    failure: 'import.unit_circular',
    failure_facts: { row: 3, code: '0101', parent: '0102' },
  })
})

test('a cycle through a unit that has moved since the check is refused when the file is applied', async () => {
  await owner`insert into units (agency_id, code, name) values (${agencyId}, '0100', 'Dinas')`
  const runId = await checked(['0101', 'Bidang A', '0100'])
  await owner`insert into units (agency_id, code, name) values (${agencyId}, '0101', 'Bidang A')`
  await owner`
    update units set parent_id = (select id from units where code = '0101') where code = '0100'`
  await applyRun(officer, runId, 'valid_rows')
  expect(await runOf(runId)).toMatchObject({ status: 'checked', failure: 'import.unit_circular' })
})

test('no writer whatever puts a unit below itself', async () => {
  await applyRun(officer, await checked(['01', 'Dinas', ''], ['0101', 'Bidang A', '01']), 'valid_rows')
  expect(await tree()).toEqual([
    { code: '01', above: null },
    { code: '0101', above: '01' },
  ])
  const move = owner`update units set parent_id = (select id from units where code = '0101') where code = '01'`
  await expect(move).rejects.toMatchObject({ constraint_name: 'units_no_cycle' })
  const both = owner`update units set parent_id = (select max(id) + min(id) from units) - id`
  await expect(both).rejects.toMatchObject({ constraint_name: 'units_no_cycle' })
})

const units = () => owner`
  select u.code, u.name, u.head_title, u.head_echelon, p.code as above, u.preorder
  from units u left join units p on p.id = u.parent_id order by u.code`

test('the sheet renames, moves and heads units that the agency has, once, and taking it back restores them', async () => {
  const first: UnitRow[] = [
    ['01', 'Dinas', '', 'II.a', 'Kepala Dinas'],
    ['0101', 'Bidang A', '01', 'III.b', 'Kepala Bidang A'],
    ['0102', 'Bidang B', '01', 'III.b', 'Kepala Bidang B'],
  ]
  await applyRun(officer, await checked(...first), 'all_or_nothing')
  const before = await units()
  await owner`delete from nominative_stale`

  const second: UnitRow[] = [
    ['01', 'Dinas Baru', ''],
    ['0101', 'Bidang A', '0102', 'III.b', 'Kepala Bidang A'],
    ['0102', 'Bidang B', '01', 'NON'],
    ['0103', 'Bidang C', '0102'],
  ]
  const runId = await checked(...second)
  expect((await runOf(runId))?.counts).toMatchObject({ newUnits: 1, changedUnits: 3, newRows: 0, updatedRows: 0 })
  await applyRun(officer, runId, 'all_or_nothing')
  expect(await runOf(runId)).toMatchObject({ status: 'applied', failure: null })
  expect(await units()).toMatchObject([
    { code: '01', name: 'Dinas Baru', head_title: 'Kepala Dinas', head_echelon: 'II.a', above: null, preorder: 1 },
    { code: '0101', head_title: 'Kepala Bidang A', above: '0102', preorder: 3 },
    { code: '0102', head_title: null, head_echelon: null, above: '01', preorder: 2 },
    { code: '0103', above: '0102', preorder: 4 },
  ])
  expect(await owner`select agency_id from nominative_stale`).toEqual([{ agency_id: agencyId }])
  const [event] = await owner`
    select before, after from audit_events where after ->> 'step' = 'units' and subject_id = ${runId}`
  expect(event?.before.units).toHaveLength(3)
  expect(event?.after.units).toHaveLength(4)

  const said = await owner`
    select u.code, h.change, h.effective_on::text as on, h.source_id = ${runId} as by_run from unit_history h
    join units u on u.id = h.unit_id where h.change <> 'found' or u.code = '0103' order by u.code, h.change`
  const [run] = await owner`select data_on::text as on from import_runs where id = ${runId}`
  expect(said.map(({ code, change, on }) => [code, change, on])).toEqual([
    ['01', 'rename', run?.on],
    ['0101', 'move', run?.on],
    ['0102', 'head', run?.on],
    ['0103', 'found', '1900-01-01'],
  ])
  expect(said.every(({ by_run }) => by_run)).toBe(true)

  const again = await checked(...second)
  await expect(applyRun(officer, again, 'all_or_nothing')).rejects.toMatchObject({ code: 'import.nothing_to_apply' })
  await undoRun(officer, runId)
  expect(await units()).toEqual(before)
  const voided = await owner`select reason from unit_history where is_void`
  expect(voided).toHaveLength(3)
  expect(voided[0]?.reason).toContain('Pembatalan impor')
})

test('what was said of a unit after the import stays when the import is taken back', async () => {
  await applyRun(officer, await checked(['01', 'Dinas', ''], ['0101', 'Bidang A', '01']), 'all_or_nothing')
  const runId = await checked(['01', 'Dinas Baru', ''], ['0101', 'Bidang B', '01'])
  await applyRun(officer, runId, 'all_or_nothing')
  await owner`
    insert into unit_history (unit_id, change, effective_on, source, name)
    select id, 'rename', current_date, 'update', 'Bidang C' from units where code = '0101'`
  await undoRun(officer, runId)
  expect((await units()).map(({ name }) => name)).toEqual(['Dinas', 'Bidang C'])
})

test('an import is not taken back when units would stand below each other on any day', async () => {
  const first: UnitRow[] = [
    ['01', 'Dinas', ''],
    ['0102', 'Bidang B', '01'],
    ['0101', 'Bidang A', '0102'],
  ]
  await applyRun(officer, await checked(...first), 'all_or_nothing')
  const runId = await checked(['0101', 'Bidang A', '01'])
  await owner`update import_runs set data_on = current_date - 9 where id = ${runId}`
  await applyRun(officer, runId, 'all_or_nothing')
  const moved = (days: number, above = '0101') => owner`
    insert into unit_history (unit_id, change, effective_on, source, parent_id)
    select b.id, 'move', current_date + ${days}::int, 'update', a.id from units a, units b
    where a.code = ${above} and b.code = '0102'`
  await moved(-8)
  await moved(-7, '01')
  await expect(undoRun(officer, runId)).rejects.toMatchObject({ code: 'structure.circular' })
  await moved(9)
  await expect(undoRun(officer, runId)).rejects.toMatchObject({ code: 'structure.circular' })
  await moved(0)
  await expect(undoRun(officer, runId)).rejects.toMatchObject({ code: 'structure.circular' })
  expect(await tree()).toMatchObject([{ code: '01' }, { code: '0101', above: '01' }, { code: '0102', above: '0101' }])
})

test('a unit that has ended comes back by no sheet', async () => {
  await applyRun(officer, await checked(['01', 'Dinas', ''], ['0101', 'Bidang A', '01']), 'all_or_nothing')
  await owner`
    insert into unit_history (unit_id, change, effective_on, source)
    select id, 'end', current_date, 'update' from units where code = '0101'`
  const runId = await checked(['0101', 'Bidang A', '01'])
  expect(await runOf(runId)).toMatchObject({ failure: 'import.unit_ended', failure_facts: { row: 3, code: '0101' } })
})

test('taking an import back takes its units with it, unless somebody is in them', async () => {
  const runId = await checked(['01', 'Dinas', ''], ['0101', 'Bidang A', '01'], ['0102', 'Bidang B', '01'])
  await applyRun(officer, runId, 'all_or_nothing')
  await owner`
    insert into award_history (employee_id, effective_on, source, kind, year)
    select id, '2026-01-01', 'update', 'SL10', 2026 from employees`
  expect(await undoRun(officer, runId)).toEqual({ undone: 0, kept: 1 })
  expect((await units()).map(({ code }) => code)).toEqual(['01', '0101'])
})
