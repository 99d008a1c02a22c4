import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import postgres, { type Sql } from 'postgres'
import { civilDateIn } from '@/lib/civil-date'
import type { EntryAnswer } from '@/lib/kinerja/entries.server'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import { build } from '@/scripts/build.mjs'
import { prepareDatabase } from '@/scripts/database.mjs'
import { newSecret, startThrowAwayPostgres } from '@/scripts/postgres.mjs'
import { startThrowAwayServer } from '@/scripts/throw-away-server.mjs'
import { type Worker, workforce } from './daily-workforce'
import { cpuSecondsOf } from './process-cpu'
import { quantile } from './sorted-quantile'

const EMPLOYEES = 400
const CONNECTIONS = 24
const SECONDS = 20
const WARM_UP_SECONDS = 5
const BATCH = 20 // what a phone sends that was offline
const BATCH_EVERY = 10 // so many requests are one of those
const AGAIN_EVERY = 20 // and so many are sent twice at once, as after an answer that got lost

type Sender = Worker & { entries: number }
type Acknowledged = { id: string; employee: string; minute: number }

/**
 * The last evening of a month: employees send entries of the day, one by one and in batches that were written without a
 * network, to the server of a build. Fails when an acknowledged entry is not in the database as it was sent, or is
 * there twice.
 */
export async function run() {
  await build(() => {})
  const folder = mkdtempSync(path.join(tmpdir(), 'satya-bench-'))
  const cluster = await startThrowAwayPostgres({ isDurable: true })
  let stopServer = async () => {}
  const owner = postgres(cluster.url, { max: 2, onnotice: () => {} })
  try {
    const appUrl = await prepareDatabase(cluster.url, newSecret())
    const place = { ownerUrl: cluster.url, appUrl, folder, employees: 2_000, onSpawn: () => {} }
    const { url, env, stop } = await startThrowAwayServer(place)
    stopServer = stop
    process.env.NEXTAUTH_SECRET = env.NEXTAUTH_SECRET
    const workers = (await workforce(owner, EMPLOYEES)).map((each) => ({ ...each, entries: 0 }))
    await evening(url, workers, WARM_UP_SECONDS)
    const before = usedCpu()
    const { taken, acknowledged, refused } = await evening(url, workers, SECONDS)
    const used = usedCpu()
    const perEntry = (seconds: number) => Number(((seconds * 1000) / acknowledged.length).toFixed(2))
    const { lost, doubled } = await verdict(owner, acknowledged)
    const figures = {
      entriesPerSecond: Math.round(acknowledged.length / SECONDS),
      p95Ms: quantile(taken, 0.95),
      p99Ms: quantile(taken, 0.99),
      lost,
      doubled,
    }
    console.table({
      ...figures,
      p50Ms: quantile(taken, 0.5),
      requests: taken.length,
      refused,
      serverCpuMsPerEntry: perEntry(used.server - before.server),
      databaseCpuMsPerEntry: perEntry(used.database - before.database),
      cores: availableParallelism(),
    })
    if (lost > 0 || doubled > 0 || refused > 0) throw new Error(`${lost} lost, ${doubled} doubled, ${refused} refused`)
    return figures
  } finally {
    await owner.end()
    await stopServer()
    await cluster.stop()
    rmSync(folder, { recursive: true })
  }
}

function usedCpu() {
  return { server: cpuSecondsOf('server'), database: cpuSecondsOf('database') }
}

/** Every connection sends for one employee after the other, as soon as the last answer is there. */
async function evening(url: string, workers: readonly Sender[], seconds: number) {
  const end = performance.now() + seconds * 1000
  const taken: number[] = []
  const acknowledged: Acknowledged[] = []
  let refused = 0
  let turn = 0
  const send = async (): Promise<void> => {
    while (performance.now() < end) {
      const nth = turn++
      const worker = workers[nth % workers.length]
      if (!worker) throw new Error('nobody works')
      const entries = Array.from({ length: nth % BATCH_EVERY === 0 ? BATCH : 1 }, () => nextEntry(worker))
      const once = async () => {
        const start = performance.now()
        const answers = await post(url, worker, entries)
        taken.push(performance.now() - start)
        return answers
      }
      const [answers = []] = await Promise.all(nth % AGAIN_EVERY === 0 ? [once(), once()] : [once()])
      refused += answers.filter(({ answer }) => answer === 'refused').length
      for (const { id, startsMinute } of entries) {
        const isThere = answers.some((each) => each.id === id && each.answer !== 'refused')
        if (isThere) acknowledged.push({ id, employee: worker.employee, minute: startsMinute })
      }
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, send))
  return { taken, acknowledged, refused }
}

/** A minute of work after the one before; with a letter, so that a weekend is a day like another. */
function nextEntry(worker: Sender): EntryInput {
  const startsMinute = 450 + worker.entries++
  return {
    id: randomUUID(),
    version: 0,
    workOn: civilDateIn('Asia/Jakarta', new Date()),
    isToday: true,
    startsMinute,
    endsMinute: startsMinute + 1,
    kind: 'plan',
    planItemId: worker.item,
    text: 'Melayani pemohon di loket',
    quantity: 1,
    unit: 'pemohon',
    place: 'office',
    orderBy: null,
    orderNumber: '800/1',
    lateReason: null,
    deviceAt: new Date().toISOString(),
  }
}

async function post(url: string, { employee, cookie }: Worker, entries: readonly EntryInput[]): Promise<EntryAnswer[]> {
  const response = await fetch(`${url}/api/kinerja/catatan`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ owner: employee, sentAt: new Date().toISOString(), entries }),
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()).answers
}

async function verdict(owner: Sql, acknowledged: readonly Acknowledged[]) {
  const rows = await owner<{ id: string; employee: string; minute: number }[]>`
    select id, employee_id as employee, starts_minute as minute from daily_entries where text = 'Melayani pemohon di loket'`
  const found = new Map(rows.map((row) => [row.id, `${row.employee} ${row.minute}`]))
  const lost = acknowledged.filter(({ id, employee, minute }) => found.get(id) !== `${employee} ${minute}`).length
  return { lost, doubled: rows.length - new Set(found.values()).size }
}
