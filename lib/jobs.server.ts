import 'server-only'
import PgBoss from 'pg-boss'
import postgres from 'postgres'
import { systemContext } from '@/lib/auth/actor'
import { certificateSigning, finishExpired } from '@/lib/cat/public.server'
import { cleanUp } from '@/lib/clean-up.server'
import { claimFilesFolder } from '@/lib/documents/files-owner.server'
import { stopPrinter } from '@/lib/documents/printer.server'
import { openBatches, runSigningBatch, SIGNING_CHANNEL, type SigningHandlers } from '@/lib/documents/signing.server'
import { eachFailure } from '@/lib/each-in-turn'
import { copyHolidaysToWbs } from '@/lib/holidays-of-wbs.server'
import { sendDailyReminders } from '@/lib/kinerja/public.server'
import { EXPORT_CHANNEL, openExports, runExport } from '@/lib/list-exports.server'
import { failureOf, log } from '@/lib/log.server'
import { refreshDueEmployees, refreshDueUnits } from '@/lib/registry/refresh.server'
import {
  BULK_CHANNEL,
  openBulkRuns,
  promotionSigning,
  refreshNominatives,
  releaseIdleReviews,
  renewDueDates,
  runBulk,
} from '@/lib/sapk/public.server'

/** Who signs what, by the kind of batch. */
export const signingHandlers: SigningHandlers = { ...promotionSigning, ...certificateSigning }

const SIGNING = 'signing'
const BULK = 'bulk'
const EXPORT = 'export'
const RETRY = { retryLimit: 10, retryDelay: 15, retryBackoff: true, expireInHours: 2 }
const STOP_MS = 8_000

const HOUR_MS = 3_600_000

/** What is done at its times. */
const SCHEDULED: { queue: string; times: string; timeZone: string; lookEverySeconds: number; run(): Promise<void> }[] =
  [
    {
      queue: 'cleaning',
      times: '40 1,7,13,19 * * *',
      timeZone: 'Asia/Jakarta',
      lookEverySeconds: 60,
      run: () => cleanUp(new Date()),
    },
    {
      queue: 'reminding', // when each agency's clock says so, see `sendDailyReminders`
      times: '*/10 * * * *',
      timeZone: 'UTC',
      lookEverySeconds: 30,
      run: () => sendDailyReminders(new Date()),
    },
  ]

type Refreshed = { everyMs: number; refresh(isEnding: () => boolean): Promise<void> }

/** What is kept up to date, each by itself, and how soon a change shows that no command brings about. */
const REFRESHED: Refreshed[] = [
  // a changed fact in the nominatif
  { everyMs: 30_000, refresh: (isEnding) => refreshNominatives(new Date(), isEnding) },
  // a rank or post as the current one, and the structure of a unit, once their day has come
  { everyMs: HOUR_MS, refresh: () => refreshDueEmployees(new Date()) },
  { everyMs: HOUR_MS, refresh: () => refreshDueUnits(new Date()) },
  // a changed service level or rule of periods in the due dates
  { everyMs: HOUR_MS, refresh: () => renewDueDates(new Date()) },
  // the days off in the deadlines of reports, of an office whose last copy failed or that was restored
  { everyMs: HOUR_MS, refresh: () => copyHolidaysToWbs(systemContext('holidays', new Date())) },
  // a file that its verifier left back in the queue, after its half hour
  { everyMs: 60_000, refresh: () => releaseIdleReviews(new Date()) },
  // the score of an exam whose time is over although no device asked for it
  { everyMs: 5_000, refresh: () => finishExpired(new Date()) },
]

/** How soon what was given up after many tries, as on a full disk, is tried again. */
const LOOK_AGAIN_MS = 600_000

type Jobs = { stop(): Promise<void> }

/**
 * Starts the background work of this process. The tables of a batch say what is to be done; a job of the queue only
 * says "look": one comes for each batch at its commit, and one for each unfinished batch now. Losing or repeating a
 * job therefore does no harm.
 */
