import 'server-only'
import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { agencies } from '@/db/schema/registry'
import { bulkItems, bulkRuns } from '@/db/schema/sapk'
import { type Context, systemContext } from '@/lib/auth/actor'
import { standingActor } from '@/lib/auth/standing-actor.server'
import { Refusal } from '@/lib/refusal'
import type { StepName } from '@/lib/sapk/bulk-command'
import type { ProposalRef } from '@/lib/sapk/inputs'
import { approveProposalIn, checkProposalIn } from '@/lib/sapk/proposal-agency.server'
import { initialProposalIn } from '@/lib/sapk/proposal-bkn.server'
import { handOverDecreeIn, prepareDecreeIn } from '@/lib/sapk/proposal-decree.server'
import { createProposalsIn } from '@/lib/sapk/proposal-make.server'
import { postponeProposalIn } from '@/lib/sapk/proposal-postpone.server'
import { submitProposalIn } from '@/lib/sapk/proposal-submit.server'

/** People that one transaction proposes. */
const CHUNK = 25

const steps: Record<StepName, (tx: Tx, context: Context, ref: ProposalRef) => Promise<void>> = {
  submit: submitProposalIn,
  postpone: postponeProposalIn,
  check: checkProposalIn,
  approve: approveProposalIn,
  initial: initialProposalIn,
  prepare_decree: prepareDecreeIn,
  hand_over: handOverDecreeIn,
}

/** Runs that are not finished, oldest first: what a new process takes up again. */
export function openBulkRuns() {
  return transact(systemContext('bulk', new Date()), (tx) =>
    tx
      .select({
        id: bulkRuns.id,
        agencyName: agencies.name,
        createdAt: bulkRuns.createdAt,
        waiting: sql<number>`(select count(*)::int from bulk_items i
          where i.run_id = ${bulkRuns.id} and i.state = 'waiting')`,
      })
      .from(bulkRuns)
      .innerJoin(agencies, eq(agencies.id, bulkRuns.agencyId))
      .where(isNull(bulkRuns.finishedAt))
      .orderBy(asc(bulkRuns.createdAt)),
  )
}

/**
 * Does what still waits in a run. Each person, or some to be proposed, is one transaction that also says what
 * became of them, so that it may be stopped or killed anywhere and started again. A rule that says no skips the
 * person; an outage leaves them waiting, and its error is thrown at the end.
 *
 * @param isStopping asked between two transactions
 * @param clock read for each of them
 */
export async function runBulk(
  runId: string,
  isStopping: () => boolean = () => false,
  clock: () => Date = () => new Date(),
): Promise<void> {
  const [run] = await transact(systemContext('bulk', clock()), (tx) =>
    tx.select().from(bulkRuns).where(eq(bulkRuns.id, runId)),
  )
  if (!run || run.finishedAt) return
  const work = run.event === 'create' ? proposeSome : stepOne
  let after = -1
  while (!isStopping()) {
    const now = clock()
    const actor = await standingActor(run.accountId, run.role, now)
    if (actor?.agencyId !== run.agencyId) {
      await skipRest(systemContext('bulk', now), runId)
      break
    }
    const last = await work({ actor, now }, run, after)
    if (last === null) break
    after = last
  }
  if (!isStopping()) await finish(systemContext('bulk', clock()), runId)
}

/** Whoever gave the command has lost the account, the role or the agency: nothing more is done in their name. */
function skipRest(context: Context, runId: string): Promise<void> {
  return transact(context, async (tx) => {
    await tx
      .update(bulkItems)
      .set({ state: 'skipped', code: 'actor_gone', decidedAt: context.now })
      .where(and(eq(bulkItems.runId, runId), eq(bulkItems.state, 'waiting')))
  })
}

type Run = typeof bulkRuns.$inferSelect

