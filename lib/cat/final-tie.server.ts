import 'server-only'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { DecidedTie, tieDecline, tieInput } from '@/lib/cat/final-tie'
import { decideProposed } from '@/lib/cat/proposed.server'
import { lockRanking } from '@/lib/cat/ranking-lock.server'
import { rankingOf } from '@/lib/cat/stage-ranking.server'
import { Refusal } from '@/lib/refusal'

export type ProposedTie = DecidedTie & {
  id: string
  by: string
  at: Date
  isOwn: boolean
  decider: string | null
  decidedAt: Date | null
  declineReason: string | null
}

/** What was proposed between equals, what waits first, then the newest. */
export async function proposedTies({ actor, now }: Context, programmeId: string): Promise<ProposedTie[]> {
  const rows = await transact({ actor, now }, (tx) =>
    tx.execute<ProposedTie>(sql`
      select id, ahead, behind, reason, proposed_name as by, proposed_at as at,
        proposed_by is not distinct from ${actor.accountId} as "isOwn", decided_name as decider,
        decided_at as "decidedAt", decline_reason as "declineReason"
      from exam_final_ties where programme_id = ${programmeId} and agency_id = ${actor.agencyId}
      order by decided_at is not null, proposed_at desc limit 200`),
  )
  return rows.map((row) => ({ ...row, at: new Date(row.at), decidedAt: row.decidedAt && new Date(row.decidedAt) }))
}

/**
 * The first of two people says who stands ahead of those they are equal to. Refuses as `computeRanking` does, and with
 * tie_changed where the ranking has no such tie, tie_seats, cat.already_proposed.
 */
export function proposeTie(context: Context, { id, ahead, reason }: z.output<typeof tieInput>): Promise<void> {
  const { agencyId, accountId, name } = context.actor
  return transact(context, async (tx) => {
    await lockRanking(tx, id, agencyId)
    const { ties } = await rankingOf(tx, context, id, 'final')
    const tie = ties.find(({ numbers }) => ahead.every((number) => numbers.includes(number)))
    if (!tie) throw new Refusal('tie_changed')
    const behind = tie.numbers.filter((number) => !ahead.includes(number))
    if (tie.numbers.length - behind.length !== tie.seats) throw new Refusal('invalid', {}, { ahead: 'tie_seats' })
    const waiting = await tx.execute(sql`
      select from exam_final_ties
      where programme_id = ${id} and agency_id = ${agencyId} and decided_at is null
        and (ahead || behind) @> ${JSON.stringify(tie.numbers)}::jsonb`)
    if (waiting.length > 0) throw new Refusal('cat.already_proposed')
    const placed = tie.numbers.filter((number) => ahead.includes(number))
    await tx.execute(sql`
      insert into exam_final_ties (programme_id, agency_id, ahead, behind, reason, proposed_by, proposed_name, proposed_at)
      values (${id}, ${agencyId}, ${JSON.stringify(placed)}::jsonb, ${JSON.stringify(behind)}::jsonb, ${reason},
        ${accountId}, ${name}, ${context.now.toISOString()})`)
    const after = { ahead: placed, behind, formation: tie.formation, proposed: true }
    await recordAudit(tx, context, 'exam.settle_tie', null, after, { agencyId, subjectId: id, reason })
  })
}

/** The second one agrees; nobody decides their own proposal. Refuses with not_found, own_proposal, wrong_state. */
export function decideTie(context: Context, { id }: { id: string }): Promise<void> {
  return transact(context, (tx) => decide(tx, context, id, null))
}

/** The second one declines and says why; equals can be proposed anew. Refuses as `decideTie` does. */
export function declineTie(context: Context, { id, reason }: z.output<typeof tieDecline>): Promise<void> {
  return transact(context, (tx) => decide(tx, context, id, reason))
}

async function decide(tx: Tx, context: Context, id: string, declineReason: string | null): Promise<void> {
  const { agencyId, programmeId } = await decideProposed(tx, context, {
    table: 'exam_final_ties',
    event: 'settle_tie',
    id,
    declineReason,
  })
  const [placed] = await tx.execute<Omit<DecidedTie, 'reason'>>(sql`
    select ahead, behind from exam_final_ties where id = ${id}`)
  const after = { ...placed, isAgreed: declineReason === null }
  const subject = { agencyId, subjectId: programmeId, reason: declineReason }
  await recordAudit(tx, context, 'exam.settle_tie', { proposed: true }, after, subject)
}
