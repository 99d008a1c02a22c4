import 'server-only'
import { and, count, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { signingBatches, signingItems } from '@/db/schema/documents'
import { type Context, systemContext } from '@/lib/auth/actor'

const RECENT = '7 days'
const SHOWN = 10

/** The batches that the actor started: those that run, and those of the last week, newest first. */
export function listOwnSigningBatches(context: Context) {
  const { accountId } = context.actor
  return transact(context, async (tx) => {
    const batches = await tx
      .select({
        id: signingBatches.id,
        kind: signingBatches.kind,
        createdAt: signingBatches.createdAt,
        finishedAt: signingBatches.finishedAt,
        delayCode: signingBatches.delayCode,
      })
      .from(signingBatches)
      .where(
        sql`${signingBatches.accountId} = ${accountId}
          and (${isNull(signingBatches.finishedAt)} or ${signingBatches.createdAt} > ${context.now.toISOString()}::timestamptz - ${RECENT}::interval)`,
      )
      .orderBy(desc(signingBatches.createdAt))
      .limit(SHOWN)
    const ids = batches.map((batch) => batch.id)
    const counts =
      ids.length === 0
        ? []
        : await tx
            .select({ batchId: signingItems.batchId, state: signingItems.state, total: count() })
            .from(signingItems)
            .where(inArray(signingItems.batchId, ids))
            .groupBy(signingItems.batchId, signingItems.state)
    return batches.map((batch) => {
      const of = (state: 'waiting' | 'issued' | 'failed') =>
        counts.find((row) => row.batchId === batch.id && row.state === state)?.total ?? 0
      return { ...batch, waiting: of('waiting'), issued: of('issued'), failed: of('failed') }
    })
  })
}

/** What waits, and what failed in the last week, over all agencies, for the administrator: counts only. */
export function countSigning(now: Date): Promise<{ running: number; waiting: number; failed: number }> {
  return transact(systemContext('signing', now), async (tx) => {
    const [batches] = await tx.select({ total: count() }).from(signingBatches).where(isNull(signingBatches.finishedAt))
    const items = await tx
      .select({ state: signingItems.state, total: count() })
      .from(signingItems)
      .where(
        or(
          eq(signingItems.state, 'waiting'),
          and(
            eq(signingItems.state, 'failed'),
            sql`${signingItems.decidedAt} > ${now.toISOString()}::timestamptz - ${RECENT}::interval`,
          ),
        ),
      )
      .groupBy(signingItems.state)
    const of = (state: 'waiting' | 'failed') => items.find((row) => row.state === state)?.total ?? 0
    return { running: batches?.total ?? 0, waiting: of('waiting'), failed: of('failed') }
  })
}
