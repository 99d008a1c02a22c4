import 'server-only'
import { and, asc, count, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { employees } from '@/db/schema/registry'
import { bulkItems, bulkRuns, promotionProposals } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'
import { isUuid } from '@/lib/uuid'

const RECENT = '1 day'
const SHOWN = 5

/** How far a run is: everybody of the selection is either waiting, done or skipped. */
export type BulkProgress = {
  id: string
  event: string
  createdAt: string
  isFinished: boolean
  total: number
  waiting: number
  done: number
  skipped: number
}

/** The runs that the actor started: those that go on, and those of the last day, newest first. */
export function listOwnBulkRuns(context: Context, events: readonly string[]): Promise<BulkProgress[]> {
  return transact(context, async (tx) => {
    const runs = await tx
      .select()
      .from(bulkRuns)
      .where(
        and(
          ownRuns(context),
          inArray(bulkRuns.event, [...events]),
          or(
            isNull(bulkRuns.finishedAt),
            sql`${bulkRuns.createdAt} > ${context.now.toISOString()}::timestamptz - ${RECENT}::interval`,
          ),
        ),
      )
      .orderBy(desc(bulkRuns.createdAt))
      .limit(SHOWN)
    return progressOf(tx, runs)
  })
}

/** One run that the actor started. Refuses not_found. */
export async function findBulkRun(context: Context, id: string): Promise<BulkProgress> {
  if (!isUuid(id)) throw new Refusal('not_found')
  return transact(context, async (tx) => {
    const runs = await tx
      .select()
      .from(bulkRuns)
      .where(and(eq(bulkRuns.id, id), ownRuns(context)))
    const [progress] = await progressOf(tx, runs)
    if (!progress) throw new Refusal('not_found')
    return progress
  })
}

/** Only what the actor started; a run is nobody else's to see. */
function ownRuns({ actor: { accountId } }: Context): SQL {
  return accountId === null ? sql`false` : eq(bulkRuns.accountId, accountId)
}

async function progressOf(tx: Tx, runs: readonly (typeof bulkRuns.$inferSelect)[]): Promise<BulkProgress[]> {
  const ids = runs.map(({ id }) => id)
  if (ids.length === 0) return []
  const counts = await tx
    .select({ runId: bulkItems.runId, state: bulkItems.state, total: count() })
    .from(bulkItems)
    .where(inArray(bulkItems.runId, ids))
    .groupBy(bulkItems.runId, bulkItems.state)
  return runs.map(({ id, event, createdAt, finishedAt }) => {
    const of = (state: 'waiting' | 'done' | 'skipped') =>
      counts.find((row) => row.runId === id && row.state === state)?.total ?? 0
    const [open, done, skipped] = [of('waiting'), of('done'), of('skipped')]
    const total = open + done + skipped
    return {
      id,
      event,
      createdAt: createdAt.toISOString(),
      isFinished: finishedAt !== null,
      total,
      waiting: open,
      done,
      skipped,
    }
  })
}

export type BulkItemLine = Awaited<ReturnType<typeof listBulkItems>>[number]

/** One page of what became of each person of a run, in the order of the selection. */
export function listBulkItems(
  context: Context,
  runId: string,
  { state, offset, limit }: { state: BulkItem['state'] | undefined; offset: number; limit: number },
) {
  return transact(context, (tx) =>
    tx
      .select({
        position: bulkItems.position,
        state: bulkItems.state,
        code: bulkItems.code,
        proposalId: promotionProposals.id,
        name: employees.name,
        nip: employees.nip,
      })
      .from(bulkItems)
      .innerJoin(bulkRuns, eq(bulkRuns.id, bulkItems.runId))
      .leftJoin(promotionProposals, proposalOfItem)
      .innerJoin(
        employees,
        sql`${employees.id} = case when ${bulkRuns.event} = 'create' then ${bulkItems.itemId} else ${promotionProposals.employeeId} end`,
      )
      .where(and(eq(bulkItems.runId, runId), ownRuns(context), state && eq(bulkItems.state, state)))
      .orderBy(asc(bulkItems.position))
      .limit(limit)
      .offset(offset),
  )
}

type BulkItem = typeof bulkItems.$inferSelect

/** The proposal itself, or the one that was made for the person. */
const proposalOfItem = sql`${promotionProposals.id} = ${bulkItems.itemId}
  or (${bulkRuns.event} = 'create' and ${bulkItems.state} = 'done'
    and ${promotionProposals.batchId} = ${bulkRuns.batchId} and ${promotionProposals.employeeId} = ${bulkItems.itemId})`
