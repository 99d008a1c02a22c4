import postgres from 'postgres'
import { closeDatabase } from '@/db/client.server'
import { readReferenceRows } from '@/db/reference/read'
import { addPopulation, DATA_DAY } from '@/db/seed/population'
import { loadReference } from '@/db/seed/reference'
import { prepareDatabase } from './database.mjs'
import { populationProgress } from './population-progress'
import { startThrowAwayPostgres } from './postgres.mjs'

const SEED = 1945
const APP_PASSWORD = 'satya'

/**
 * A register of that many people in a cluster of its own, for a measurement: the app's pool (`transact`) points at it
 * until `stop` takes it away. Progress goes to the error output, so that a table on the other stays whole.
 */
export async function throwAwayRegister(employees: number, { withHistories }: { withHistories: boolean }) {
  const cluster = await startThrowAwayPostgres({ isDurable: true })
  process.env.APP_DATABASE_URL = await prepareDatabase(cluster.url, APP_PASSWORD)
  const owner = postgres(cluster.url, { max: 1, onnotice: () => {}, connection: { TimeZone: 'Asia/Jakarta' } })
  await loadReference(owner, readReferenceRows())
  await addPopulation(owner, {
    employees,
    seed: SEED,
    asOf: DATA_DAY,
    withHistories,
    onProgress: populationProgress(process.stderr),
  })
  await owner`analyze`
  return {
    owner,
    stop: async () => {
      await closeDatabase()
      await owner.end()
      await cluster.stop()
    },
  }
}
