import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { install } from './build.mjs'
import { leave, otherLaunchers } from './launchers.mjs'
import { atEnd } from './lifetime.mjs'
import { dataFolder, requireRoom, root, secrets } from './place.mjs'
import { startPostgres, stopPostgres } from './postgres.mjs'
import { run, Trouble } from './process.mjs'
import { step } from './progress.mjs'

const SETTINGS = 'scripts/settings.ts'

/** Installs what is missing, then reads the settings and names each wrong one. */
export async function prepare() {
  requireRoom()
  await step('Packages', install)
  return step('Settings', async () => {
    const answer = JSON.parse(await runTypeScript(SETTINGS, [], { quiet: true }))
    if (answer.ok) return answer.settings
    throw new Trouble(['These settings are wrong (.env.example explains them):', ...answer.problems].join('\n  '))
  })
}

/** Runs a TypeScript file of this repository as server code. */
export function runTypeScript(file, args, options) {
  return run(process.execPath, ['--conditions=react-server', '--import', 'tsx', file, ...args], {
    cwd: root,
    ...options,
  })
}

/**
 * The database, running and of the newest shape: the server of DATABASE_URL, else the embedded one. The embedded one
 * ends with the last launcher that uses it.
 *
 * @returns {Promise<{ ownerUrl: string, appUrl: string, pid?: number }>} pid of the embedded one
 */
export async function openDatabase(settings) {
  const { prepareDatabase, requireAppRole } = await import('./database.mjs')
  const { owner, app } = secrets()
  const { url, pid } = await step('Database', async (note) => {
    if (settings.DATABASE_URL) return { url: settings.DATABASE_URL }
    const embedded = await startPostgres({ folder: dataFolder(), password: owner })
    atEnd(async () => {
      leave()
      if ((await otherLaunchers()).every(({ isLeaving }) => isLeaving)) await stopPostgres(embedded.pid)
    })
    if (!embedded.isOurs) note('was running already')
    return embedded
  })
  const appUrl = await step('Migrations', async () => {
    if (!settings.APP_DATABASE_URL) return prepareDatabase(url, app)
    await prepareDatabase(url)
    await requireAppRole(settings.APP_DATABASE_URL)
    return settings.APP_DATABASE_URL
  })
  return { ownerUrl: url, appUrl, pid }
}

/** Loads the reference data, and fills the empty database of a demonstration. */
export async function seed(database, settings) {
  const all = ['--employees', String(settings.SEED_EMPLOYEES), '--if-empty', '--cases']
  const args = isDemonstration(database, settings) ? all : ['--reference-only']
  await step('Seed', () => runTypeScript('scripts/seed.ts', args, { env: ownerEnvironment(database, settings) }), {
    talks: true,
  })
}

/** The embedded database is for looking around, unless somebody says otherwise; a server of one's own is not. */
export function isDemonstration(database, settings) {
  return (settings.DEMONSTRATION ?? (database.pid ? 'on' : 'off')) === 'on'
}

/**
 * What the web server may know: the owner's address is not among it, and `.env` must not bring it back. In
 * a demonstration the sign-in page offers the accounts.
 */
export function webEnvironment(database, settings, url) {
  return {
    ...process.env,
    DATABASE_URL: '',
    APP_DATABASE_URL: database.appUrl,
    NEXTAUTH_SECRET: settings.NEXTAUTH_SECRET ?? secrets().auth,
    NEXTAUTH_URL: url,
    DEMONSTRATION: isDemonstration(database, settings) ? 'on' : 'off',
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

/** What the scripts of an administrator may know. */
export function ownerEnvironment(database, settings) {
  const url = settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`
  return { ...webEnvironment(database, settings, url), DATABASE_URL: database.ownerUrl }
}

/** The demonstration accounts, one line each. */
export function accountTable() {
  const { password, accounts } = JSON.parse(readFileSync(join(root, 'db/seed/accounts.json'), 'utf8'))
  const rows = [['Role', 'User', 'Name'], ...accounts.map(({ role, userId, name }) => [role, userId, name])]
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)) + 2)
  const lines = rows.map(([role, userId, name]) => `  ${role.padEnd(widths[0])}${userId.padEnd(widths[1])}${name}`)
  return `Demonstration accounts, all with the password "${password}":\n${lines.join('\n')}`
}
