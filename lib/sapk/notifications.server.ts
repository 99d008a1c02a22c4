import 'server-only'
import { and, desc, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { employees } from '@/db/schema/registry'
import { bulkRuns, promotionBatches, promotionProposals, proposalEvents } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import { queueOf, readable, waitingFor } from '@/lib/sapk/proposal-read.server'
import { toldStates, toldSteps } from '@/lib/sapk/told'

const MOST = 50

/**
 * What came to a role's desk since an instant, and still stands there: one entry for all people of one letter in one
 * state, the latest first, with the names that come first.
 */
export async function listArrivals(context: Context, since: Date) {
  const states = toldStates(context.actor.role)
  if (states.length === 0) return []
  const queue = await queueOf(context)
  const at = sql<Date>`max(${promotionProposals.enteredStateAt})`.mapWith(promotionProposals.enteredStateAt)
  return transact(context, (tx) =>
    tx
      .select({
        state: promotionProposals.state,
        batch: promotionBatches.number,
        at,
        people: sql<number>`count(*)::int`,
        names: sql<string[]>`(array_agg(${employees.name} order by ${employees.name}))[1:3]`,
        firstId: sql<string>`(array_agg(${promotionProposals.id} order by ${employees.name}))[1]`,
      })
      .from(promotionProposals)
      .innerJoin(promotionBatches, eq(promotionBatches.id, promotionProposals.batchId))
      .innerJoin(employees, eq(employees.id, promotionProposals.employeeId))
      .where(and(readable(context), waitingFor(context, queue, states), gt(promotionProposals.enteredStateAt, since)))
      .groupBy(promotionProposals.state, promotionBatches.id, promotionBatches.number)
      .orderBy(desc(at))
      .limit(MOST),
  )
}

/** The steps of one's own proposals since an instant, the latest first. The actor is asked for as themselves. */
export async function listOwnSteps(context: Context, since: Date) {
  const { employeeId } = context.actor
  if (employeeId === null) return []
  return transact(context, (tx) =>
    tx
      .select({
        id: proposalEvents.id,
        proposalId: promotionProposals.id,
        number: promotionProposals.number,
        event: proposalEvents.event,
        at: proposalEvents.at,
      })
      .from(promotionProposals)
      .innerJoin(proposalEvents, eq(proposalEvents.proposalId, promotionProposals.id))
      .where(
        and(
          eq(promotionProposals.employeeId, employeeId),
          gt(proposalEvents.at, since),
          inArray(proposalEvents.event, [...toldSteps]),
        ),
      )
      .orderBy(desc(proposalEvents.at), desc(proposalEvents.position))
      .limit(MOST),
  )
}

/** The commands for many people that the actor gave and that were finished since an instant. */
export async function listFinishedRuns(context: Context, since: Date) {
  const { accountId, role } = context.actor
  if (accountId === null || role === 'system') return []
  return transact(context, (tx) =>
    tx
      .select({ id: bulkRuns.id, event: bulkRuns.event, at: bulkRuns.finishedAt })
      .from(bulkRuns)
      .where(
        and(
          eq(bulkRuns.accountId, accountId),
          eq(bulkRuns.role, role),
          isNotNull(bulkRuns.finishedAt),
          gt(bulkRuns.finishedAt, since),
        ),
      )
      .orderBy(desc(bulkRuns.finishedAt))
      .limit(MOST),
  )
}
