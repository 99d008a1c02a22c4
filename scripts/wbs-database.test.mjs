import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { asRole, prepareDatabase, SHRED } from './database.mjs'
import { newSecret, startPostgres, stopPostgres } from './postgres.mjs'
import { beside, prepareWbsDatabase, shredBeside } from './wbs-database.mjs'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const folder = mkdtempSync(join(tmpdir(), 'satya-wbs-'))
let cluster
let mainApp
let wbsApp
let shredApp
let wbsOwner

beforeAll(async () => {
  cluster = await startPostgres({ folder, password: newSecret(), throwAway: true })
  mainApp = await prepareDatabase(cluster.url, newSecret())
  wbsOwner = beside(cluster.url)
  wbsApp = await prepareWbsDatabase({ ownerUrl: wbsOwner, appPassword: newSecret() })
  const shredPlace = { ownerUrl: shredBeside(wbsOwner), appPassword: newSecret() }
  shredApp = await prepareWbsDatabase(shredPlace, SHRED)
})
afterAll(async () => {
  await stopPostgres(cluster.pid)
  rmSync(folder, { recursive: true, force: true })
})

/** One statement, or several that the session of the last one sees. */
async function ask(url, ...statements) {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    let rows
    for (const statement of statements) rows = await sql.unsafe(statement)
    return rows
  } finally {
    await sql.end()
  }
}

const at = (url, database) => String(Object.assign(new URL(url), { pathname: `/${database}` }))

test('each role of the web servers opens its own database', async () => {
  expect(await ask(mainApp, 'select current_database() as name')).toEqual([{ name: 'satya' }])
  expect(await ask(wbsApp, 'select current_database() as name')).toEqual([{ name: 'satya_wbs' }])
})

test('the office makes temporary tables in every role that it takes, as its lists and imports do', async () => {
  const roles = await ask(mainApp, `select rolname from pg_roles where pg_has_role(current_user, oid, 'set')`)
  expect(roles.length).toBeGreaterThan(3)
  for (const { rolname } of roles) {
    await ask(mainApp, `set role ${rolname}`, 'create temporary table rows_at_hand as select 1 as one')
  }
})

test('the role of WBS cannot connect to the main database, and that of the office not to the one of WBS', async () => {
  const refused = { code: '42501', message: expect.stringContaining('permission denied for database') }
  await expect(ask(at(wbsApp, 'satya'), 'select 1')).rejects.toMatchObject(refused)
  await expect(ask(at(mainApp, 'satya_wbs'), 'select 1')).rejects.toMatchObject(refused)
})

test('shred keys lie in a database of their own, which its own role alone opens and which opens no other', async () => {
  expect(await ask(shredApp, 'select current_database() as name')).toEqual([{ name: 'satya_wbs_shred' }])
  const refused = { code: '42501', message: expect.stringContaining('permission denied for database') }
  for (const url of [mainApp, wbsApp])
    await expect(ask(at(url, 'satya_wbs_shred'), 'select 1')).rejects.toMatchObject(refused)
  for (const name of ['satya', 'satya_wbs'])
    await expect(ask(at(shredApp, name), 'select 1')).rejects.toMatchObject(refused)
  const [quiet] = await ask(shredApp, `select current_setting('log_min_error_statement') as level`)
  expect(quiet).toEqual({ level: 'panic' })
})

test('no role of the main database may connect to the one of WBS or become its role, nor the other way about', async () => {
  const [main] = await ask(
    cluster.url,
    `select array_agg(rolname) as roles,
      bool_or(has_database_privilege(oid, 'satya_wbs', 'connect') or pg_has_role(oid, 'wbs_app', 'member')) as reach
      from pg_roles where rolname like 'satya\\_%'`,
  )
  expect(main.roles.length).toBeGreaterThan(7)
  expect(main.reach).toBe(false)
  const [wbs] = await ask(
    wbsOwner,
    `select has_database_privilege('wbs_app', 'satya', 'connect') as connects, rolsuper or rolbypassrls or rolcreaterole
      or rolcreatedb as powers, (select count(*)::int from pg_auth_members where member = r.oid) as roles,
      (select count(*)::int from pg_class where relowner = r.oid) as owned
      from pg_roles r where rolname = 'wbs_app'`,
  )
  expect(wbs).toEqual({ connects: false, powers: false, roles: 0, owned: 0 })
})

test('a database of WBS holds no time of day and counts nothing up', async () => {
  const columns = await ask(
    wbsOwner,
    `select table_name, column_name from information_schema.columns where table_schema = 'public'
      and (data_type like 'time%' or is_identity = 'YES' or column_default is not null
        and column_default not in ('0', 'false', 'true', 'gen_random_uuid()', '''{}''::text[]') and data_type <> 'USER-DEFINED')`,
  )
  expect([...columns]).toEqual([])
})

test('what fails in the database of WBS leaves no word of it in the log of the server; elsewhere it does', async () => {
  const fail = (url, word) => ask(url, `select '${word}'::uuid`).catch(() => undefined)
  await fail(mainApp, 'canary-of-the-office')
  await fail(wbsApp, 'canary-of-a-reporter')
  const log = readFileSync(join(folder, 'postgres.log'), 'utf8')
  expect(log).toContain('canary-of-the-office')
  expect(log).not.toContain('canary-of-a-reporter')
})

test('a server that would log what reporters send is refused, naming what to set', async () => {
  await ask(cluster.url, `create role keeper login createdb createrole password 'keeper'`)
  await ask(cluster.url, 'create database kept owner keeper')
  await ask(cluster.url, `alter role wbs_app password 'known'`)
  const ownerUrl = at(asRole(cluster.url, 'keeper', 'keeper'), 'kept')
  const appUrl = asRole(ownerUrl, 'wbs_app', 'known')
  await expect(prepareWbsDatabase({ ownerUrl, appUrl })).rejects.toThrow(
    /would keep traces of reporters: have its superuser set .*log_min_error_statement = panic/,
  )
})

test('an owner who may not make the database is told to have it made', async () => {
  await ask(cluster.url, `create role poor login password 'poor'`)
  const ownerUrl = at(asRole(cluster.url, 'poor', 'poor'), 'none_wbs')
  await expect(prepareWbsDatabase({ ownerUrl, appPassword: 'x' })).rejects.toThrow(
    /^The role poor at .+ may not make the database none_wbs: have it made/,
  )
})

test('preparing again changes nothing, and the address of another role is refused', async () => {
  await prepareWbsDatabase({ ownerUrl: wbsOwner, appPassword: newSecret() })
  await expect(prepareWbsDatabase({ ownerUrl: wbsOwner, appUrl: wbsOwner })).rejects.toThrow(
    /WBS_APP_DATABASE_URL signs in at .+ as satya: it must be the role wbs_app\.$/,
  )
})
