import 'server-only'
import { and, asc, count, eq, inArray, isNull, lte, ne, not, or, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { employees } from '@/db/schema/registry'
import { promotionProposals, proposalEvents } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { HOLD_MINUTES } from '@/lib/sapk/proposal-hold.server'
import { queueFilter } from '@/lib/sapk/proposal-read.server'
import { withinScope } from '@/lib/sapk/proposal-step.server'
import { matching, ofOffice } from '@/lib/sapk/proposal-where.server'

/** How many cases of the actor's queue are due on each day. */
export async function countQueueByDay(context: Context): Promise<{ dueOn: CivilDate; total: number }[]> {
  const filter = await queueFilter(context)
  return transact(context, async (tx) => {
    const rows = await tx
      .select({ dueOn: promotionProposals.dueOn, total: count() })
      .from(promotionProposals)
      .innerJoin(employees, eq(employees.id, promotionProposals.employeeId))
      .where(matching(context, filter))
      .groupBy(promotionProposals.dueOn)
      .orderBy(promotionProposals.dueOn)
    return rows.flatMap(({ dueOn, total }) => (dueOn ? [{ dueOn, total }] : []))
  })
}

/**
 * The next file of a verifier's queue: what they hold or what was passed on to them, then in the order in which it came
 * what nobody holds, going on after `afterId` and beginning again at the end. Never their own case, and never one that
 * they themselves passed on.
 */
export async function nextForReview(context: Context, afterId?: string): Promise<string | undefined> {
  const { accountId, employeeId } = context.actor
  const freeSince = new Date(context.now.getTime() - HOLD_MINUTES * 60_000)
  const { state, verifierId, heldSince, sentAt, id } = promotionProposals
  const isMine = eq(verifierId, accountId ?? sql`null`)
  const isFree = or(
    and(eq(state, 'sent'), isNull(verifierId)),
    and(eq(state, 'bkn_review'), or(isNull(heldSince), lte(heldSince, freeSince))),
  )
  const passedOnByActor = sql`exists (select 1 from ${proposalEvents} e where e.proposal_id = ${id}
    and e.event = 'forward' and e.account_id = ${accountId} and e.at >= ${sentAt})`
  const comesAfter = sql`(${sentAt}, ${id}) > (select p.sent_at, p.id from ${promotionProposals} p where p.id = ${afterId})`
  return transact(context, async (tx) => {
    const [next] = await tx
      .select({ id })
      .from(promotionProposals)
      .where(
        and(
          withinScope(context),
          ofOffice(context),
          inArray(state, ['sent', 'bkn_review']),
          or(isMine, and(isFree, not(passedOnByActor))),
          employeeId ? ne(promotionProposals.employeeId, employeeId) : undefined,
          afterId ? ne(id, afterId) : undefined,
        ),
      )
      .orderBy(
        sql`coalesce(${isMine}, false) desc`,
        ...(afterId ? [sql`coalesce(${comesAfter}, false) desc`] : []),
        asc(sentAt),
        asc(id),
      )
      .limit(1)
    return next?.id
  })
}
