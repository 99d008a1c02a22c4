import type { TransactionSql } from 'postgres'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { behind } from '@/db/behind.fixture'
import { closeDatabase } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import { addDays, civilDateIn } from '@/lib/civil-date'
import { listUnits } from '@/lib/registry/employees.server'
import { typedValues } from '@/lib/registry/history-fields'
import { addHistory, correctHistory } from '@/lib/registry/history-write.server'
import { refreshDueUnits } from '@/lib/registry/refresh.server'
import { anActor, anAgency, anEmployee } from '@/lib/registry/register.fixture'
import { changeUnit, correctUnit, foundUnit, withdrawUnitChange } from '@/lib/registry/units.server'
import { countOpenProposals } from '@/lib/sapk/public.server'

const database = await testDatabase()
const { owner } = database
afterAll(closeDatabase)

const today = civilDateIn('Asia/Jakarta', new Date())
const officerOf = (agencyId: number) => anActor('mutation_officer', { kind: 'agencies', agencyIds: [agencyId] })
const law = { decreeNumber: 'Perda 4/2026', decreeOn: '2026-01-02' }
const nothing = { name: '', kind: '', parentId: null, headTitle: '', headEchelon: '' }

let agencyId = 0
let officer = officerOf(0)
beforeEach(async () => {
  await database.reset()
  agencyId = await anAgency(owner)
  officer = officerOf(agencyId)
})

async function unitOf(code: string) {
  const [unit] = await owner`
    select id, name, parent_id as "parentId", head_title as "headTitle", preorder, last_preorder as last,
      founded_on::text as "foundedOn", closed_on::text as "closedOn",
      (select count(*)::int from unit_history h where h.unit_id = u.id) as version
    from units u where code = ${code} and agency_id = ${agencyId}`
  return unit as Record<string, never> & { id: number; version: number; name: string }
}

async function founded(code: string, parent: string | null, effectiveOn = '2026-01-01'): Promise<number> {
  const parentId = parent === null ? null : (await unitOf(parent)).id
  await foundUnit(officer, {
    ...nothing,
    ...law,
    change: 'found',
    agencyId,
    code,
    name: `Unit ${code}`,
    parentId,
    effectiveOn,
  })
  return (await unitOf(code)).id
}

type Change = Omit<Parameters<typeof changeUnit>[1], 'unitId' | 'version'>
const said = (change: Change['change'], more: Partial<Change> = {}): Change => ({
  ...nothing,
  ...law,
  change,
  effectiveOn: today,
  ...more,
})

async function changed(code: string, change: Change, by = officer): Promise<void> {
  const { id, version } = await unitOf(code)
  await changeUnit(by, { ...change, unitId: id, version }, countOpenProposals)
}

const rowOf = async (code: string, change: string) => {
  const [row] = await owner`
    select h.id from unit_history h join units u on u.id = h.unit_id where u.code = ${code} and h.change = ${change}
    order by h.recorded_at desc limit 1`
  return String(row?.id)
}

const aPerson = () => anEmployee(owner, agencyId, { nip: '197001012005011001' })

async function postIn(
  code: string,
  effectiveOn: string,
): Promise<Omit<Parameters<typeof addHistory>[1], 'employeeId'>> {
  const [post] = await owner`
    insert into positions (kind, name) values ('executing', 'Pengelola Uji')
    on conflict (kind, name) do update set name = excluded.name returning id`
  const values = { positionId: String(post?.id), unitId: String((await unitOf(code)).id), assignment: 'definitive' }
  return {
    kind: 'position',
    effectiveOn,
    decreeNumber: '821/1/2026',
    decreeOn: '2026-01-02',
    decreeBy: 'Bupati',
    reason: 'SK belum tercatat',
    values: { ...typedValues('position', null), ...values },
  }
}

/** Records that a person holds a post in a unit since a day. */
async function placed(employeeId: string, code: string, effectiveOn: string): Promise<string> {
  await addHistory(officer, { ...(await postIn(code, effectiveOn)), employeeId })
  const [row] = await owner`select id from position_history order by recorded_at desc limit 1`
  return String(row?.id)
}

/** The department 01 with the sections 0101 and 0102. */
async function department(): Promise<void> {
  await founded('01', null)
  await founded('0101', '01')
  await founded('0102', '01')
}

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

