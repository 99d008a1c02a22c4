import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findBrowser } from '@/scripts/browser.mjs'
import { build } from '@/scripts/build.mjs'
import { startThrowAwayPostgres } from '@/scripts/postgres.mjs'
import { startThrowAwayServer } from '@/scripts/throw-away-server.mjs'
import { copyDatabase, prepareTemplate } from '@/scripts/vitest-database.mjs'
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
    await prepareTemplate(cluster.url)
    const databases = await copyDatabase('pages')
    const { url, env, stop } = await startThrowAwayServer({
      ...databases,
      folder,
      employees: EMPLOYEES,
      onSpawn: () => {},
    })
    stopServer = stop
    Object.assign(process.env, env, { SATYA_URL: url, TEST_DATABASE_URL: databases.ownerUrl })
    return await measurePages(url, await findBrowser(() => {}))
  } finally {
    await stopServer()
    await cluster.stop()
    rmSync(folder, { recursive: true })
  }
}
