import 'server-only'
import { and, count, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { agencies } from '@/db/schema/registry'
import { signingBatches, signingItems } from '@/db/schema/signing'
import { type Context, systemContext } from '@/lib/auth/actor'
import type { Facts } from '@/lib/refusal'

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

/**
 * What was refused in the last week over all agencies, for the administrator: how many letters of a kind for one reason,
 * and no letter. As many as `countSigning` counts.
 */
export function listRefusedSigning(now: Date) {
  return transact(systemContext('signing', now), (tx) =>
    tx
      .select({
        agencyName: agencies.name,
        kind: signingBatches.kind,
        refusalCode: sql<string>`${signingItems.refusalCode}`,
        facts: sql<Facts>`coalesce((array_agg(${signingItems.refusalFacts} order by ${signingItems.decidedAt} desc))[1], '{}')`,
        letters: count(),
        lastAt: sql<Date>`max(${signingItems.decidedAt})`.mapWith(signingItems.decidedAt),
      })
      .from(signingItems)
      .innerJoin(signingBatches, eq(signingBatches.id, signingItems.batchId))
      .innerJoin(agencies, eq(agencies.id, signingBatches.agencyId))
      .where(isRefusedLately(now))
      .groupBy(agencies.name, signingBatches.kind, signingItems.refusalCode)
      .orderBy(desc(sql`max(${signingItems.decidedAt})`)),
  )
}

function isRefusedLately(now: Date) {
  return and(
    eq(signingItems.state, 'failed'),
    sql`${signingItems.decidedAt} > ${now.toISOString()}::timestamptz - ${RECENT}::interval`,
  )
}

/** What waits, and what failed in the last week, over all agencies, for the administrator: counts only. */
export function countSigning(now: Date): Promise<{ running: number; waiting: number; failed: number }> {
  return transact(systemContext('signing', now), async (tx) => {
    const [batches] = await tx.select({ total: count() }).from(signingBatches).where(isNull(signingBatches.finishedAt))
    const items = await tx
      .select({ state: signingItems.state, total: count() })
      .from(signingItems)
      .where(or(eq(signingItems.state, 'waiting'), isRefusedLately(now)))
      .groupBy(signingItems.state)
    const of = (state: 'waiting' | 'failed') => items.find((row) => row.state === state)?.total ?? 0
    return { running: batches?.total ?? 0, waiting: of('waiting'), failed: of('failed') }
  })
}