/** Proposes the next people. Returns how far it came, null when nobody waits; a closed period skips them all. */
async function proposeSome(context: Context, run: Run, after: number): Promise<number | null> {
  try {
    return await proposeNext(context, run, after)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const code = error.findings[0]?.code ?? error.code
    return transact(context, async (tx) => {
      const positions = (await waiting(tx, run.id, after, CHUNK)).map(({ position }) => position)
      await decide(tx, context, run.id, positions, code)
      return positions.at(-1) ?? null
    })
  }
}

function proposeNext(context: Context, { id: runId, effectiveOn }: Run, after: number): Promise<number | null> {
  return transact(context, async (tx) => {
    const [run] = await tx.select().from(bulkRuns).where(eq(bulkRuns.id, runId)).for('update')
    const items = await waiting(tx, runId, after, CHUNK)
    if (!run || !effectiveOn || items.length === 0) return null
    const employeeIds = items.map((item) => item.itemId)
    const { batchId, skipped } = await createProposalsIn(tx, context, { effectiveOn, employeeIds }, run.batchId)
    if (batchId !== run.batchId) await tx.update(bulkRuns).set({ batchId }).where(eq(bulkRuns.id, runId))
    for (const { employeeId, code } of skipped) {
      await decide(tx, context, runId, positionsOf(items, employeeId), code)
    }
    const left = new Set(skipped.map(({ employeeId }) => employeeId))
    const made = items.filter(({ itemId }) => !left.has(itemId)).map(({ position }) => position)
    await decide(tx, context, runId, made, null)
    return items.at(-1)?.position ?? null
  })
}

function positionsOf(items: readonly { itemId: string; position: number }[], itemId: string): number[] {
  return items.filter((item) => item.itemId === itemId).map((item) => item.position)
}

/** Moves the next proposal on. Returns its position, null when nothing waits. */
async function stepOne(context: Context, run: Run, after: number): Promise<number | null> {
  const step = steps[run.event as StepName]
  const [item] = await transact(context, (tx) => waiting(tx, run.id, after, 1))
  if (!item) return null
  try {
    await transact(context, async (tx) => {
      if (!(await lockWaiting(tx, run.id, item.position))) return
      await step(tx, context, { id: item.itemId, version: item.version ?? 0 })
      await decide(tx, context, run.id, [item.position], null)
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const code = error.findings[0]?.code ?? error.code
    await transact(context, async (tx) => {
      if (await lockWaiting(tx, run.id, item.position)) await decide(tx, context, run.id, [item.position], code)
    })
  }
  return item.position
}

function waiting(tx: Tx, runId: string, after: number, most: number) {
  return tx
    .select({ position: bulkItems.position, itemId: bulkItems.itemId, version: bulkItems.version })
    .from(bulkItems)
    .where(and(eq(bulkItems.runId, runId), eq(bulkItems.state, 'waiting'), gt(bulkItems.position, after)))
    .orderBy(bulkItems.position)
    .limit(most)
}

async function lockWaiting(tx: Tx, runId: string, position: number): Promise<boolean> {
  const locked = await tx
    .select({ position: bulkItems.position })
    .from(bulkItems)
    .where(and(eq(bulkItems.runId, runId), eq(bulkItems.position, position), eq(bulkItems.state, 'waiting')))
    .for('update') // waits for the connection of a killed runner, which outlives it by a moment
  return locked.length > 0
}

async function decide(
  tx: Tx,
  context: Context,
  runId: string,
  positions: number[],
  code: string | null,
): Promise<void> {
  if (positions.length === 0) return
  await tx
    .update(bulkItems)
    .set({ state: code === null ? 'done' : 'skipped', code, decidedAt: context.now })
    .where(and(eq(bulkItems.runId, runId), inArray(bulkItems.position, positions)))
}

function finish(context: Context, runId: string): Promise<void> {
  return transact(context, async (tx) => {
    const left = tx
      .select({ id: bulkItems.runId })
      .from(bulkItems)
      .where(and(eq(bulkItems.runId, runId), eq(bulkItems.state, 'waiting')))
    await tx
      .update(bulkRuns)
      .set({ finishedAt: context.now })
      .where(and(eq(bulkRuns.id, runId), isNull(bulkRuns.finishedAt), sql`not exists ${left}`))
  })
}
