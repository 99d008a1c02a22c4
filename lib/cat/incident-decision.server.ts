import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { lockSession } from '@/lib/cat/attempts.server'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import type { Proposal } from '@/lib/cat/incident'
import { Refusal } from '@/lib/refusal'

/** What one person proposed and another one has answered, with its session, which is locked. */
type AnsweredProposal = {
  sessionId: string
  attemptId: string | null
  agencyId: number
  reason: string
  session: { agencyId: number; state: string }
}

/**
 * The second person agrees with what the first one proposed of a session or of an attempt, or declines it and says why;
 * nobody answers their own proposal. Of two who answer at once the one who has the session first is heard. Refuses with
 * not_found, own_proposal, and with wrong_state what somebody has answered already.
 *
 * @param declineReason without one it is agreed with
 */
export async function answerProposal(
  tx: Tx,
  context: Context,
  kind: Proposal,
  id: string,
  declineReason: string | null = null,
): Promise<AnsweredProposal> {
  const { accountId, name } = context.actor
  const [found] = await tx.execute<Omit<AnsweredProposal, 'session'> & { by: string }>(sql`
    select session_id as "sessionId", attempt_id as "attemptId", agency_id as "agencyId", reason, recorded_by as by
    from exam_incidents where id = ${id} and kind = ${kind} and ${ofAgencies(context, sql`agency_id`)}`)
  if (!found) throw new Refusal('not_found')
  const { by, ...proposal } = found
  if (by === accountId) throw new Refusal('own_proposal')
  const session = await lockSession(tx, context, proposal.sessionId)
  const now = context.now.toISOString()
  const answer =
    declineReason === null
      ? sql`decided_by = ${accountId}, decided_name = ${name}, decided_at = ${now}`
      : sql`declined_by = ${accountId}, declined_name = ${name}, declined_at = ${now}, decline_reason = ${declineReason}`
  const answered = await tx.execute(sql`
    update exam_incidents set ${answer}
    where id = ${id} and decided_at is null and declined_at is null returning id`)
  if (answered.length === 0) throw new Refusal('wrong_state', { state: 'answered', event: kind })
  return { ...proposal, session }
}
