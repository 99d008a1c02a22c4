import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { fillEveryTable, listTables, type Person } from '@/db/testing-rows.server'
import { testAccount, testAgency } from '@/lib/auth/testing.server'

/**
 * The second wall against writing: every table of the catalogue holds a row of one agency, which other people then try
 * to copy, to change and to delete, and which the agency's own people may write where the grants say so.
 */
const database = await testDatabase()
afterAll(database.reset)

/** What a person writes for themselves whoever they are: marks on a list, lists to download, the trail of what they do, plan and work. */
const ONES_OWN = [
  'appraiser_reports',
  'audit_events',
  'daily_entries',
  'entry_evidence',
  'files',
  'entry_reminders',
  'evaluation_behaviours',
  'evaluation_lines',
  'evaluations',
  'list_exports',
  'plan_behaviours',
  'plan_feedback',
  'plan_indicators',
  'plan_items',
  'plan_notes',
  'plans',
  'saved_views',
]
/** What begins at a step that this fixture has not reached: the other files `walls-of-…` take it. */
const OF_A_STEP = [
  'entry_reminders',
  'evaluation_behaviours',
  'evaluations',
  'exam_final_ties',
  'exam_rulings',
  'half_signed_forms',
  'plan_feedback',
  'plans',
]
/** Hashes and sizes of contents, which belong to nobody. */
const OF_NOBODY = ['files']

const tables = await listTables(database.owner)
const nobody: Person = { agencies: '', employee: '', account: '' }
const people = { own: nobody, foreign: nobody, host: nobody, self: nobody }

