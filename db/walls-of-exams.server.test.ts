import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { fillEveryTable, type Person } from '@/db/testing-rows.server'
import { testAccount, testAgency } from '@/lib/auth/testing.server'

/**
 * The second wall between the people of an exam's committee, and between agencies: direct statements, as an injection
 * would run them in a transaction of one person.
 */
const database = await testDatabase()
afterEach(database.reset)

type Role = 'satya_app' | 'satya_national' | 'satya_system'
let agencyId: number
let first: Person
let second: Person
beforeEach(async () => {
  agencyId = await testAgency(database.owner, 'province')
  first = await managerOf(agencyId)
  second = await managerOf(agencyId)
  await fillEveryTable(database.owner, first)
  await database.owner`delete from exam_rulings`
  await database.owner`delete from exam_final_ties`
  await database.owner`delete from exam_settlements`
})

async function managerOf(agency: number): Promise<Person> {
  const { employeeId, id } = await testAccount(database.owner, agency, ['exam_manager'])
  return { agencies: String(agency), employee: employeeId, account: id }
}

/** How many rows a person's statement writes. */
function rows(person: Person, statement: string, role: Role = 'satya_app', actsAs = 'exam_manager'): Promise<number> {
  return database.app.begin(async (tx) => {
    await tx`select set_config('role', ${role}, true), set_config('satya.agencies', ${person.agencies}, true),
      set_config('satya.employee', ${person.employee}, true), set_config('satya.account', ${person.account}, true),
      set_config('satya.role', ${actsAs}, true)`
    return (await tx.unsafe(statement)).count
  }) as Promise<number>
}

/** What two people decide, with what stands in a row beside who proposes it. */
const BY_TWO = {
  exam_rulings: { kind: "'withdrawal'", numbers: `'["1"]'` },
  exam_final_ties: { ahead: `'["1"]'`, behind: `'["2"]'` },
  exam_settlements: { stage: "'first'", fingerprint: "'x'", objections: "'[]'", changes: "'[]'" },
}
type ByTwo = keyof typeof BY_TWO
const tables = Object.keys(BY_TWO) as ByTwo[]

const proposal = (table: ByTwo, by: string, more: Record<string, string> = {}) => {
  const row = {
    ...BY_TWO[table],
    reason: "'x'",
    proposed_by: `'${by}'`,
    proposed_name: "'x'",
    proposed_at: 'now()',
    ...more,
  }
  return `insert into ${table} (programme_id, agency_id, ${Object.keys(row).join(', ')})
    select id, ${agencyId}, ${Object.values(row).join(', ')} from exam_programmes limit 1`
}
const decision = (table: ByTwo, by: string) =>
  `update ${table} set decided_by = '${by}', decided_name = 'x', decided_at = now() where true`

/** Who decides: people of the agency, but for what the national committee is asked. */
const decider = (table: ByTwo): Role => (table === 'exam_settlements' ? 'satya_national' : 'satya_app')

describe.each(tables)('%s', (table) => {
  test.each(['satya_app', 'satya_national'] as const)(
    'one person alone agrees to nothing, as %s, whoever they sign as',
    async (role) => {
      const decided = { decided_by: `'${first.account}'`, decided_name: "'x'", decided_at: 'now()' }
      await expect(rows(first, proposal(table, second.account, decided), role)).rejects.toThrow('permission denied')
      await expect(rows(first, proposal(table, second.account), role)).rejects.toThrow('row-level security')
      expect(await rows(first, proposal(table, first.account), role)).toBe(1)
      const by = decider(table)
      await expect(rows(first, decision(table, second.account), by)).rejects.toThrow('row-level security')
      await expect(rows(first, decision(table, first.account), by)).rejects.toThrow(`${table}_two`)
      await expect(rows(first, `update ${table} set proposed_by = '${second.account}'`, role)).rejects.toThrow(
        'permission denied',
      )
    },
  )

  test('the second one decides, once', async () => {
    await rows(first, proposal(table, first.account))
    expect(await rows(second, decision(table, second.account), decider(table))).toBe(1)
    expect(await rows(second, decision(table, second.account), decider(table))).toBe(0)
  })

  test('the system neither proposes nor decides', async () => {
    await expect(rows(first, proposal(table, first.account), 'satya_system')).rejects.toThrow('permission denied')
    await expect(rows(first, decision(table, first.account), 'satya_system')).rejects.toThrow('permission denied')
  })
})

