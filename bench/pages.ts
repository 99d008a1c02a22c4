import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findBrowser } from '@/scripts/browser.mjs'
import { build } from '@/scripts/build.mjs'
import { prepareDatabase } from '@/scripts/database.mjs'
import { newSecret, startThrowAwayPostgres } from '@/scripts/postgres.mjs'
import { startThrowAwayServer } from '@/scripts/throw-away-server.mjs'
import { measurePages } from './pages-measure'

const EMPLOYEES = 1_000

/**
 * Every page of the product, filled, from the production build: the JavaScript that its HTML asks for as it travels,
 * and how long the server takes for the whole page once it is warm.
 */
export async function run() {
  await build(() => {})
  const folder = mkdtempSync(path.join(tmpdir(), 'satya-bench-'))
  const cluster = await startThrowAwayPostgres({ isDurable: true })
  let stopServer = async () => {}
  try {
    const appUrl = await prepareDatabase(cluster.url, newSecret())
    const place = { ownerUrl: cluster.url, appUrl, folder, employees: EMPLOYEES, onSpawn: () => {} }
    const { url, env, stop } = await startThrowAwayServer(place)
    stopServer = stop
    const { NEXTAUTH_SECRET } = env
    Object.assign(process.env, { NEXTAUTH_SECRET, SATYA_URL: url, TEST_DATABASE_URL: cluster.url })
    return await measurePages(url, await findBrowser(() => {}))
  } finally {
    await stopServer()
    await cluster.stop()
    rmSync(folder, { recursive: true })
  }
}