export async function startJobs(handlers: SigningHandlers = signingHandlers): Promise<Jobs> {
  const client = queueClient()
  const boss = new PgBoss({ db: { executeSql: (text, values) => run(client, text, values) }, schedule: true })
  boss.on('error', report)
  await boss.start()
  await claimFilesFolder(new Date())

  let isStopping = false
  const isEnding = () => isStopping
  const followed = [
    await follow(boss, client, {
      queue: SIGNING,
      channel: SIGNING_CHANNEL,
      open: openBatches,
      run: (id) => runSigningBatch(handlers, id, isEnding),
    }),
    await follow(boss, client, {
      queue: BULK,
      channel: BULK_CHANNEL,
      open: openBulkRuns,
      run: (id) => runBulk(id, isEnding),
    }),
    await follow(boss, client, { queue: EXPORT, channel: EXPORT_CHANNEL, open: openExports, run: runExport }),
  ]
  for (const work of SCHEDULED) await schedule(boss, work)
  const refreshed = REFRESHED.map(({ everyMs, refresh }) => keepRefreshing(everyMs, () => refresh(isEnding)))

  return {
    async stop() {
      isStopping = true // the letter at hand is finished, the rest waits for the next start
      await Promise.all([...refreshed, ...followed].map((each) => each.stop()))
      await boss.stop({ graceful: true, timeout: STOP_MS })
      await client.end({ timeout: 1 })
      await stopPrinter()
    },
  }
}

async function schedule(
  boss: PgBoss,
  { queue, times, timeZone, lookEverySeconds, run: work }: (typeof SCHEDULED)[number],
): Promise<void> {
  await boss.createQueue(queue)
  await boss.schedule(queue, times, undefined, { tz: timeZone })
  await boss.work(queue, { pollingIntervalSeconds: lookEverySeconds }, () => reported(work()))
}

type Batches = {
  queue: string
  /** Names a batch at its commit. */
  channel: string
  /** What an earlier process left. */
  open(): Promise<{ id: string }[]>
  run(id: string): Promise<void>
}

/** Works through batches as they come, one after another, beginning with those that nobody finished. */
async function follow(boss: PgBoss, client: postgres.Sql, { queue, channel, open, run: work }: Batches): Promise<Jobs> {
  await boss.createQueue(queue, { name: queue, ...RETRY })
  await boss.work<{ batchId: string }>(queue, { pollingIntervalSeconds: 1 }, async (jobs) => {
    for (const job of jobs) await reported(work(job.data.batchId))
  })
  const look = (batchId: string) => boss.send(queue, { batchId }, { singletonKey: batchId, singletonSeconds: 1 })
  const listening = await client.listen(channel, (batchId) => void look(batchId).catch(report))
  const lookAgain = keepRefreshing(LOOK_AGAIN_MS, async () => {
    for (const batch of await open()) await look(batch.id)
  })
  return {
    async stop() {
      await Promise.all([lookAgain.stop(), listening.unlisten()])
    },
  }
}

/** Does one piece of work now and again and again, one round after the other, until it is stopped. */
function keepRefreshing(everyMs: number, work: () => Promise<void>): Jobs {
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let round = Promise.resolve()
  const next = () => {
    round = work()
      .catch(report)
      .then(() => {
        if (!isStopped) timer = setTimeout(next, everyMs)
      })
  }
  timer = setTimeout(next, 0)
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await round
    },
  }
}

/**
 * One connection for the queue alone, as the role that owns its tables and nothing else. One, because the queue sends
 * whole transactions as one text.
 */
function queueClient(): postgres.Sql {
  const url = process.env.APP_DATABASE_URL
  if (!url) throw new Error('APP_DATABASE_URL is not set')
  return postgres(url, { max: 1, onnotice: () => {}, connection: { role: 'satya_jobs' }, types: { json: QUEUE_JSON } })
}

/** The queue sends some of its JSON as text already; the driver alone would make a string of that text. */
const QUEUE_JSON = {
  to: 114,
  from: [114, 3802],
  serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
  parse: (text: string): unknown => JSON.parse(text),
}

/** The migrations made the queue's schema: its role may not make one, and the queue would try. */
async function run(client: postgres.Sql, text: string, values: unknown[] = []) {
  const statement = text.replace(/CREATE SCHEMA IF NOT EXISTS \w+\s*;?/, '')
  const parameters = values.map((value) => (value === undefined ? null : value))
  const rows = await client.unsafe(statement, parameters as postgres.ParameterOrJSON<never>[])
  return { rows: [...rows] }
}

/**
 * Tells the log of a failure. The queue, which would keep the whole error with the values of its query, learns only that
 * there was one, and tries again later.
 */
async function reported(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    report(error)
    throw new Error('failed, see the log')
  }
}

function report(error: unknown): void {
  for (const each of eachFailure(error)) log('jobs').error(failureOf(each), 'background job failed')
}
