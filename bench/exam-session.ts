import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { aWaitingHall, testPaper, testPin } from '@/lib/cat/exam.fixture'
import { AnsweringDevice, RoomConnection } from './exam-connection'
import { serverKilobytes } from './process-cpu'
import { quantile } from './sorted-quantile'

const CANDIDATES = 2_000
const SIGN_IN_MS = 30_000
const BURST_MS = 10_000 // all start within it, all finish within it
const WORK_MS = 180_000
const THINK_MS = 54_500 // 110 questions in 100 minutes
const PULSE_MS = 8_500
const WATCHERS = 50
const WATCH_PAUSE_MS = 50

type Times = { start: number[]; save: number[]; watchedSave: number[]; finish: number[]; pendingFinish: number[] }

/**
 * A session as it is: two thousand candidates sign in, start within ten seconds, answer to the rhythm of an exam for
 * three minutes while their devices keep saying that they are there, and finish within ten seconds, every second one with
 * an answer still to be sent. In the second half of the work a crowd watches the live board.
 */
export async function session(url: string, owner: Sql) {
  const { ids, sessionId } = await aWaitingHall(owner, CANDIDATES)
  const connections = await Promise.all(ids.map(() => RoomConnection.open(url)))
  const before = serverKilobytes()
  const devices = await Promise.all(
    connections.map(async (connection, at) => {
      await spread(SIGN_IN_MS)
      return signedIn(connection, ids[at] ?? '', at + 1)
    }),
  )
  say('all are let in')
  const times: Times = { start: [], save: [], watchedSave: [], finish: [], pendingFinish: [] }
  await Promise.all(devices.map((device) => burst(device, 'POST mulai', 'work', times.start)))

  say('all have started')
  const begun = performance.now()
  const crowd = sleep(WORK_MS / 2).then(() => watch(url, sessionId, begun + WORK_MS))
  await Promise.all(devices.map((device) => work(device, begun, times)))
  const served = await crowd
  say('three minutes are over')
  const kilobytes = (serverKilobytes() - before) / CANDIDATES

  await Promise.all(
    devices.map((device, at) =>
      at % 2
        ? burst(device, 'POST selesai', 'result', times.finish)
        : burst(device, 'POST selesai', 'result', times.pendingFinish, () => device.save()),
    ),
  )
  for (const { connection } of devices) connection.close()
  return {
    devices,
    figures: {
      candidates: CANDIDATES,
      startP95Ms: quantile(times.start, 0.95),
      sessionSaveP95Ms: quantile([...times.save, ...times.watchedSave], 0.95),
      sessionSaveP99Ms: quantile([...times.save, ...times.watchedSave], 0.99),
      unwatchedSaveP95Ms: quantile(times.save, 0.95),
      watchedSaveP95Ms: quantile(times.watchedSave, 0.95),
      finishP95Ms: quantile(times.finish, 0.95),
      pendingFinishP95Ms: quantile(times.pendingFinish, 0.95),
      slowestFinishMs: quantile([...times.finish, ...times.pendingFinish], 1 - 1 / CANDIDATES),
      kbPerCandidate: Math.round(kilobytes),
      watchersPerSecond: Math.round(served / (WORK_MS / 2000)),
    },
  }
}

async function signedIn(connection: RoomConnection, attemptId: string, number: number): Promise<AnsweringDevice> {
  const { status, body } = await connection.ask('POST masuk', JSON.stringify({ number: `P-${number}`, pin: testPin }))
  if (status !== 200) throw new Error(`candidate ${number} was not let in: ${status} ${body.slice(0, 200)}`)
  const device = new AnsweringDevice(attemptId, connection, testPaper.length)
  const content = await connection.ask('GET isi')
  if (content.status !== 200) throw new Error(`no content: ${content.status}`)
  return device
}

/** One question of everybody, spread over the burst; `first` is sent before it and counts with it. */
async function burst(
  { connection }: AnsweringDevice,
  door: string,
  expected: 'work' | 'result',
  taken: number[],
  first: () => Promise<unknown> = async () => {},
) {
  await spread(BURST_MS)
  const from = performance.now()
  await first()
  const { status, body } = await connection.ask(door)
  taken.push(performance.now() - from)
  if (status !== 200 || JSON.parse(body)[expected] === null) throw new Error(`${door}: ${status} ${body.slice(0, 400)}`)
}

async function work(device: AnsweringDevice, begun: number, times: Times): Promise<void> {
  const end = begun + WORK_MS
  let nextSave = performance.now() + thinking()
  let nextPulse = performance.now() + Math.random() * PULSE_MS
  for (;;) {
    const due = Math.min(nextSave, nextPulse)
    if (due > end) return
    await sleep(Math.max(0, due - performance.now()))
    const from = performance.now()
    if (due === nextPulse) {
      await device.connection.ask('GET denyut')
      nextPulse += PULSE_MS
      continue
    }
    await device.save()
    const taken = performance.now() - from
    ;(from < begun + WORK_MS / 2 ? times.save : times.watchedSave).push(taken)
    nextSave = performance.now() + thinking()
  }
}

/** How many boards a crowd was shown until the end. */
async function watch(url: string, sessionId: string, end: number): Promise<number> {
  const shown = await Promise.all(
    Array.from({ length: WATCHERS }, async () => {
      const watcher = await RoomConnection.open(url)
      let boards = 0
      for (; performance.now() < end; boards++) {
        const { status } = await watcher.ask(`GET papan?sesi=${sessionId}`)
        if (status !== 200) throw new Error(`no board: ${status}`)
        await sleep(WATCH_PAUSE_MS)
      }
      watcher.close()
      return boards
    }),
  )
  return shown.reduce((sum, each) => sum + each, 0)
}

function say(line: string): void {
  process.stderr.write(`  ${line}\n`)
}

function spread(milliseconds: number): Promise<void> {
  return sleep(Math.random() * milliseconds)
}

/** Time until the next answer: independent events at the rhythm of the exam. */
function thinking(): number {
  return -Math.log(1 - Math.random()) * THINK_MS
}
