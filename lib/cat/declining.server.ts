import 'server-only'
import type * as z from 'zod'
import { transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { Proposal } from '@/lib/cat/incident'
import { answerProposal } from '@/lib/cat/incident-decision.server'
import type { reasoned } from '@/lib/cat/session'

const EVENTS = {
  disqualification: 'exam.disqualify',
  reinstatement: 'exam.reinstate',
  cancellation: 'exam.cancel',
} as const satisfies Record<Proposal, string>

/**
 * The second person declines what a first one proposed, and says why: nothing changes, and the same may be proposed
 * anew. Nobody declines their own proposal. Refuses with not_found, own_proposal, wrong_state.
 */
export function declineProposal(
  context: Context,
  kind: Proposal,
  { id, reason }: z.output<typeof reasoned>,
): Promise<void> {
  return transact(context, async (tx) => {
    const { sessionId, attemptId, agencyId } = await answerProposal(tx, context, kind, id, reason)
    const subject = { agencyId, subjectId: attemptId ?? sessionId, reason }
    await recordAudit(tx, context, EVENTS[kind], { proposed: true }, { declined: true }, subject)
  })
}