beforeAll(async () => {
  const [own, foreign, host] = [
    await testAgency(database.owner, 'province'),
    await testAgency(database.owner, 'regency'),
    await testAgency(database.owner, 'city'),
  ]
  const owner = await testAccount(database.owner, own, ['mutation_officer', 'employee'])
  await database.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica` // the account is not disabled, and nothing is written down
    await tx`update employees set work_agency_id = ${host} where id = ${owner.employeeId}`
  })
  people.own = { agencies: String(own), employee: owner.employeeId, account: owner.id }
  people.self = { ...people.own, agencies: '' }
  people.foreign = await officerOf(foreign)
  people.host = await officerOf(host)
  await fillEveryTable(database.owner, people.own)
})

async function officerOf(agencyId: number): Promise<Person> {
  const { employeeId, id } = await testAccount(database.owner, agencyId, ['mutation_officer'])
  return { agencies: String(agencyId), employee: employeeId, account: id }
}

describe.each([
  ['an officer of another agency', 'foreign', OF_NOBODY],
  ['an officer of the agency that a person is lent to', 'host', OF_NOBODY],
  ['the person themselves', 'self', ONES_OWN],
  ['a transaction without an actor', 'nobody', []],
] as const)('%s', (_, who, may) => {
  const writer = () => (who === 'nobody' ? nobody : people[who])

  test.each(tables.filter((table) => !(may as readonly string[]).includes(table)))(
    'writes nothing into %s',
    async (table) => {
      const theirs = await rowsOfAgency(writer(), table)
      expect(await insertCopy(writer(), table), 'inserted').toBe(0)
      expect((await change(writer(), table)) - theirs, 'changed').toBeLessThanOrEqual(0)
      expect((await remove(writer(), table)) - theirs, 'deleted').toBeLessThanOrEqual(0)
    },
  )
})

const plainly = tables.filter((table) => !OF_A_STEP.includes(table))
test.each(plainly)('an officer writes the agency’s own rows of %s as far as the grants go', async (table) => {
  const granted = await grantsOn(table)
  expect((await insertCopy(people.own, table)) > 0).toBe(granted.insert)
  expect((await change(people.own, table)) > 0).toBe(granted.column !== null)
  expect((await remove(people.own, table)) > 0).toBe(granted.delete)
})

test('nobody signs an event of the trail with another account, not even as BKN’s national role', async () => {
  for (const role of ['satya_app', 'satya_national']) {
    const attempt = as(people.foreign, role, (tx) => {
      return tx`insert into audit_events (event, account_id, actor_name, role)
        values ('x', ${people.own.account}, 'x', 'bkn_admin')`
    })
    await expect(attempt, role).rejects.toThrow('row-level security')
  }
})

/** The very row again: the policy is asked before any key is, so a clash of keys means that it was let through. */
function insertCopy(person: Person, table: string): Promise<number> {
  return attempt(async () => {
    const row = await rowOfOwner(table)
    return as(person, 'satya_app', (tx) =>
      tx.unsafe(
        `insert into ${table} overriding system value select * from jsonb_populate_record(null::${table}, $1::text::jsonb)`,
        [JSON.stringify(row)],
      ),
    )
  })
}

function change(person: Person, table: string): Promise<number> {
  return attempt(async () => {
    const { column } = await grantsOn(table)
    const name = column ?? (await anyColumn(table))
    return as(person, 'satya_app', (tx) => tx.unsafe(`update ${table} set ${name} = ${name}`))
  })
}

function remove(person: Person, table: string): Promise<number> {
  return attempt(() => as(person, 'satya_app', (tx) => tx.unsafe(`delete from ${table}`)))
}

async function attempt(run: () => Promise<{ count: number }>): Promise<number> {
  try {
    return (await run()).count
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    if (/row-level security|permission denied/.test(message)) return 0
    if (/duplicate key|violates foreign key/.test(message)) return 1
    throw error
  }
}

/** A row of the agency that everybody tries to write. */
async function rowOfOwner(table: string): Promise<unknown> {
  const rows = await database.owner.unsafe(`select to_jsonb(t) as row from ${table} t`)
  const agencies = rows.map(({ row }) => row.agency_id)
  const index = agencies.indexOf(Number(people.own.agencies))
  return rows[Math.max(index, 0)]?.row
}

/** A writer's own agency has a unit and an officer of its own, whom it may change. */
async function rowsOfAgency({ agencies }: Person, table: string): Promise<number> {
  const rows = await database.owner.unsafe(`select to_jsonb(t) as row from ${table} t`)
  return rows.filter(({ row }) => agencies !== '' && row.agency_id === Number(agencies)).length
}

/** Runs as one person, and takes back whatever it did. */
async function as<T>(
  person: Person,
  role: string,
  run: (tx: Parameters<Parameters<typeof database.app.begin>[1]>[0]) => Promise<T>,
): Promise<T> {
  let result: { value: T } | undefined
  await database.app
    .begin(async (tx) => {
      await tx`select set_config('role', ${role}, true), set_config('satya.agencies', ${person.agencies}, true),
        set_config('satya.employee', ${person.employee}, true), set_config('satya.account', ${person.account}, true)`
      result = { value: await run(tx) }
      throw new Error('taken back')
    })
    .catch((error: Error) => {
      if (error.message !== 'taken back') throw error
    })
  if (!result) throw new Error('nothing ran')
  return result.value
}

async function grantsOn(table: string): Promise<{ insert: boolean; delete: boolean; column: string | null }> {
  const [row] = await database.owner<{ insert: boolean; delete: boolean; column: string | null }[]>`
    select has_table_privilege('satya_app', ${table}, 'insert') as insert,
      has_table_privilege('satya_app', ${table}, 'delete') as delete,
      (select a.attname from pg_attribute a where a.attrelid = ${table}::regclass and a.attnum > 0
        and not a.attisdropped and a.attidentity <> 'a'
        and has_column_privilege('satya_app', a.attrelid, a.attnum, 'update') order by a.attnum limit 1) as column`
  if (!row) throw new Error(`no table ${table}`)
  return row
}

async function anyColumn(table: string): Promise<string> {
  const [row] = await database.owner<{ name: string }[]>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and attidentity = '' limit 1`
  return row?.name ?? ''
}
