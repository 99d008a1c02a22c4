import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, newSecret } from './postgres.mjs'
import { runTypeScript } from './prepare.mjs'
import { startWeb, stopWeb } from './web.mjs'

/**
 * The built server on a migrated database of its own, filled as at a first start: for tests and measurements.
 *
 * @param {{ ownerUrl: string, appUrl: string, wbsAppUrl?: string, shredAppUrl?: string, folder: string, employees: number, onSpawn: (pid: number) => void }} place
 *   `folder` takes its files, keys and log; it is emptied first. Without `wbsAppUrl` it takes no reports
 * @returns its address, the environment it runs in, how to start it again once it has died, and how to stop it
 */
export async function startThrowAwayServer({ ownerUrl, appUrl, wbsAppUrl, shredAppUrl, folder, employees, onSpawn }) {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = {
    ...process.env,
    DATABASE_URL: '',
    APP_DATABASE_URL: appUrl,
    WBS_DATABASE_URL: '',
    WBS_APP_DATABASE_URL: wbsAppUrl ?? '',
    WBS_SHRED_DATABASE_URL: '',
    WBS_SHRED_APP_DATABASE_URL: shredAppUrl ?? '',
    SATYA_SURFACE: 'all',
    NEXTAUTH_SECRET: newSecret(),
    NEXTAUTH_URL: url,
    DEMONSTRATION: 'on',
    NEXT_TELEMETRY_DISABLED: '1',
    FILES_FOLDER: join(folder, 'files'),
    WBS_FILES_FOLDER: join(folder, 'wbs'),
    KEYS_FOLDER: join(folder, 'keys'),
  }
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const seeding = ['--employees', String(employees), '--if-empty']
  const owner = { ...env, DATABASE_URL: ownerUrl }
  await runTypeScript('scripts/seed.ts', seeding, { quiet: true, env: owner })
  if (wbsAppUrl) await runTypeScript('scripts/wbs-seed.ts', ['--demonstration'], { quiet: true, env })
  const start = async () => {
    const output = openSync(join(folder, 'web.log'), 'a')
    pid = await startWeb('start', { port, host: '127.0.0.1', env, onSpawn, output }).finally(() => closeSync(output))
  }
  let pid = 0
  await start()
  return { url, env, restart: start, stop: () => stopWeb(pid) }
}
