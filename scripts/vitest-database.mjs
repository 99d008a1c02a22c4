import postgres from 'postgres'
import { prepareDatabase, SHRED } from './database.mjs'
import { newSecret, startThrowAwayPostgres } from './postgres.mjs'
import { beside, prepareWbsDatabase, shredBeside } from './wbs-database.mjs'

/**
 * Before the database tests: a cluster of their own with the migrated databases `satya`, `satya_wbs` and
 * `satya_wbs_shred`, which `db/testing.server.ts` copies for each test file. `npm test` has one running already and hands its address in TEST_DATABASE_URL.
 */
export async function setup() {
  if (process.env.TEST_DATABASE_URL) return undefined
  const { url, stop } = await startThrowAwayPostgres()
  await prepareTemplate(url)
  return stop
}

/** Migrates the databases that test files copy, and tells this process and its children where it is. */
export async function prepareTemplate(url) {
  const password = newSecret()
  const appUrl = await prepareDatabase(url, password)
  const wbsAppUrl = await prepareWbsDatabase({ ownerUrl: beside(url), appPassword: newSecret() })
  const shredPlace = { ownerUrl: shredBeside(beside(url)), appPassword: newSecret() }
  const shredAppUrl = await prepareWbsDatabase(shredPlace, SHRED)
  const sql = postgres(url, { max: 1 })
  await sql`alter database satya is_template true`
  await sql`alter database satya_wbs is_template true`
  await sql`alter database satya_wbs_shred is_template true`.finally(() => sql.end())
  process.env.TEST_DATABASE_URL = url
  process.env.TEST_APP_DATABASE_URL = appUrl
  process.env.TEST_WBS_APP_DATABASE_URL = wbsAppUrl
  process.env.TEST_SHRED_APP_DATABASE_URL = shredAppUrl
}

/** Databases of its own beside those of the test files. */
export async function copyDatabase(name) {
  const sql = postgres(String(Object.assign(new URL(process.env.TEST_DATABASE_URL), { pathname: '/postgres' })), {
    max: 1,
  })
  await sql`create database ${sql(name)} template satya`
  await sql`create database ${sql(`${name}_wbs`)} template satya_wbs`
  await sql`create database ${sql(`${name}_wbs_shred`)} template satya_wbs_shred`.finally(() => sql.end())
  const named = (url) => String(Object.assign(new URL(url), { pathname: `/${name}` }))
  return {
    ownerUrl: named(process.env.TEST_DATABASE_URL),
    appUrl: named(process.env.TEST_APP_DATABASE_URL),
    wbsAppUrl: beside(named(process.env.TEST_WBS_APP_DATABASE_URL)),
    shredAppUrl: shredBeside(beside(named(process.env.TEST_SHRED_APP_DATABASE_URL))),
  }
}