test('an agency keeps photos of its own candidates alone', async () => {
  const foreign = await managerOf(await testAgency(database.owner, 'regency'))
  const [candidate] = await database.owner<
    { id: string }[]
  >`select id from exam_candidates where agency_id = ${agencyId}`
  const photo = ({ agencies }: Person) =>
    `insert into exam_photos (candidate_id, kind, agency_id, sealed, sha256, taken_at)
    values ('${candidate?.id}', 'registration', ${agencies}, 'x', repeat('0', 64), now())`
  await expect(rows(foreign, photo(foreign))).rejects.toThrow('row-level security')
  expect(await rows(first, photo(first))).toBe(1)
  await database.owner`update exam_photos set agency_id = ${Number(foreign.agencies)}`
  expect(await rows(foreign, `update exam_photos set sealed = 'y'`)).toBe(0)
})

const NIK = '1904011508970001'
const EXCLUDED = `select * from exam_exclusions('00000000-0000-0000-0000-000000000000', array['${NIK}'])`

/** A candidate with this NIK in a programme of its own. */
async function aCandidate(agency: number, isDisqualified: boolean): Promise<void> {
  await database.owner`
    with programme as (
      insert into exam_programmes (code, name, year, sections, duration_seconds, accommodated_seconds, weight_percent,
        source, is_confirmed)
      select ${`T-${agency}`}, name, year, sections, duration_seconds, accommodated_seconds, weight_percent, source, true
      from exam_programmes limit 1 returning id
    ), formation as (
      insert into exam_formations (programme_id, agency_id, code, position_name, education, location, formation_kind, vacancies)
      select id, ${agency}, 'F-1', 'Analis', 'S-1', 'Muntok', 'umum', 1 from programme returning *
    )
    insert into exam_candidates (programme_id, formation_id, agency_id, number, nik, name, birth_place, born_on, sex,
      education, diploma_hundredths, is_disqualified)
    select programme_id, id, agency_id, 'T-1', ${NIK}, 'Peserta', 'Muntok', '1997-08-15', 'M', 'S-1', 345, ${isDisqualified}
    from formation`
}

test('whom another agency disqualified nobody is told of but who works on an exam in which they are', async () => {
  const foreign = await managerOf(await testAgency(database.owner, 'regency'))
  await aCandidate(Number(foreign.agencies), true)
  expect(await rows(first, EXCLUDED)).toBe(0)
  await aCandidate(agencyId, false)
  expect(await rows(first, EXCLUDED)).toBe(1)
  expect(await rows(first, EXCLUDED, 'satya_app', 'exam_supervisor')).toBe(1)
  expect(await rows(first, EXCLUDED, 'satya_app', 'mutation_officer')).toBe(0)
  expect(await rows({ ...first, agencies: '' }, EXCLUDED)).toBe(0)
})

test('who sets which earlier scores count does not confirm it, nor both at once', async () => {
  await database.owner`update exam_programmes set agency_id = ${agencyId}, is_confirmed = false, ranking = '{}'`
  const set = `update exam_programmes set ranking = '{"earlier": {"programme": "SKD-2023"}}', earlier_by = null`
  const confirm = 'update exam_programmes set is_confirmed = true'
  await expect(rows(first, `${set}, is_confirmed = true`)).rejects.toThrow('permission denied')
  expect(await rows(first, set)).toBeGreaterThan(0)
  await rows(second, `update exam_programmes set earlier_by = '${second.account}', name = 'Uji'`)
  await expect(rows(first, confirm)).rejects.toThrow('permission denied')
  expect(await rows(second, confirm)).toBeGreaterThan(0)
  expect(await rows(first, `update exam_programmes set name = 'Uji lagi', is_confirmed = false`)).toBeGreaterThan(0)
  expect(await rows(second, confirm)).toBeGreaterThan(0)
})
