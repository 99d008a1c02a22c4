import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { aRunningSession, testPaper } from '@/lib/cat/exam.fixture'
import { build } from '@/scripts/build.mjs'
import { prepareDatabase } from '@/scripts/database.mjs'
import { newSecret, startThrowAwayPostgres } from '@/scripts/postgres.mjs'
import { startThrowAwayServer } from '@/scripts/throw-away-server.mjs'
import { AnsweringDevice, RoomConnection } from './exam-connection'
import { session } from './exam-session'
import { type Aim, besideAims } from './figures-and-aims'
import { cpuSeconds, cpuSecondsOf } from './process-cpu'
import { quantile } from './sorted-quantile'

const CONNECTIONS = 64
const CANDIDATES = 4 * CONNECTIONS // one alone is held back at two hundred saves a second (lib/cat/claim-doors.server.ts)
const SECONDS = 20
const WARM_UP_SECONDS = 5

/** Of the session, its saves are those beside a crowd before the board as well: 100 ms with and without it. */
const AIMS = {
  ratio: { atLeast: 0.5 },
  cpuMsPerSave: { atMost: 0.3 },
  saveP99Ms: { atMost: 50 },
  startP95Ms: { atMost: 1_000 },
  sessionSaveP95Ms: { atMost: 100 },
  watchedSaveP95Ms: { atMost: 100 },
  finishP95Ms: { atMost: 1_000 },
  lost: { atMost: 0 },
} as const satisfies Record<string, Aim>

/**
 * How many answers a second the server of a build keeps, each acknowledged after its commit, and in the same run how
 * many single-row upserts the database does by itself; before it, unless saturation is asked for alone, a session of two
 * thousand candidates. Fails when one acknowledged answer is not in the database.
 */
export async function run(part?: string) {
  await build(() => {})
  const folder = mkdtempSync(path.join(tmpdir(), 'satya-bench-'))
  const cluster = await startThrowAwayPostgres({ isDurable: true })
  let stopServer = async () => {}
  const owner = postgres(cluster.url, { max: 2, onnotice: () => {} })
  try {
    const appUrl = await prepareDatabase(cluster.url, newSecret())
    const place = { ownerUrl: cluster.url, appUrl, folder, employees: 1_000, onSpawn: () => {} }
    const { url, env, stop } = await startThrowAwayServer(place)
    stopServer = stop
    process.env.NEXTAUTH_SECRET = env.NEXTAUTH_SECRET
    const hall = part === 'saturation' ? { devices: [], figures: {} } : await session(url, owner)

    const ids = await aRunningSession(owner, CANDIDATES)
    const halls = await Promise.all(
      Array.from({ length: CONNECTIONS }, async (_, at) => {
        const connection = await RoomConnection.open(url)
        return ids
          .filter((_, nth) => nth % CONNECTIONS === at)
          .map((id) => new AnsweringDevice(id, connection, testPaper.length))
      }),
    )
    const devices = halls.flat()

    await saturate(halls, WARM_UP_SECONDS)
    const before = spent()
    const saves = await saturate(halls, SECONDS)
    const after = spent()
    const msPerSave = (of: keyof Spent) => Number((((after[of] - before[of]) * 1000) / saves.length).toFixed(3))
    for (const { connection } of devices) connection.close()
    const pgbenchPerSecond = await upserts(cluster.url)

    const lost = await lostOf(owner, [...devices, ...hall.devices])
    const savesPerSecond = Math.round(saves.length / SECONDS)
    const figures = {
      savesPerSecond,
      pgbenchPerSecond,
      ratio: Number((savesPerSecond / pgbenchPerSecond).toFixed(2)),
      cpuMsPerSave: msPerSave('product'),
      serverCpuMsPerSave: msPerSave('server'),
      databaseCpuMsPerSave: msPerSave('database'),
      clientCpuMsPerSave: msPerSave('client'), // of the measurement itself, on the same cores
      saveP99Ms: quantile(saves, 0.99),
      ...hall.figures,
      lost,
    }
    const beside = { ...figures, saveP50Ms: quantile(saves, 0.5), cores: availableParallelism() }
    console.table(besideAims(beside, AIMS))
    if (lost > 0) throw new Error(`${lost} acknowledged answers are not in the database`)
    return figures
  } finally {
    await owner.end()
    await stopServer()
    await cluster.stop()
    rmSync(folder, { recursive: true })
  }
}

