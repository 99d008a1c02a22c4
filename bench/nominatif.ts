import postgres from 'postgres'
import { closeDatabase } from '@/db/client.server'
import { readReferenceRows } from '@/db/reference/read'
import { loadReference } from '@/db/seed/reference'
import { computeNominative } from '@/lib/sapk/nominative.server'
import { prepareDatabase } from '@/scripts/database.mjs'
import { newSecret, startThrowAwayPostgres } from '@/scripts/postgres.mjs'
import { populate } from './nominatif-population'

const PERIOD = '2027-04-01'
const NOW = new Date('2026-11-23T06:00:00+07:00')
const SIZES = { seconds10k: 10_000, seconds100k: 100_000, seconds1m: 1_000_000 }

/** Eligibility of all employees for one period, by the rules that draw the checklist, results stored. */
export async function run(): Promise<Record<string, number>> {
  const cluster = await startThrowAwayPostgres({ isDurable: true })
  const figures: Record<string, number> = {}
  try {
    for (const [key, people] of Object.entries(SIZES)) figures[key] = await measure(cluster.url, people)
  } finally {
    await cluster.stop()
  }
  return figures
}

async function measure(clusterUrl: string, people: number): Promise<number> {
  const url = String(Object.assign(new URL(clusterUrl), { pathname: `/nominatif_${people}` }))
  process.env.APP_DATABASE_URL = await prepareDatabase(url, newSecret())
  const owner = postgres(url, { max: 1, onnotice: () => {} })
  await loadReference(owner, readReferenceRows())
  await populate(owner, people)
  const start = performance.now()
  await computeNominative('everybody', PERIOD, NOW)
  const seconds = (performance.now() - start) / 1000
  const outcomes = await owner<{ outcome: string; total: number }[]>`
    select outcome, count(*)::int as total from nominative_results group by 1 order by 1`
  await owner.end()
  await closeDatabase()
  console.table({
    people,
    seconds: Number(seconds.toFixed(2)),
    peoplePerSecond: Math.round(people / seconds),
    memoryMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
    ...Object.fromEntries(outcomes.map(({ outcome, total }) => [outcome, total])),
  })
  return Number(seconds.toFixed(2))
}
