import 'server-only'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { lockSession } from '@/lib/cat/attempts.server'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import type { Proposal } from '@/lib/cat/incident'
import type { reasoned } from '@/lib/cat/session'
import { Refusal } from '@/lib/refusal'

const EVENTS = {
  disqualification: 'exam.disqualify',
  reinstatement: 'exam.reinstate',
  cancellation: 'exam.cancel',
} as const satisfies Record<Proposal, string>

/**
 * The second person declines what a first one proposed, and says why: nothing changes, and the same may be proposed
 * anew. Nobody declines their own proposal. Refuses with not_found, own_proposal.
 */
export function declineProposal(
  context: Context,
  kind: Proposal,
  { id, reason }: z.output<typeof reasoned>,
): Promise<void> {
  const { actor, now } = context
  return transact(context, async (tx) => {
    const [proposal] = await tx.execute<{
      sessionId: string
      attemptId: string | null
      agencyId: number
      by: string
    }>(sql`
      select session_id as "sessionId", attempt_id as "attemptId", agency_id as "agencyId", recorded_by as by
      from exam_incidents where id = ${id} and kind = ${kind} and ${ofAgencies(context, sql`agency_id`)}`)
    if (!proposal) throw new Refusal('not_found')
    if (proposal.by === actor.accountId) throw new Refusal('own_proposal')
    await lockSession(tx, context, proposal.sessionId)
    const declined = await tx.execute(sql`
      update exam_incidents set declined_by = ${actor.accountId}, declined_name = ${actor.name},
        declined_at = ${now.toISOString()}, decline_reason = ${reason}
      where id = ${id} and decided_at is null and declined_at is null returning id`)
    if (declined.length === 0) throw new Refusal('not_found')
    const subject = { agencyId: proposal.agencyId, subjectId: proposal.attemptId ?? proposal.sessionId, reason }
    await recordAudit(tx, context, EVENTS[kind], { proposed: true }, { declined: true }, subject)
  })
}
