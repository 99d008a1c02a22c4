import { createTranslator } from 'next-intl'
import type { TransactionSql } from 'postgres'
import { expect, test } from 'vitest'
import { behind } from '@/db/behind.fixture'
import { addDays } from '@/lib/civil-date'
import { readableFacts } from '@/lib/i18n/facts'
import { listUnits } from '@/lib/registry/employees.server'
import { correctHistory, withdrawHistory } from '@/lib/registry/history-write.server'
import { anEmployee } from '@/lib/registry/register.fixture'
import { factsOfHolders } from '@/lib/registry/unit-holders.server'
import {
  agencyId,
  aPerson,
  changed,
  department,
  founded,
  officer,
  owner,
  placed,
  postIn,
  rowOf,
  said,
  today,
  unitOf,
} from '@/lib/registry/units.fixture'
import { correctUnit, withdrawUnitChange } from '@/lib/registry/units.server'
import { countOpenProposals } from '@/lib/sapk/public.server'
import refusals from '@/messages/id/refusals.json'

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

test('a later post is not withdrawn or put off when an earlier one would then run on in a unit beyond its end', async () => {
  await department()
  const person = await aPerson()
  const end = addDays(today, 30)
  await placed(person, '0101', '2026-03-01')
  const next = await placed(person, '0102', end)
  await changed('0101', said('end', { effectiveOn: end }))
  const reopens = { code: 'history.reopens_unit', facts: { unit: 'Unit 0101', on: end } }
  const withdrawn = { kind: 'position', employeeId: person, id: next, reason: 'SK dibatalkan' } as const
  await expect(withdrawHistory(officer, withdrawn)).rejects.toMatchObject(reopens)
  const moved = async (on: string) => ({ ...(await postIn('0102', on)), employeeId: person, replacesId: next })
  await expect(correctHistory(officer, await moved(addDays(end, 1)))).rejects.toMatchObject(reopens)
  await correctHistory(officer, await moved(addDays(end, -1)))
})

test('a post is not moved beyond the end of its unit by its date alone, when the next one began before', async () => {
  await department()
  const person = await aPerson()
  const end = addDays(today, 30)
  const post = await placed(person, '0101', '2026-03-01')
  await placed(person, '0102', addDays(end, -10))
  await changed('0101', said('end', { effectiveOn: end }))
  const moved = async (on: string) =>
    correctHistory(officer, { ...(await postIn('0101', on)), employeeId: person, replacesId: post })
  for (const on of [addDays(end, 1), addDays(end, -5)]) {
    await expect(moved(on)).rejects.toMatchObject({
      code: 'history.reopens_unit',
      facts: { unit: 'Unit 0101', on: end },
    })
  }
  await moved(addDays(end, -20))
})

test('a refusal that names three of many people says that they are some of them', () => {
  const told = (count: number) => {
    const facts = {
      unit: 'Bidang',
      on: '2027-05-01',
      below: 0,
      proposals: 0,
      ...factsOfHolders({ count, names: ['Adi', 'Bela', 'Cahya'] }),
    }
    return createTranslator({ locale: 'id', messages: { refusals }, namespace: 'refusals' })(
      'structure.occupied',
      readableFacts(facts, 'id'),
    )
  }
  expect(told(4)).toContain('4 pegawai (antara lain Adi, Bela, Cahya)')
  expect(told(3)).toContain('3 pegawai (Adi, Bela, Cahya)')
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
