import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { fillEveryTable, listTables, type Person } from '@/db/testing-rows.server'
import { testAccount, testAgency } from '@/lib/auth/testing.server'

/**
 * The second wall alone: no query of ours narrows anything here. Every table of the catalogue gets a row that belongs
 * to agency A and is then read by people of A and of B; a table that nobody has thought of fails.
 */
const database = await testDatabase()
afterAll(database.reset)

/** They name nobody, so everybody reads them: codes, calendars, hashes of stored files. */
const PUBLIC = [
  'agencies',
  'files',
  'holidays',
  'positions',
  'promotion_periods',
  'reference_rows',
  'unit_achievements',
  'units',
]
/** For the system alone; nobody of an agency reads them, their own included. */
const SYSTEM = [
  'audit_incarnations',
  'audit_seals',
  'exam_heartbeat',
  'name_word_keys',
  'name_words',
  'recovery_codes',
  'sign_in_throttles',
]

const tables = await listTables(database.owner)
const people: Record<'own' | 'foreign', Person> = { own: nobody(), foreign: nobody() }

beforeAll(async () => {
  const own = await testAgency(database.owner, 'province')
  const foreign = await testAgency(database.owner, 'regency')
  const officer = await testAccount(database.owner, own, ['mutation_officer'])
  const stranger = await testAccount(database.owner, foreign, ['mutation_officer'])
  people.own = { agencies: String(own), employee: officer.employeeId, account: officer.id }
  people.foreign = { agencies: String(foreign), employee: stranger.employeeId, account: stranger.id }
  await fillEveryTable(database.owner, people.own)
})

test('row-level security is on for every table, and binds its owner', async () => {
  const open = await database.owner<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)`
  expect(open.map(({ name }) => name)).toEqual([])
})

test.each(tables)('%s shows nothing of another agency', async (table) => {
  const visible = await countAs(people.foreign, table)
  if (PUBLIC.includes(table)) expect(visible).toBeGreaterThan(0)
  else expect(visible - (await ownRowsOfStranger(table))).toBe(0)
})

test.each(tables.filter((table) => !SYSTEM.includes(table)))('%s shows what is one’s own', async (table) => {
  expect(await countAs(people.own, table)).toBeGreaterThan(0)
})

test.each(tables)('%s shows nothing without an actor', async (table) => {
  if (!PUBLIC.includes(table)) expect(await countAs(nobody(), table)).toBe(0)
})

test('BKN’s national role reads no secret of an account', async () => {
  for (const column of ['password_hash', 'totp_secret', 'totp_last_step']) {
    const read = database.app.begin(async (tx) => {
      await tx`select set_config('role', 'satya_national', true)`
      await tx.unsafe(`select ${column} from accounts`)
    })
    await expect(read, column).rejects.toThrow('permission denied')
  }
})

function nobody(): Person {
  return { agencies: '', employee: '', account: '' }
}

/** How many rows the app role sees as this person; a table it may not read at all shows none. */
async function countAs(person: Person, table: string): Promise<number> {
  try {
    return await database.app.begin(async (tx) => {
      await tx`select set_config('satya.agencies', ${person.agencies}, true),
        set_config('satya.employee', ${person.employee}, true), set_config('satya.account', ${person.account}, true)`
      const [row] = await tx.unsafe(`select count(*)::int as n from (select 1 from ${table}) t`)
      return row?.n ?? 0
    })
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('permission denied')) return 0
    throw error
  }
}

/** The stranger's own person, account and role are theirs to see. */
async function ownRowsOfStranger(table: string): Promise<number> {
  const keys: Record<string, string> = { employees: 'id', accounts: 'id', account_roles: 'account_id' }
  const key = keys[table]
  if (!key) return 0
  const value = table === 'employees' ? people.foreign.employee : people.foreign.account
  const [row] = await database.owner.unsafe(`select count(*)::int as n from ${table} where ${key} = '${value}'`)
  return row?.n ?? 0
}
