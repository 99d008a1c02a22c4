import postgres from 'postgres'
import { prepareDatabase, requireAppRole, WBS } from './database.mjs'
import { Trouble } from './process.mjs'

/** What a database of reporters may write into the server's log: nothing. Superusers alone may set them. */
const SILENCE = {
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_duration: 'off',
  log_min_messages: 'fatal',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
}

/** Those of the whole server, which no database has for itself; empty is how newer servers say off. */
const SERVER_SILENCE = { log_connections: ['off', ''], log_disconnections: ['off'], track_commit_timestamp: ['off'] }

/**
 * The database of WBS beside the main one: on the same server, with the same owner and `_wbs` after its name.
 *
 * @param {string} ownerUrl of the main database
 */
export function beside(ownerUrl) {
  return String(Object.assign(new URL(ownerUrl), { pathname: `${new URL(ownerUrl).pathname}_wbs` }))
}

/** The database of shred keys beside that of WBS, with `_shred` after its name. */
export function shredBeside(wbsOwnerUrl) {
  return String(Object.assign(new URL(wbsOwnerUrl), { pathname: `${new URL(wbsOwnerUrl).pathname}_shred` }))
}

/**
 * Brings the database of WBS, or that of its shred keys, to the newest shape, closes it to every role but its own, and refuses a server that would
 * write into its log or keep the times of what reporters send.
 *
 * @param {{ ownerUrl: string, appPassword?: string, appUrl?: string }} place `appUrl` when the role has its password from elsewhere
 * @returns {Promise<string>} the address for its role
 */
export async function prepareWbsDatabase({ ownerUrl, appPassword, appUrl }, database = WBS) {
  const made = await prepareDatabase(ownerUrl, appUrl ? undefined : appPassword, database)
  await silence(ownerUrl)
  if (appUrl) await requireAppRole(appUrl, database)
  await requireSilence(appUrl ?? made)
  return appUrl ?? made
}

/** As far as the owner may; what the server's administrator has to set is found missing afterwards. */
async function silence(ownerUrl) {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    const [{ name }] = await sql`select current_database() as name`
    for (const [setting, value] of Object.entries(SILENCE)) {
      await sql.unsafe(`alter database "${name}" set ${setting} = '${value}'`)
    }
  } catch (error) {
    if (error.code !== '42501') throw error
  } finally {
    await sql.end()
  }
}

async function requireSilence(appUrl) {
  const sql = postgres(appUrl, { max: 1, onnotice: () => {} })
  const wanted = {
    ...SERVER_SILENCE,
    ...Object.fromEntries(Object.entries(SILENCE).map(([name, value]) => [name, [value]])),
  }
  const rows = await sql`
    select name, setting from pg_settings where name = any(${Object.keys(wanted)})`.finally(() => sql.end())
  const loud = rows.filter(({ name, setting }) => !wanted[name].includes(setting)).map(({ name }) => name)
  if (loud.length === 0) return
  const { host } = new URL(appUrl)
  throw new Trouble(
    `The database server at ${host} would keep traces of reporters: have its superuser set ` +
      `${loud.map((name) => `${name} = ${wanted[name][0]}`).join(', ')} for the database of WBS (docs/operations.md).`,
  )
}
