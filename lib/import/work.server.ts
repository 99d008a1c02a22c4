import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { and, inArray, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { importRuns } from '@/db/schema/import'
import { type Context, systemContext } from '@/lib/auth/actor'
import { standingActor } from '@/lib/auth/standing-actor.server'
import { failureOf, log } from '@/lib/log.server'
import { Refusal } from '@/lib/refusal'
import { applyRun, countAnew } from './apply-run.server'
import { checkRun } from './check-run.server'
import { type ImportMode, WORKER_SILENCE_SECONDS } from './run'
import { finishStep } from './run-store.server'

const LOOK_SECONDS = 10
const REFUSAL_MS = 400
const running = new Set<Promise<void>>()

/** Checks a file in the background; its page shows how far it is. Refuses what `checkRun` refuses at once. */
export async function checkInBackground(context: Context, runId: string): Promise<void> {
  await inBackground(checkRun(context, runId))
}

export async function applyInBackground(context: Context, runId: string, mode: ImportMode): Promise<void> {
  await inBackground(applied(context, runId, mode))
}

async function applied(context: Context, runId: string, mode: ImportMode): Promise<void> {
  if (await applyRun(context, runId, mode)) await countAnew(context).catch(report)
}

/** Leaves a step to itself once it has had the time to refuse. */
async function inBackground(step: Promise<void>): Promise<void> {
  const work = step.catch(report).finally(() => running.delete(work))
  running.add(work)
  await Promise.race([step, sleep(REFUSAL_MS)])
}

/** A refusal is told on the page. */
function report(error: unknown): void {
  if (error instanceof Refusal) return
  log('import').error(failureOf(error), 'import step failed')
}

/** Looks now and then for steps whose worker was killed and starts them again, as the person who began them. */
export function startImportWork(): { stop(): Promise<void> } {
  const look = () => resumeSilent().catch(report)
  const timer = setInterval(look, LOOK_SECONDS * 1000)
  void look()
  return {
    stop: async () => {
      clearInterval(timer)
      await Promise.all(running)
    },
  }
}

/**
 * Starts every step anew whose worker has been silent for too long; a check or an apply that was cut has written
 * nothing. It goes on as the officer who brought the file; when that one may no longer, the step ends there. A file that
 * was brought by a command goes on as the command.
 */
export async function resumeSilent(now = new Date()): Promise<void> {
  const silent = await transact(systemContext('import', now), (tx) =>
    tx
      .select()
      .from(importRuns)
      .where(
        and(
          inArray(importRuns.status, ['checking', 'applying']),
          sql`${importRuns.workerAt} < now() - make_interval(secs => ${WORKER_SILENCE_SECONDS})`,
        ),
      ),
  )
  for (const run of silent) {
    const actor = run.createdBy
      ? await standingActor(run.createdBy, 'mutation_officer', now)
      : commandLine(run.agencyId, now).actor
    if (!actor || actor.agencyId !== run.agencyId) {
      await finishStep(ofAgency(run.agencyId, now), run.id, 'fail', { failure: 'import.officer_gone' })
      continue
    }
    const context: Context = { actor, now }
    const step =
      run.status === 'checking'
        ? checkRun(context, run.id)
        : applied(context, run.id, (run.mode as ImportMode | null) ?? 'valid_rows')
    await step.catch(report)
  }
}

function ofAgency(agencyId: number, now: Date): Context {
  const { actor } = systemContext('import', now)
  return { actor: { ...actor, agencyId }, now }
}

/** Whoever runs `npm run import` holds the machine: no account, the rows of one agency. */
function commandLine(agencyId: number, now: Date): Context {
  const { actor, ...rest } = ofAgency(agencyId, now)
  return { ...rest, actor: { ...actor, scope: { kind: 'agencies', agencyIds: [agencyId] } } }
}
