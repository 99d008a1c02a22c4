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
  await copyOf('satya', name)
  process.env.APP_DATABASE_URL = address('TEST_APP_DATABASE_URL', name)
  return opened(address('TEST_DATABASE_URL', name), process.env.APP_DATABASE_URL)
}

/**
 * The same of WBS: transactWbs() reads WBS_APP_DATABASE_URL, which points there, and `app` is the role `wbs_app`. `shred` is
 * the database of shred keys beside it, which transactShred() reaches.
 */
export async function testWbsDatabase(): Promise<TestDatabase & { shred: TestDatabase }> {
  const name = `test_${process.env.VITEST_POOL_ID ?? '0'}_wbs`
  await copyOf('satya_wbs', name)
  process.env.WBS_APP_DATABASE_URL = address('TEST_WBS_APP_DATABASE_URL', name)
  const wbs = await opened(address('TEST_DATABASE_URL', name), process.env.WBS_APP_DATABASE_URL)
  const shred = await testShredDatabase()
  const reset = async () => void (await Promise.all([wbs.reset(), shred.reset()]))
  return { ...wbs, reset, shred }
}

async function testShredDatabase(): Promise<TestDatabase> {
  const name = `test_${process.env.VITEST_POOL_ID ?? '0'}_wbs_shred`
  await copyOf('satya_wbs_shred', name)
  process.env.WBS_SHRED_APP_DATABASE_URL = address('TEST_SHRED_APP_DATABASE_URL', name)
  return opened(address('TEST_DATABASE_URL', name), process.env.WBS_SHRED_APP_DATABASE_URL)
}

async function copyOf(template: string, name: string): Promise<void> {
  const sql = postgres(address('TEST_DATABASE_URL', 'postgres'), { max: 1, onnotice: () => {} })
  await sql`drop database if exists ${sql(name)} with (force)`
  await sql`create database ${sql(name)} template ${sql(template)}`
  await sql.end()
}

async function opened(ownerUrl: string, appUrl: string): Promise<TestDatabase> {
  const usual = { onnotice: () => {}, idle_timeout: 5, connection: { TimeZone: 'Asia/Jakarta' } } // the day of the product
  const owner = postgres(ownerUrl, { max: 4, ...usual })
  const app = postgres(appUrl, { max: 10, ...usual })
  const writable = await emptyTables(owner)
  return { owner, app, ownerUrl, reset: () => empty(owner, writable) }
}

export type TestDatabase = { owner: Sql; app: Sql; ownerUrl: string; reset: () => Promise<void> }

type Address =
  | 'TEST_DATABASE_URL'
  | 'TEST_APP_DATABASE_URL'
  | 'TEST_WBS_APP_DATABASE_URL'
  | 'TEST_SHRED_APP_DATABASE_URL'

function address(setting: Address, database: string): string {
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

/** To plan a look at a hundred tables takes ten times as long as to look; the driver's types do not know `simple`. */
const PLANNED_ONCE = { prepare: true, simple: false } as { prepare: true }

async function filledTables(owner: Sql, names: string[]): Promise<string[]> {
  if (names.length === 0) return []
  const parts = names.map((name) => `select '${name}' as name where exists (select from ${name})`)
  const found = await owner.unsafe<{ name: string }[]>(parts.join(' union all '), [], PLANNED_ONCE)
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
