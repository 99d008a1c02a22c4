import 'server-only'
import path from 'node:path'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { importRuns } from '@/db/schema/import'
import type { Context } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'
import { settings } from '@/lib/settings.server'
import { type FlowEvent, move } from '@/lib/workflow'
import { type ImportRun, importFlow, WORKER_SILENCE_SECONDS } from './run'

/** Where the uploaded file of a run lies, named by its id and never by what it was called. */
export function uploadedFile(runId: string): string {
  return path.resolve(/* turbopackIgnore: true */ settings().FILES_FOLDER, 'import', `${runId}.upload`)
}

/** One run of the actor's agency. */
export async function findRun(context: Context, runId: string): Promise<ImportRun | undefined> {
  return transact(context, async (tx) => {
    const [found] = await tx
      .select()
      .from(importRuns)
      .where(and(eq(importRuns.id, runId), eq(importRuns.agencyId, context.actor.agencyId)))
    return found
  })
}

/** The same; refuses with not_found. */
export async function getRun(context: Context, runId: string): Promise<ImportRun> {
  const found = await findRun(context, runId)
  if (!found) throw new Refusal('not_found')
  return found
}

/** Locks one run of the actor's agency; outside it does not exist. */
export async function lockRun(tx: Tx, context: Context, runId: string): Promise<ImportRun> {
  const [found] = await tx
    .select()
    .from(importRuns)
    .where(and(eq(importRuns.id, runId), eq(importRuns.agencyId, context.actor.agencyId)))
    .for('update')
  if (!found) throw new Refusal('not_found')
  return found
}

/**
 * Takes a run for one step. A run that another worker holds is left to it unless that worker has been silent for too
 * long: then it was killed, and this one takes over. Refuses with import.busy or wrong_state.
 */
export async function claimStep(
  context: Context,
  runId: string,
  event: 'check' | 'apply',
  values: Partial<ImportRun> = {},
): Promise<ImportRun> {
  return transact(context, async (tx) => {
    const run = await lockRun(tx, context, runId)
    const isRunning = run.status === 'checking' || run.status === 'applying'
    if (isRunning && !isSilent(run, context.now)) throw new Refusal('import.busy')
    const status = move(importFlow, run.status, event)
    const claimed = { ...values, status, doneRows: 0, failure: null, failureFacts: null, workerAt: context.now }
    await tx.update(importRuns).set(claimed).where(eq(importRuns.id, runId))
    return { ...run, ...claimed }
  })
}

/** True when the worker of a running step was killed. */
export function isSilent(run: Pick<ImportRun, 'workerAt'>, now: Date): boolean {
  return !run.workerAt || now.getTime() - run.workerAt.getTime() > WORKER_SILENCE_SECONDS * 1000
}

/** Moves a run on and stores what the step found out. */
export async function finishStep(
  context: Context,
  runId: string,
  event: FlowEvent<typeof importFlow>,
  values: Partial<ImportRun>,
): Promise<void> {
  await transact(context, async (tx) => {
    const run = await lockRun(tx, context, runId)
    await tx
      .update(importRuns)
      .set({ ...values, status: move(importFlow, run.status, event), workerAt: null })
      .where(eq(importRuns.id, runId))
  })
}

const HEARTBEAT_MS = (WORKER_SILENCE_SECONDS * 1000) / 4

/**
 * Gives signs of life while a step works, beside its transaction: one statement over many rows may take longer than the
 * silence after which a worker counts as killed. One that stays away harms nothing, so its failure is passed over.
 */
export async function whileAlive<T>(context: Context, runId: string, work: () => Promise<T>): Promise<T> {
  const beat = () =>
    transact(
      context,
      async (tx) => {
        await tx.update(importRuns).set({ workerAt: sql`now()` }).where(isRunning(runId))
      },
      'beside',
    )
  const timer = setInterval(() => void beat().catch(() => {}), HEARTBEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

/** A sign of life that waited for the end of its step says nothing any more. */
function isRunning(runId: string) {
  return and(eq(importRuns.id, runId), inArray(importRuns.status, ['checking', 'applying']))
}

/** Says how far a step is, beside its transaction; also the worker's sign of life. */
export async function reportProgress(
  context: Context,
  runId: string,
  doneRows: number,
  totalRows?: number,
): Promise<void> {
  await transact(
    context,
    async (tx) => {
      await tx
        .update(importRuns)
        .set({ doneRows, workerAt: sql`now()`, ...(totalRows === undefined ? {} : { totalRows }) })
        .where(eq(importRuns.id, runId))
    },
    'beside',
  )
}
