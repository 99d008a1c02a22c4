import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { Trouble } from './process.mjs'

const migrationsFolder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'db/migrations')
const OLDEST = 150000

/** The role that the web server connects as: it owns nothing and row-level security binds it. */
const APP = 'satya_app'

/** Any number, the same for every launcher: two of them migrate one after the other. */
const MIGRATING = 20251128

/**
 * Brings a database to the newest shape and lets the app's role sign in.
 *
 * @param {string} ownerUrl
 * @param {string} [appPassword] leave out when the app's role has its password from elsewhere
 * @returns {Promise<string>} the address for the app's role
 */
export async function prepareDatabase(ownerUrl, appPassword) {
  const sql = await connect(ownerUrl)
  try {
    await sql`select pg_advisory_lock(${MIGRATING})`
    await refuseEditedMigrations(sql)
    await migrate(drizzle(sql), { migrationsFolder }).catch((error) => {
      throw isForbidden(error) ? new Trouble(needsSuperuser(ownerUrl)) : error
    })
    if (appPassword) await sql.unsafe(`alter role ${APP} login password '${appPassword}'`)
  } finally {
    await sql.end()
  }
  return asRole(ownerUrl, APP, appPassword ?? '')
}

/**
 * Refuses an address of one's own for the app's role when it does not open, or when it would let the web server do more
 * than row-level security allows.
 *
 * @param {string} appUrl
 */
export async function requireAppRole(appUrl) {
  const sql = await connect(appUrl, 'APP_DATABASE_URL')
  const [{ role, holds }] = await sql`
    select current_user as role, to_regclass('public.audit_events') is not null as holds`.finally(() => sql.end())
  const { host } = new URL(appUrl)
  if (role !== APP) throw new Trouble(`APP_DATABASE_URL signs in at ${host} as ${role}: it must be the role ${APP}.`)
  if (!holds) throw new Trouble(`APP_DATABASE_URL leads to a database at ${host} that is not the one of DATABASE_URL.`)
}

/** insufficient_privilege, also where another error wraps it. */
function isForbidden(error) {
  return (error.cause?.code ?? error.code) === '42501'
}

function needsSuperuser(ownerUrl) {
  const { username, host } = new URL(ownerUrl)
  return (
    `The role ${decodeURIComponent(username)} at ${host} may not prepare the database: ` +
    'give DATABASE_URL a superuser of the server.'
  )
}

/** The same server and database for another role. */
export function asRole(url, role, password) {
  return String(Object.assign(new URL(url), { username: role, password }))
}

/** Connects as the owner, makes the database when the server has none of that name, and says what is wrong in a sentence. */
async function connect(url, setting = 'DATABASE_URL') {
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
    if (error.code === '3D000' && setting === 'DATABASE_URL') {
      await createDatabase(url, name)
      return connect(url)
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
  await sql`create database ${sql(name)}`.finally(() => sql.end())
}

/** Drizzle runs what is newer than the last one and does not look back, so an edited migration would be missed in silence. */
async function refuseEditedMigrations(sql) {
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
