import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { closeDatabase } from '@/db/client.server'
import { aWaitingHall } from '@/lib/cat/exam.fixture'
import { prepareDatabase } from '@/scripts/database.mjs'
import { newSecret, startPostgres, stopPostgres } from '@/scripts/postgres.mjs'
import { startThrowAwayServer } from '@/scripts/throw-away-server.mjs'
import { childrenOf, killed, signal, stopped } from './broken-processes'
import { ScriptedCandidate, setDeviceClocks } from './exam-candidate'
import { ScriptedSupervisor } from './exam-supervisor'
import { judged, startsOf } from './exam-verdict'
import { Relay } from './relay'

const ALLOWED_SECONDS = 6_000
const MOST_OUTAGE_MS = 20_000
const MOST_CALM_MS = 1_500
const MOST_STARTING_MS = 40
/** What everybody has left when the server goes for longer than that. */
const LAST_SECONDS = 60
/** However often the supervisor ends an exam, so many go on. */
const FEWEST_AT_WORK = 5
const kinds = [
  'kill_server',
  'kill_database',
  'pause_server',
  'pause_database',
  'drop_network',
  'change_seats',
  'crash_browsers',
  'set_clocks',
  'supervisor_pause',
  'extra_time',
  'supervisor_finish',
  'finish_on_the_way',
] as const
type Kind = (typeof kinds)[number]

/**
 * An exam in which everything breaks: at so many moments the server or the database is killed or stopped for a while,
 * devices lose their network or are exchanged, their browsers crash or their clocks are set, the supervisor pauses people,
 * gives time and ends exams, while candidates answer without end. Before that the server is killed while they begin, and
 * after it, where that is wished, it is away until everybody's time would be over. At the end everything acknowledged must be in the
 * database, in whole chains, as the candidates know it; papers as they were, and times as the supervisor recorded them.
 */
