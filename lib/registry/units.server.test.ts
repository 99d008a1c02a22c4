import { expect, test } from 'vitest'
import { behind } from '@/db/behind.fixture'
import { addDays } from '@/lib/civil-date'
import { listUnits } from '@/lib/registry/employees.server'
import { refreshDueUnits } from '@/lib/registry/refresh.server'
import { anActor, anAgency } from '@/lib/registry/register.fixture'
import {
  agencyId,
  changed,
  database,
  department,
  founded,
  officer,
  officerOf,
  owner,
  rowOf,
  said,
  today,
  unitOf,
} from '@/lib/registry/units.fixture'
import { changeUnit, correctUnit, withdrawUnitChange } from '@/lib/registry/units.server'
import { countOpenProposals } from '@/lib/sapk/public.server'

test('units are founded, renamed, moved and headed, and the current row follows with its place in the tree', async () => {
  await department()
  await founded('010101', '0101')
  await changed('0101', said('rename', { name: 'Bidang Mutasi' }))
  await changed('010101', said('move', { parentId: (await unitOf('0102')).id }))
  await changed('01', said('head', { headTitle: 'Kepala Dinas', headEchelon: 'II.b' }))
  expect(await unitOf('01')).toMatchObject({ headTitle: 'Kepala Dinas', preorder: 1, last: 4, foundedOn: '2026-01-01' })
  expect(await unitOf('0101')).toMatchObject({ name: 'Bidang Mutasi', preorder: 2, last: 2 })
  expect(await unitOf('010101')).toMatchObject({ name: 'Unit 010101', preorder: 4, last: 4 })
  expect((await listUnits(officer, agencyId)).map(({ name, depth }) => [name, depth])).toEqual([
    ['Unit 01', 0],
    ['Bidang Mutasi', 1],
    ['Unit 0102', 1],
    ['Unit 010101', 2],
  ])
  const trail = await owner`select event, subject_id from audit_events where event like 'structure.%' order by seq`
  expect(trail.map(({ event }) => event)).toEqual([
    ...Array(4).fill('structure.add'),
    ...Array(3).fill('structure.change'),
  ])
})

