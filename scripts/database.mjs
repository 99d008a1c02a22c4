import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { Trouble } from './process.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const OLDEST = 150000

/**
 * The register and everything of the office. `role` is what the web server connects as: it owns nothing and row-level
 * security binds it. `holds` is a table that no other database has.
 */
const MAIN = {
  migrations: join(root, 'db/migrations'),
  role: 'satya_app',
  holds: 'audit_events',
  setting: 'DATABASE_URL',
  appSetting: 'APP_DATABASE_URL',
}

/** What reporters sent (docs/decisions/0106). No role of one database may so much as connect to the other. */
export const WBS = {
  migrations: join(root, 'db/wbs/migrations'),
  role: 'wbs_app',
  holds: 'wraps',
  setting: 'WBS_DATABASE_URL',
  appSetting: 'WBS_APP_DATABASE_URL',
}

/** The keys that make a deletion final (docs/decisions/0118): what is destroyed here, no other backup brings back. */
export const SHRED = {
  migrations: join(root, 'db/wbs/shred/migrations'),
  role: 'wbs_shred_app',
  holds: 'shred_keys',
  setting: 'WBS_SHRED_DATABASE_URL',
  appSetting: 'WBS_SHRED_APP_DATABASE_URL',
}

/** Any number, the same for every launcher: two of them migrate one after the other. */
const MIGRATING = 20251128

/**
 * Brings a database to the newest shape and lets the app's role, and no other, sign in.
 *
 * @param {string} ownerUrl
 * @param {string} [appPassword] leave out when the app's role has its password from elsewhere
 * @returns {Promise<string>} the address for the app's role
 */
export async function prepareDatabase(ownerUrl, appPassword, database = MAIN) {
  const { migrations: migrationsFolder, role } = database
  const sql = await connect(ownerUrl, database.setting)
  try {
    await sql`select pg_advisory_lock(${MIGRATING})`
    await refuseEditedMigrations(sql, migrationsFolder)
    await migrate(drizzle(sql), { migrationsFolder }).catch((error) => {
      throw isForbidden(error) ? new Trouble(needsSuperuser(ownerUrl, database.setting)) : error
    })
    await openTo(sql, role)
    if (appPassword) await sql.unsafe(`alter role ${role} login password '${appPassword}'`)
  } finally {
    await sql.end()
  }
  return asRole(ownerUrl, role, appPassword ?? '')
}

/** Whoever is neither its owner nor this role cannot connect; whoever does may make temporary tables in any role. */
async function openTo(sql, role) {
  const [{ name }] = await sql`select current_database() as name`
  await sql`revoke connect on database ${sql(name)} from public`
  await sql`grant temporary on database ${sql(name)} to public`
  await sql`grant connect on database ${sql(name)} to ${sql(role)}`
}

/**
 * Refuses an address of one's own for the app's role when it does not open, or when it would let the web server do more
 * than row-level security allows.
 *
 * @param {string} appUrl
 */
export async function requireAppRole(appUrl, { role: wanted, holds: table, setting, appSetting } = MAIN) {
  const sql = await connect(appUrl, appSetting)
  const [{ role, holds }] = await sql`
    select current_user as role, to_regclass(${`public.${table}`}) is not null as holds`.finally(() => sql.end())
  const { host } = new URL(appUrl)
  if (role !== wanted) throw new Trouble(`${appSetting} signs in at ${host} as ${role}: it must be the role ${wanted}.`)
  if (!holds) throw new Trouble(`${appSetting} leads to a database at ${host} that is not the one of ${setting}.`)
}

/** insufficient_privilege, also where another error wraps it. */
function isForbidden(error) {
  return (error.cause?.code ?? error.code) === '42501'
}

function needsSuperuser(ownerUrl, setting) {
  const { username, host } = new URL(ownerUrl)
  return (
    `The role ${decodeURIComponent(username)} at ${host} may not prepare the database: ` +
    `give ${setting} a superuser of the server.`
  )
}

/** The same server and database for another role. */
export function asRole(url, role, password) {
  return String(Object.assign(new URL(url), { username: role, password }))
}

/** Connects as the owner, makes the database when the server has none of that name, and says what is wrong in a sentence. */
async function connect(url, setting) {
  const name = new URL(url).pathname.slice(1)
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const [server] = await sql`select current_setting('server_version_num')::int as version`
    if (server.version < OLDEST) {
      throw new Trouble(
        `The database server is PostgreSQL ${Math.floor(server.version / 10000)}; Satya needs 15 or later.`,
      )
    }
    return sql
  } catch (error) {
    await sql.end()
    if (error.code === '3D000' && [MAIN, WBS, SHRED].some((each) => each.setting === setting)) {
      await createDatabase(url, name)
      return connect(url, setting)
    }
    if (error instanceof Trouble) throw error
    const { host } = new URL(url)
    throw new Trouble(
      `The database ${name} at ${host} cannot be used: ${error.message || error.code}. Check ${setting}.`,
    )
  }
}

async function createDatabase(url, name) {
  const sql = postgres(String(Object.assign(new URL(url), { pathname: '/postgres' })), { max: 1 })
  try {
    await sql`create database ${sql(name)}`
  } catch (error) {
    if (!isForbidden(error)) throw error
    const { username, host } = new URL(url)
    throw new Trouble(
      `The role ${decodeURIComponent(username)} at ${host} may not make the database ${name}: ` +
        `have it made with that role as its owner (docs/operations.md).`,
    )
  } finally {
    await sql.end()
  }
}

/** Drizzle runs what is newer than the last one and does not look back, so an edited migration would be missed in silence. */
async function refuseEditedMigrations(sql, migrationsFolder) {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`
  if (!table.name) return
  const applied = await sql`select hash from drizzle.__drizzle_migrations order by created_at`
  const { entries } = JSON.parse(readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8'))
  for (const [index, { hash }] of applied.entries()) {
    const tag = entries[index]?.tag
    const text = tag && readFileSync(join(migrationsFolder, `${tag}.sql`), 'utf8')
    if (text && createHash('sha256').update(text).digest('hex') === hash) continue
    throw new Trouble(
      `This database was made from another version of the migration ${tag ?? hash}. ` +
        'Use a version of Satya that knows it, or begin anew with an empty database (for the embedded one: remove .data).',
    )
  }
}