export async function examFaults(wish: {
  candidates: number
  moments: number
  pauseMs: number
  awayMs: number
  say: (line: string) => void
}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'satya-faults-'))
  const cluster = { folder: path.join(folder, 'cluster'), password: newSecret() }
  let database = await startPostgres(cluster)
  const relay = await Relay.start(portOf(database.url))
  let server = 0
  try {
    const direct = await prepareDatabase(database.url, newSecret())
    const appUrl = direct.replace(/:\d+\//, `:${relay.port}/`)
    const onSpawn = (pid: number) => {
      server = pid
    }
    const place = { ownerUrl: database.url, appUrl, folder: path.join(folder, 'web'), employees: 1_000, onSpawn }
    const { url, env, restart } = await startThrowAwayServer(place)
    process.env.NEXTAUTH_SECRET = env.NEXTAUTH_SECRET
    process.env.APP_DATABASE_URL = appUrl
    const { candidates, sessionId } = await seated(database.url, url, wish.candidates)
    const killServer = async (awayMs = 0) => {
      await killed(server)
      await sleep(awayMs)
      await restart()
    }
    await Promise.all(candidates.map((candidate) => candidate.enter()))
    const first = candidates.filter((_, at) => at % 2 === 0).map((candidate) => candidate.start())
    await sleep(Math.random() * MOST_STARTING_MS)
    await killed(server)
    await noteStarts(database.url, candidates)
    await restart()
    const others = candidates.filter((_, at) => at % 2 === 1).map((candidate) => candidate.start())
    const stops = await Promise.all([...first, ...others])
    await noteStarts(database.url, candidates)

    const supervisor = await ScriptedSupervisor.of(database.url, sessionId)
    const faults: Record<Kind, () => Promise<void>> = {
      kill_server: () => killServer(),
      kill_database: async () => {
        await killed(database.pid)
        database = await startPostgres(cluster)
        relay.target = portOf(database.url)
        relay.cut()
      },
      pause_server: () => stopped([server], wish.pauseMs),
      pause_database: () => stopped([database.pid, ...childrenOf(database.pid)], wish.pauseMs),
      drop_network: async () => {
        for (const candidate of candidates)
          if (Math.random() < 0.5) candidate.dropNetwork(Math.random() * MOST_OUTAGE_MS)
        relay.cut()
      },
      change_seats: async () => {
        const moving = candidates.filter(() => Math.random() < 0.3)
        await freeSeats(database.url, moving)
        for (const candidate of moving) candidate.changeSeat()
      },
      crash_browsers: async () => {
        for (const candidate of candidates) if (Math.random() < 0.5) candidate.crash()
      },
      set_clocks: async () => setDeviceClocks(Math.round(Math.random() * 48) - 24),
      supervisor_pause: async () => {
        const meanwhile = pickOf([faults.kill_server, faults.crash_browsers, async () => sleep(wish.pauseMs)])
        const paused = working(candidates).filter(() => Math.random() < 0.6)
        supervisor.ownerUrl = database.url
        if (paused.length > 0) await supervisor.pause(paused, meanwhile)
      },
      extra_time: async () => {
        for (const candidate of working(candidates).filter(() => Math.random() < 0.2))
          await supervisor.addTime(candidate)
      },
      supervisor_finish: async () => {
        const [candidate] = working(candidates).toSorted(() => Math.random() - 0.5)
        if (candidate && working(candidates).length > FEWEST_AT_WORK) await supervisor.finish(candidate)
      },
      /** The server answers nobody; somebody with an answer that was not sent leaves the seat, and is ended before the next one. */
      finish_on_the_way: async () => {
        if (working(candidates).length <= FEWEST_AT_WORK) return
        const candidate = pickOf(working(candidates))
        const back = stopped([server], wish.pauseMs)
        await candidate.untilUnsent()
        await freeSeats(database.url, [candidate])
        candidate.changeSeat()
        candidate.dropNetwork(0)
        await supervisor.finish(candidate)
        await back
      },
    }
    for (const [at, kind] of drawn(wish.moments).entries()) {
      await sleep(Math.random() * MOST_CALM_MS)
      wish.say(`${at + 1} of ${wish.moments}: ${kind}`)
      await faults[kind]()
    }
    setDeviceClocks(0)
    if (wish.awayMs > 0) {
      wish.say('at last: the server is away while the time of everybody goes by')
      supervisor.ownerUrl = database.url
      await supervisor.outlast(working(candidates), LAST_SECONDS, () => killServer(wish.awayMs))
    }
    await Promise.all(stops.map((stop) => stop()))
    const owner = postgres(database.url, { max: 2, onnotice: () => {} })
    const report = await judged(owner, candidates, wish.moments, supervisor.wrongPauses, wish.say)
    await owner.end()
    return report
  } finally {
    await closeDatabase()
    if (server) signal(server, 'SIGKILL')
    relay.stop()
    await stopPostgres(database.pid)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Every kind as often as the others, in an order of chance. */
function drawn(moments: number): Kind[] {
  return Array.from({ length: moments }, (_, at) => ({ kind: kinds[at % kinds.length] as Kind, order: Math.random() }))
    .sort((one, other) => one.order - other.order)
    .map(({ kind }) => kind)
}

/** Whose exam the supervisor has not ended. */
function working(candidates: readonly ScriptedCandidate[]): ScriptedCandidate[] {
  return candidates.filter(({ endedBetween }) => endedBetween === undefined)
}

function pickOf<T>(choices: readonly T[]): T {
  return choices[Math.floor(Math.random() * choices.length)] as T
}

async function seated(ownerUrl: string, url: string, count: number) {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  const { ids, sessionId } = await aWaitingHall(owner, count)
  await owner.end()
  const candidates = ids.map((id, at) => new ScriptedCandidate(url, id, `P-${at + 1}`, ALLOWED_SECONDS))
  return { candidates, sessionId }
}

/** What a supervisor's press does: the next device that signs in has the seat. */
async function freeSeats(ownerUrl: string, moving: readonly ScriptedCandidate[]): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  await owner`update exam_attempts set device = null where id = any(${moving.map(({ attemptId }) => attemptId)}::uuid[])`
  await owner.end()
}

/** Of those that have begun and were not known to. */
async function noteStarts(ownerUrl: string, candidates: readonly ScriptedCandidate[]): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  for (const { id, at } of await startsOf(owner, candidates)) {
    const candidate = candidates.find(({ attemptId }) => attemptId === id)
    if (candidate?.startedAt === 0 && at) candidate.startedAt = at.getTime()
  }
  await owner.end()
}

function portOf(url: string): number {
  return Number(new URL(url).port)
}