test('a change to come counts from its day on, without anybody touching it', async () => {
  await department()
  const tomorrow = addDays(today, 1)
  await changed('0101', said('rename', { name: 'Bidang Baru', effectiveOn: tomorrow }))
  await founded('0103', '01', tomorrow)
  await changed('0101', said('head', { headTitle: 'Kepala Bidang' }))
  expect(await unitOf('0101')).toMatchObject({ name: 'Unit 0101', headTitle: 'Kepala Bidang' })
  expect((await listUnits(officer, agencyId)).map(({ name }) => name)).not.toContain('Unit 0103')

  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica` // a day goes by: nothing but the date has changed
    await tx`
      update unit_history set effective_on = current_date, recorded_at = now() - interval '2 days'
      where effective_on > current_date`
  })
  expect(await unitOf('0101')).toMatchObject({ name: 'Unit 0101' })
  await refreshDueUnits(new Date())
  expect(await unitOf('0101')).toMatchObject({ name: 'Bidang Baru', headTitle: 'Kepala Bidang' })
  expect((await listUnits(officer, agencyId)).map(({ name }) => name)).toContain('Unit 0103')
})

test('no unit comes below itself, now or on a day to come, nor below one of another agency', async () => {
  await department()
  const below = said('move', { parentId: (await unitOf('0101')).id })
  await expect(changed('01', below)).rejects.toMatchObject({ code: 'structure.circular' })
  await changed('0101', said('move', { parentId: null, effectiveOn: addDays(today, 10) }))
  await expect(changed('01', { ...below, effectiveOn: addDays(today, 9) })).rejects.toMatchObject({
    code: 'structure.circular',
  })
  await changed('01', { ...below, effectiveOn: addDays(today, 10) })

  const [foreign] = await owner`
    insert into units (agency_id, code, name) values (${await anAgency(owner, 'Lain')}, '09', 'Lain') returning id`
  const move = said('move', { parentId: Number(foreign?.id) })
  await expect(changed('0102', move)).rejects.toMatchObject({ code: 'structure.parent_absent' })
})

test('a row is corrected for a reason and the old one stays; the founding is never taken away', async () => {
  await department()
  await changed('0101', said('rename', { name: 'Bidnag' }))
  const correction = async (id: string, more: object) => ({
    ...said('rename', { name: 'Bidang' }),
    id,
    version: (await unitOf('0101')).version,
    reason: 'Salah ketik',
    ...more,
  })
  const id = await rowOf('0101', 'rename')
  await expect(
    correctUnit(officer, await correction(id, { name: 'Bidnag' }), countOpenProposals),
  ).rejects.toMatchObject({
    code: 'history.unchanged',
  })
  await correctUnit(officer, await correction(id, {}), countOpenProposals)
  expect(await unitOf('0101')).toMatchObject({ name: 'Bidang', version: 3 })
  await expect(correctUnit(officer, await correction(id, {}), countOpenProposals)).rejects.toMatchObject({
    code: 'stale',
  })
  const again = await correction(id, { name: 'Bidnag lagi', version: 2 })
  const values = { id: await rowOf('0101', 'rename'), name: 'Bidang', version: 3 }
  await expect(correctUnit(officer, again, countOpenProposals)).rejects.toMatchObject({
    code: 'stale',
    present: { values },
  })

  const founding = await rowOf('01', 'found')
  const { version } = await unitOf('01')
  const withdrawal = { id: founding, version, reason: 'Salah unit' }
  await expect(withdrawUnitChange(officer, withdrawal)).rejects.toMatchObject({ code: 'structure.founding_stays' })
  const late = { ...said('rename', { name: 'Dinas', effectiveOn: '2026-06-01' }), ...withdrawal }
  await expect(correctUnit(officer, late, countOpenProposals)).rejects.toMatchObject({
    code: 'structure.parent_absent',
  })
  await correctUnit(officer, { ...late, effectiveOn: '2025-06-01' }, countOpenProposals)
  expect(await unitOf('01')).toMatchObject({ foundedOn: '2025-06-01', name: 'Dinas' })
})

test('the database puts no unit below one of another agency and replaces no row of another unit', async () => {
  await department()
  const [foreign] = await owner`
    insert into units (agency_id, code, name) values (${await anAgency(owner, 'Lain')}, '09', 'Lain') returning id`
  const { id } = await unitOf('0101')
  const byApp = (write: string) =>
    database.app.begin(async (tx) => {
      await tx`select set_config('role', 'satya_app', true), set_config('satya.agencies', ${String(agencyId)}, true)`
      return tx.unsafe(write)
    })
  const moved = byApp(`
    insert into unit_history (unit_id, change, effective_on, source, parent_id)
    values (${id}, 'move', now(), 'x', ${Number(foreign?.id)})`)
  await expect(moved).rejects.toMatchObject({ constraint_name: 'unit_history_parent_agency' })
  const replaced = byApp(`
    insert into unit_history (unit_id, change, effective_on, source, name, replaces_id, reason)
    values (${id}, 'rename', now(), 'x', 'X', '${await rowOf('0102', 'found')}', 'x')`)
  await expect(replaced).rejects.toMatchObject({ constraint_name: 'unit_history_replaces_own' })
})

test('of two people at once the second is told', async () => {
  await department()
  const { id, version } = await unitOf('0101')
  const change = { ...said('rename', { name: 'Kedua' }), unitId: id, version }
  const second = behind(
    owner,
    (tx) => tx`select pg_advisory_xact_lock(hashtext('structure'), ${agencyId})`,
    () => changeUnit(officer, change, countOpenProposals),
    (tx) => tx`
      insert into unit_history (unit_id, change, effective_on, source, name) values (${id}, 'rename', ${today}, 'update', 'Pertama')`,
  )
  await expect(second).rejects.toMatchObject({ code: 'stale', present: { values: { name: 'Pertama' }, by: null } })
  expect(await unitOf('0101')).toMatchObject({ name: 'Pertama' })
})

test('an agency keeps its own units alone, BKN those of every agency, and the second wall says so too', async () => {
  await department()
  const stranger = officerOf(await anAgency(owner, 'Lain'))
  await expect(changed('0101', said('rename', { name: 'X' }), stranger)).rejects.toMatchObject({ code: 'not_found' })
  const bkn = anActor('bkn_admin', { kind: 'national' })
  await changed('0101', said('rename', { name: 'Oleh BKN' }), bkn)
  expect(await unitOf('0101')).toMatchObject({ name: 'Oleh BKN' })

  const { id } = await unitOf('0101')
  const byApp = (write: string) =>
    database.app.begin(async (tx) => {
      await tx`select set_config('role', 'satya_app', true),
        set_config('satya.agencies', ${String(stranger.actor.agencyId)}, true)`
      return tx.unsafe(write)
    })
  await expect(
    byApp(`insert into unit_history (unit_id, change, effective_on, source) values (${id}, 'end', now(), 'x')`),
  ).rejects.toThrow(/row-level security/)
  expect(await byApp('select id from unit_history')).toEqual([])
  await expect(byApp(`update unit_history set name = 'x'`)).rejects.toThrow(/permission denied/)
})

test('a code is taken once in an agency', async () => {
  await department()
  await expect(founded('0101', null)).rejects.toMatchObject({ fields: { code: 'structure.code_taken' } })
})
