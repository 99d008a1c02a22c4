import 'server-only'
import { and, count, desc, eq, gt, inArray, type SQL, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { employees } from '@/db/schema/registry'
import { bulkRuns, promotionBatches, promotionProposals, proposalEvents } from '@/db/schema/sapk'
import type { Context, Role } from '@/lib/auth/actor'
import { queueOf } from '@/lib/sapk/proposal-read.server'
import { readable, waitingFor } from '@/lib/sapk/proposal-where.server'
import { toldStates, toldSteps } from '@/lib/sapk/told'

const MOST = 50

/**
 * What came to a role's desk since an instant, and still stands there: one entry for all people of one letter in one
 * state, the latest first, with the names that come first.
 */
export async function listArrivals(context: Context, since: Date) {
  const arrived = await arrivedSince(context, since)
  if (!arrived) return []
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
      .where(arrived)
      .groupBy(promotionProposals.state, promotionBatches.id, promotionBatches.number)
      .orderBy(desc(at))
      .limit(MOST),
  )
}

/** How many entries the list of arrivals would have without its end. */
export async function countArrivals(context: Context, since: Date): Promise<number> {
  const arrived = await arrivedSince(context, since)
  if (!arrived) return 0
  const entry = sql`(${promotionProposals.state}, ${promotionProposals.batchId})`
  return transact(context, async (tx) => {
    const [found] = await tx
      .select({ entries: sql<number>`count(distinct ${entry})::int` })
      .from(promotionProposals)
      .innerJoin(employees, eq(employees.id, promotionProposals.employeeId))
      .where(arrived)
    return found?.entries ?? 0
  })
}

/** Asks for a join with `employees`; undefined for a role to whose desk nothing comes. */
async function arrivedSince(context: Context, since: Date): Promise<SQL | undefined> {
  const states = toldStates(context.actor.role)
  if (states.length === 0) return undefined
  const queue = await queueOf(context)
  return and(readable(context), waitingFor(context, queue, states), gt(promotionProposals.enteredStateAt, since))
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
      .where(ownStepsSince(employeeId, since))
      .orderBy(desc(proposalEvents.at), desc(proposalEvents.position))
      .limit(MOST),
  )
}

/** How many steps there are. */
export async function countOwnSteps(context: Context, since: Date): Promise<number> {
  const { employeeId } = context.actor
  if (employeeId === null) return 0
  return transact(context, async (tx) => {
    const [found] = await tx
      .select({ steps: count() })
      .from(promotionProposals)
      .innerJoin(proposalEvents, eq(proposalEvents.proposalId, promotionProposals.id))
      .where(ownStepsSince(employeeId, since))
    return found?.steps ?? 0
  })
}

function ownStepsSince(employeeId: string, since: Date): SQL | undefined {
  return and(
    eq(promotionProposals.employeeId, employeeId),
    gt(proposalEvents.at, since),
    inArray(proposalEvents.event, [...toldSteps]),
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
      .where(finishedSince(accountId, role, since))
      .orderBy(desc(bulkRuns.finishedAt))
      .limit(MOST),
  )
}

/** How many such commands there are. */
export async function countFinishedRuns(context: Context, since: Date): Promise<number> {
  const { accountId, role } = context.actor
  if (accountId === null || role === 'system') return 0
  return transact(context, (tx) => tx.$count(bulkRuns, finishedSince(accountId, role, since)))
}

function finishedSince(accountId: string, role: Role, since: Date): SQL | undefined {
  return and(eq(bulkRuns.accountId, accountId), eq(bulkRuns.role, role), gt(bulkRuns.finishedAt, since))
}
