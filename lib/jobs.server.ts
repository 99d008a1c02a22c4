import 'server-only'
import PgBoss from 'pg-boss'
import postgres from 'postgres'
import { systemContext } from '@/lib/auth/actor'
import { certificateSigning, finishExpired } from '@/lib/cat/public.server'
import { cleanUp } from '@/lib/clean-up.server'
import { claimFilesFolder } from '@/lib/documents/files-owner.server'
import { stopPrinter } from '@/lib/documents/printer.server'
import { openBatches, runSigningBatch, SIGNING_CHANNEL, type SigningHandlers } from '@/lib/documents/signing.server'
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
const CLEANING = 'cleaning'
const CLEANING_TIMES = '40 1,7,13,19 * * *' // Jakarta
const REMINDING = 'reminding'
const REMINDING_TIMES = '*/10 * * * *' // when each agency's clock says so, see `sendDailyReminders`
const RETRY = { retryLimit: 10, retryDelay: 15, retryBackoff: true, expireInHours: 2 }
const STOP_MS = 8_000

/** How soon a changed fact shows in the nominatif. */
const NOMINATIVE_EVERY_MS = 30_000

/** How soon a rank or post shows as the current one once its day has come. */
const EMPLOYEES_EVERY_MS = 3_600_000

/** How soon a unit shows a change of the structure once its day has come. */
const UNITS_EVERY_MS = 3_600_000

/** How soon a changed service level or rule of periods shows in the due dates. */
const DUE_DATES_EVERY_MS = 3_600_000

/** How soon deadlines of reports know the days off of an office whose last copy failed, or that was restored. */
const HOLIDAYS_EVERY_MS = 3_600_000

/** How soon what was given up after many tries, as on a full disk, is tried again. */
const LOOK_AGAIN_MS = 600_000

/** How soon a file that its verifier left goes back to the queue, after its half hour. */
const IDLE_REVIEWS_EVERY_MS = 60_000

/** How soon an exam whose time is over is scored although no device asked for it. */
const EXPIRED_EXAMS_EVERY_MS = 5_000

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
  await boss.createQueue(CLEANING)
  await boss.schedule(CLEANING, CLEANING_TIMES, undefined, { tz: 'Asia/Jakarta' })
  await boss.work(CLEANING, { pollingIntervalSeconds: 60 }, () => cleanUp(new Date()))
  await boss.createQueue(REMINDING)
  await boss.schedule(REMINDING, REMINDING_TIMES)
  await boss.work(REMINDING, { pollingIntervalSeconds: 30 }, () => sendDailyReminders(new Date()))
  const nominatives = keepRefreshing(NOMINATIVE_EVERY_MS, () => refreshNominatives(new Date(), isEnding))
  const employees = keepRefreshing(EMPLOYEES_EVERY_MS, () => refreshDueEmployees(new Date()))
  const units = keepRefreshing(UNITS_EVERY_MS, () => refreshDueUnits(new Date()))
  const dueDates = keepRefreshing(DUE_DATES_EVERY_MS, () => renewDueDates(new Date()))
  const daysOff = keepRefreshing(HOLIDAYS_EVERY_MS, () => copyHolidaysToWbs(systemContext('holidays', new Date())))
  const reviews = keepRefreshing(IDLE_REVIEWS_EVERY_MS, () => releaseIdleReviews(new Date()))
  const exams = keepRefreshing(EXPIRED_EXAMS_EVERY_MS, () => finishExpired(new Date()))

  return {
    async stop() {
      isStopping = true // the letter at hand is finished, the rest waits for the next start
      await Promise.all([nominatives, employees, units, dueDates, daysOff, reviews, exams].map((each) => each.stop()))
      await Promise.all(followed.map((queue) => queue.stop()))
      await boss.stop({ graceful: true, timeout: STOP_MS })
      await client.end({ timeout: 1 })
      await stopPrinter()
    },
  }
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
    for (const job of jobs) {
      await work(job.data.batchId).catch((error: unknown) => {
        report(error)
        throw error // the queue tries again later
      })
    }
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

function report(error: unknown): void {
  log('jobs').error(failureOf(error), 'background job failed')
}