/** How many acknowledged changes are not in the database as they were sent. */
async function lostOf(owner: postgres.Sql, devices: readonly AnsweringDevice[]): Promise<number> {
  const kept = await owner<{ id: string; events: string[] }[]>`
    select attempt_id as id, array_agg(client_seq || ' ' || item || ' ' || option) as events
    from exam_answer_events where epoch = 1 group by 1`
  const found = new Map(kept.map(({ id, events }) => [id, new Set(events)]))
  let lost = 0
  for (const device of devices) {
    for (let nth = 1; nth <= device.acknowledged; nth++) {
      const { seq, item, option } = device.changeAt(nth)
      if (!found.get(device.attemptId)?.has(`${seq} ${item} ${option}`)) lost++
    }
  }
  return lost
}

type Spent = ReturnType<typeof spent>

/** Processor seconds so far: of the product, of its parts, and of the devices that this process plays. */
function spent() {
  const { user, system } = process.cpuUsage()
  const [server, database] = [cpuSecondsOf('server'), cpuSecondsOf('database')]
  return { product: cpuSeconds(), server, database, client: (user + system) / 1_000_000 }
}

/**
 * Every connection sends the next answer as soon as the last one is acknowledged, of its candidates in turn.
 * Milliseconds of each.
 */
async function saturate(halls: readonly (readonly AnsweringDevice[])[], seconds: number): Promise<number[]> {
  const end = performance.now() + seconds * 1000
  const taken: number[] = []
  await Promise.all(
    halls.map(async (devices) => {
      for (;;) {
        for (const device of devices) {
          const start = performance.now()
          if (start > end) return
          await device.save()
          taken.push(performance.now() - start)
        }
      }
    }),
  )
  return taken
}

/** The same number of connections, each with one prepared upsert after the other. */
async function upserts(url: string): Promise<number> {
  const owner = postgres(url, { max: 1, onnotice: () => {} })
  await owner`create table bench_answers (attempt int, item int, option text, seq int, primary key (attempt, item))`
  await owner.end()
  return hasPgbench() ? byPgbench(url) : byClient(url)
}

function hasPgbench(): boolean {
  return spawnSync('pgbench', ['--version']).status === 0
}

function byPgbench(url: string): number {
  const script = `\\set attempt random(1, ${CONNECTIONS})
\\set item random(1, 110)
insert into bench_answers values (:attempt, :item, 'a', 1) on conflict (attempt, item) do update set option = excluded.option, seq = bench_answers.seq + 1;`
  const threads = String(availableParallelism())
  const options = ['-n', '-M', 'prepared', '-c', String(CONNECTIONS), '-j', threads, '-T', String(SECONDS), '-f', '-']
  const { stdout, stderr } = spawnSync('pgbench', [...options, url], { input: script, encoding: 'utf8' })
  const found = /tps = ([\d.]+)/.exec(stdout)
  if (!found) throw new Error(`pgbench: ${stderr}`)
  return Math.round(Number(found[1]))
}

async function byClient(url: string): Promise<number> {
  const client = postgres(url, { max: CONNECTIONS, onnotice: () => {} })
  const end = performance.now() + SECONDS * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, attempt) => {
      for (let at = 0; performance.now() < end; at++, done++)
        await client`insert into bench_answers values (${attempt}, ${at % 110}, 'a', 1)
          on conflict (attempt, item) do update set option = excluded.option, seq = bench_answers.seq + 1`
    }),
  )
  await client.end()
  return Math.round(done / SECONDS)
}