test('a unit ends when nothing rests on it, and the refusal says what does', async () => {
  await department()
  const person = await anEmployee(owner, agencyId, { nip: '197001012005011001' })
  const [post] = await owner`
    insert into positions (kind, name) values ('executing', 'Pengelola Uji') returning id`
  const posted = (code: string, on: string) => owner`
    insert into position_history (employee_id, effective_on, position_id, unit_id, source)
    select ${person}, ${on}, ${post?.id ?? 0}, id, 'update' from units where code = ${code}`
  await posted('0101', '2026-02-01')
  await expect(changed('0101', said('end'))).rejects.toMatchObject({
    code: 'structure.occupied',
    facts: { people: 1, names: 'Rukmini Tanjung', below: 0, proposals: 0 },
  })
  await expect(changed('01', said('end'))).rejects.toMatchObject({ facts: { people: 0, below: 2 } })

  const later = addDays(today, 30)
  await posted('0102', later)
  await expect(changed('0101', said('end', { effectiveOn: addDays(today, 29) }))).rejects.toMatchObject({
    code: 'structure.occupied',
  })
  await expect(changed('0102', said('end'))).rejects.toMatchObject({ facts: { people: 1 } }) // who comes in a month
  await changed('0101', said('end', { effectiveOn: later }))
  expect(await unitOf('0101')).toMatchObject({ closedOn: later })
  expect((await listUnits(officer, agencyId)).map(({ name }) => name)).toContain('Unit 0101')
  await expect(changed('0101', said('rename', { name: 'X' }))).rejects.toMatchObject({ code: 'structure.ended' })

  await withdrawUnitChange(officer, {
    id: await rowOf('0101', 'end'),
    version: (await unitOf('0101')).version,
    reason: 'Perda dicabut',
  })
  expect(await unitOf('0101')).toMatchObject({ closedOn: null })
})

test('a proposal under way keeps its unit', async () => {
  await department()
  const person = await anEmployee(owner, agencyId, { nip: '197001012005011001' })
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`
      insert into promotion_proposals (number, batch_id, agency_id, employee_id, unit_id, effective_on, type, from_rank,
        from_rank_since, from_service_months, from_salary_rupiah, to_rank, to_service_months, to_salary_rupiah, findings,
        made_by)
      select 'KP-1', gen_random_uuid(), ${agencyId}, ${person}, id, '2027-04-01', 'regular', 'III/a', '2020-04-01', 0, 0,
        'III/b', 0, 0, '[]', gen_random_uuid()
      from units where code = '0102'`
  })
  await expect(changed('0102', said('end'))).rejects.toMatchObject({ facts: { people: 0, below: 0, proposals: 1 } })
  await owner`update promotion_proposals set state = 'cancelled'`
  await changed('0102', said('end'))
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

test('a unit is founded no later than somebody holds a post in it, and the refusal names them', async () => {
  await founded('01', null)
  await placed(await aPerson(), '01', '2026-03-01')
  const later = async (effectiveOn: string) =>
    correctUnit(
      officer,
      {
        ...said('rename', { name: 'Unit 01', effectiveOn }),
        id: await rowOf('01', 'found'),
        version: (await unitOf('01')).version,
        reason: 'Perda menyebut hari lain',
      },
      countOpenProposals,
    )
  await expect(later('2026-03-02')).rejects.toMatchObject({
    code: 'structure.held_before',
    facts: { people: 1, names: 'Rukmini Tanjung', on: '2026-03-02' },
  })
  await later('2026-03-01')
  expect(await unitOf('01')).toMatchObject({ foundedOn: '2026-03-01' })
})

test('nobody is placed in a unit beyond the day on which it ends, unless the next post is recorded first', async () => {
  await department()
  const person = await aPerson()
  await changed('0101', said('end', { effectiveOn: addDays(today, 30) }))
  await expect(placed(person, '0101', '2026-03-01')).rejects.toMatchObject({
    facts: { on: addDays(today, 30) },
    fields: { 'values.unitId': 'history.unit_ends' },
  })
  const row = await placed(person, '0102', addDays(today, 30))
  await placed(person, '0101', '2026-03-01')
  const back = { ...(await postIn('0101', today)), employeeId: person, replacesId: row }
  await expect(correctHistory(officer, back)).rejects.toMatchObject({
    fields: { 'values.unitId': 'history.unit_ends' },
  })
})

test('who is placed in a unit while it is being ended waits and is told; two who place people do not wait', async () => {
  await department()
  const person = await aPerson()
  const lock = (how: string) => (tx: TransactionSql) =>
    tx.unsafe(`select pg_advisory_xact_lock${how}(hashtext('structure'), ${agencyId})`)
  const { id } = await unitOf('0101')
  const second = behind(
    owner,
    lock(''),
    () => placed(person, '0101', '2026-03-01'),
    (tx) => tx`
      insert into unit_history (unit_id, change, effective_on, source) values (${id}, 'end', ${addDays(today, 1)}, 'update')`,
  )
  await expect(second).rejects.toMatchObject({ fields: { 'values.unitId': 'history.unit_ends' } })
  await owner.begin(async (tx) => {
    await lock('_shared')(tx)
    await placed(person, '0102', '2026-03-01')
  })
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
  await expect(second).rejects.toMatchObject({ code: 'stale' })
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
