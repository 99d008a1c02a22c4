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
 * The databases, running and of the newest shape: the server of DATABASE_URL, else the embedded one, and those of WBS. The
 * embedded one ends with the last launcher that uses it. A server of WBS alone knows no other database.
 *
 * @returns {Promise<{ ownerUrl?: string, appUrl?: string, wbsOwnerUrl: string, wbsAppUrl: string, shredAppUrl: string,
 *   pid?: number }>} pid of the embedded one
 */
export async function openDatabase(settings) {
  const { url, pid } = await openServer(settings)
  const { beside, prepareWbsDatabase, shredBeside } = await import('./wbs-database.mjs')
  const { SHRED } = await import('./database.mjs')
  const wbsOwnerUrl = settings.WBS_DATABASE_URL ?? beside(url)
  return step('Migrations', async () => {
    const appUrl = isWbsAlone(settings) ? undefined : await prepareMain(url, settings)
    const place = { ownerUrl: wbsOwnerUrl, appPassword: secrets().wbs, appUrl: settings.WBS_APP_DATABASE_URL }
    const wbsAppUrl = await prepareWbsDatabase(place)
    const shredPlace = {
      ownerUrl: settings.WBS_SHRED_DATABASE_URL ?? shredBeside(wbsOwnerUrl),
      appPassword: secrets().shred,
      appUrl: settings.WBS_SHRED_APP_DATABASE_URL,
    }
    const shredAppUrl = await prepareWbsDatabase(shredPlace, SHRED)
    return { ownerUrl: isWbsAlone(settings) ? undefined : url, appUrl, wbsOwnerUrl, wbsAppUrl, shredAppUrl, pid }
  })
}

/** Whether only the reporter's side of WBS is served. */
export function isWbsAlone(settings) {
  return settings.SATYA_SURFACE === 'wbs'
}

async function openServer(settings) {
  return step('Database', async (note) => {
    const { owner } = secrets()
    if (isWbsAlone(settings) && settings.WBS_DATABASE_URL) return { url: settings.WBS_DATABASE_URL }
    if (settings.DATABASE_URL) return { url: settings.DATABASE_URL }
    const embedded = await startPostgres({ folder: dataFolder(), password: owner })
    atEnd(async () => {
      leave()
      if ((await otherLaunchers()).every(({ isLeaving }) => isLeaving)) await stopPostgres(embedded.pid)
    })
    if (!embedded.isOurs) note('was running already')
    return embedded
  })
}

async function prepareMain(url, settings) {
  const { prepareDatabase, requireAppRole } = await import('./database.mjs')
  if (!settings.APP_DATABASE_URL) return prepareDatabase(url, secrets().app)
  await prepareDatabase(url)
  await requireAppRole(settings.APP_DATABASE_URL)
  return settings.APP_DATABASE_URL
}

/** Loads the reference data, and fills the empty database of a demonstration. */
export async function seed(database, settings) {
  if (!isWbsAlone(settings)) await seedMain(database, settings)
  const isFictional = isDemonstration(database, settings) && settings.WBS_ROOT_KEYS.length === 0
  const args = isFictional ? ['--demonstration'] : []
  await runTypeScript('scripts/wbs-seed.ts', args, { env: ownerEnvironment(database, settings) })
}

async function seedMain(database, settings) {
  const all = ['--employees', String(settings.SEED_EMPLOYEES), '--if-empty', '--cases']
  const args = isDemonstration(database, settings) ? all : ['--reference-only']
  await step('Seed', () => runTypeScript('scripts/seed.ts', args, { env: ownerEnvironment(database, settings) }), {
    talks: true,
  })
}

/** The embedded database is for looking around, unless somebody says otherwise; a server of one's own is not. */
export function isDemonstration(database, settings) {
  return (settings.DEMONSTRATION ?? (database.pid ? 'on' : 'off')) === 'on' && !isWbsAlone(settings)
}

/**
 * What the web server may know: the owners' addresses are not among it, and `.env` must not bring them back. One that
 * serves WBS alone learns neither the main database nor the key of sessions. In a demonstration the sign-in page offers
 * the accounts.
 */
export function webEnvironment(database, settings, url) {
  const isAlone = isWbsAlone(settings)
  return {
    ...process.env,
    DATABASE_URL: '',
    WBS_DATABASE_URL: '',
    APP_DATABASE_URL: isAlone ? '' : database.appUrl,
    WBS_SHRED_DATABASE_URL: '',
    WBS_APP_DATABASE_URL: database.wbsAppUrl,
    WBS_SHRED_APP_DATABASE_URL: database.shredAppUrl,
    NEXTAUTH_SECRET: isAlone ? '' : (settings.NEXTAUTH_SECRET ?? secrets().auth),
    NEXTAUTH_URL: url,
    DEMONSTRATION: isDemonstration(database, settings) ? 'on' : 'off',
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

/** What the scripts of an administrator may know. */
export function ownerEnvironment(database, settings) {
  const url = settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`
  const owners = { DATABASE_URL: database.ownerUrl ?? '', WBS_DATABASE_URL: database.wbsOwnerUrl }
  return { ...webEnvironment(database, settings, url), ...owners }
}

/** The demonstration accounts, one line each. */
export function accountTable() {
  const { password, accounts } = JSON.parse(readFileSync(join(root, 'db/seed/accounts.json'), 'utf8'))
  const rows = [['Role', 'User', 'Name'], ...accounts.map(({ role, userId, name }) => [role, userId, name])]
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)) + 2)
  const lines = rows.map(([role, userId, name]) => `  ${role.padEnd(widths[0])}${userId.padEnd(widths[1])}${name}`)
  return `Demonstration accounts, all with the password "${password}":\n${lines.join('\n')}`
}
