import 'server-only'
import postgres, { type Sql } from 'postgres'

/**
 * A real PostgreSQL database for one test file (`*.server.test.ts`). `npx vitest run lib/x.server.test.ts` is enough:
 * the cluster starts and vanishes by itself.
 *
 *   const database = await testDatabase()          // top of the file; an empty copy of the migrated template
 *   afterEach(database.reset)                      // every row written by the test goes, reference rows stay
 *
 *   await database.owner`insert into …`            // arranges and looks: bound by nothing
 *   await database.app`select …`                   // what the web server's role may do: row-level security holds
 *   await submitPromotion(context, input)          // transact() reads APP_DATABASE_URL, which points here
 *
 * Files run in parallel, each on its own database; tests inside a file run one after the other.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${process.env.VITEST_POOL_ID ?? '0'}`
  const template = postgres(address('TEST_DATABASE_URL', 'postgres'), { max: 1, onnotice: () => {} })
  await template`drop database if exists ${template(name)} with (force)`
  await template`create database ${template(name)} template satya`
  await template.end()

  const ownerUrl = address('TEST_DATABASE_URL', name)
  process.env.APP_DATABASE_URL = address('TEST_APP_DATABASE_URL', name)
  const owner = postgres(ownerUrl, { max: 4, onnotice: () => {}, idle_timeout: 5 })
  const app = postgres(process.env.APP_DATABASE_URL, { max: 10, onnotice: () => {}, idle_timeout: 5 })
  const writable = await emptyTables(owner)
  return { owner, app, ownerUrl, reset: () => empty(owner, writable) }
}

export type TestDatabase = { owner: Sql; app: Sql; ownerUrl: string; reset: () => Promise<void> }

function address(setting: 'TEST_DATABASE_URL' | 'TEST_APP_DATABASE_URL', database: string): string {
  const url = new URL(process.env[setting] ?? '')
  url.pathname = `/${database}`
  return String(url)
}

/** The tables without rows in the template: those with rows hold reference data and stay as they are. */
async function emptyTables(owner: Sql): Promise<string[]> {
  const tables = await owner<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema', 'drizzle')`
  const filled = await filledTables(
    owner,
    tables.map((table) => table.name),
  )
  return tables.map((table) => table.name).filter((name) => !filled.includes(name))
}

async function filledTables(owner: Sql, names: string[]): Promise<string[]> {
  if (names.length === 0) return []
  const parts = names.map((name) => `select '${name}' as name where exists (select from ${name})`)
  const found = await owner.unsafe<{ name: string }[]>(parts.join(' union all '))
  return found.map((table) => table.name)
}

/** Foreign keys and the triggers that keep history append-only are off for these statements. */
async function empty(owner: Sql, writable: string[]): Promise<void> {
  const filled = await filledTables(owner, writable)
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    for (const table of filled) await tx.unsafe(`delete from ${table}`)
  })
}
