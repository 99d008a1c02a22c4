import { execFile } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { killed } from './broken-processes'
import { SHRED } from './database.mjs'
import { freePort, newSecret, startPostgres, stopPostgres } from './postgres.mjs'
import { Relay } from './relay'
import { beside, prepareWbsDatabase, shredBeside } from './wbs-database.mjs'
import { startWeb, stopWeb } from './web.mjs'

export type ThrowAwayWbs = Awaited<ReturnType<typeof startThrowAwayWbs>>

/**
 * The build with the surface of reporters alone, on databases as `npm start` makes them, with the people of the
 * demonstration: for tests, measurements and breaking things. What is killed comes back at the same address.
 *
 * @param wish `origin` where a proxy stands in front; otherwise reporters speak with the server itself
 */
export async function startThrowAwayWbs(wish: { origin?: string } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'satya-wbs-'))
  const cluster = { folder, password: newSecret() }
  let database = await startPostgres(cluster)
  const relay = await Relay.start(portOf(database.url))
  let web = 0
  let isStopped = false
  const stop = async () => {
    if (isStopped) return
    isStopped = true
    if (web) await stopWeb(web)
    relay.stop()
    await stopPostgres(database.pid)
    for (const place of [folder, dirname(database.data)]) rmSync(place, { recursive: true, force: true })
  }
  try {
    const ownerUrl = beside(database.url)
    const relayed = (url: string) => url.replace(/:\d+\//, `:${relay.port}/`)
    const appUrl = relayed(await prepareWbsDatabase({ ownerUrl, appPassword: newSecret() }))
    const shredPlace = { ownerUrl: shredBeside(ownerUrl), appPassword: newSecret() }
    const shredAppUrl = relayed(await prepareWbsDatabase(shredPlace, SHRED))
    const port = await freePort()
    const origin = wish.origin ?? `http://localhost:${port}`
    const env = {
      ...process.env,
      ...{ DATABASE_URL: '', APP_DATABASE_URL: '', WBS_DATABASE_URL: '', NEXTAUTH_SECRET: '' },
      ...{ NEXTAUTH_URL: origin, SATYA_SURFACE: 'wbs', DEMONSTRATION: 'on', NEXT_TELEMETRY_DISABLED: '1' },
      ...{ WBS_FILES_FOLDER: join(folder, 'files'), KEYS_FOLDER: join(folder, 'keys') },
      TMPDIR: join(folder, 'temporary'),
      ...{ WBS_APP_DATABASE_URL: appUrl, WBS_SHRED_DATABASE_URL: '', WBS_SHRED_APP_DATABASE_URL: shredAppUrl },
    }
    mkdirSync(env.TMPDIR)
    const seeding = ['--conditions=react-server', '--import', 'tsx', 'scripts/wbs-seed.ts', '--demonstration']
    await promisify(execFile)(process.execPath, seeding, { env })
    const startServer = async () => {
      const output = openSync(join(folder, 'web.log'), 'a')
      const onSpawn = (pid: number) => {
        web = pid
      }
      await startWeb('start', { port, host: '127.0.0.1', env, onSpawn, output }).finally(() => closeSync(output))
    }
    await startServer()
    const { rootKey } = JSON.parse(readFileSync(join(folder, 'keys/wbs-demonstration.json'), 'utf8'))
    return {
      folder,
      data: database.data,
      files: env.WBS_FILES_FOLDER,
      ownerUrl,
      shredOwnerUrl: shredPlace.ownerUrl,
      appUrl,
      shredAppUrl,
      port,
      origin,
      rootKeys: [String(rootKey)],
      processes: () => ({ web, database: database.pid }),
      killServer: async () => {
        await killed(web)
        await startServer()
      },
      killDatabase: async () => {
        await killed(database.pid)
        database = await startPostgres(cluster)
        relay.target = portOf(database.url)
        relay.cut()
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function portOf(url: string): number {
  return Number(new URL(url).port)
}
