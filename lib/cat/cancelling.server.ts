import 'server-only'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { onceMore } from '@/db/deadlock.server'
import { recordAudit, recordAudits } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { lockSession, noteIncident } from '@/lib/cat/attempts.server'
import { answerProposal } from '@/lib/cat/incident-decision.server'
import type { cancellation } from '@/lib/cat/session'
import { Refusal } from '@/lib/refusal'

/**
 * Takes a session that is not closed out for good: whoever was in it can be given another one. Once somebody has answered,
 * this only proposes it, and another manager decides. Answers whether it is cancelled. Refuses with not_found,
 * wrong_state, cat.cancel_waits.
 */
export function cancelSession(
  context: Context,
  { id, reason }: z.output<typeof cancellation>,
): Promise<{ isVoid: boolean }> {
  return onceMore(() =>
    transact(context, async (tx) => {
      const session = requireCancellable(id, await lockSession(tx, context, id))
      const attempts = await holdAttempts(tx, id)
      const answered = attempts.filter(({ events }) => events > 0).length
      if (answered > 0) await propose(tx, context, session, answered, reason)
      else await makeVoid(tx, context, session, attempts, reason)
      return { isVoid: answered === 0 }
    }),
  )
}

/** The second of two managers decides it; nobody decides their own proposal. Refuses with not_found, own_proposal, wrong_state. */
export function decideCancellation(context: Context, { id }: { id: string }): Promise<void> {
  return onceMore(() =>
    transact(context, async (tx) => {
      const { sessionId, session: locked, reason } = await answerProposal(tx, context, 'cancellation', id)
      const session = requireCancellable(sessionId, locked)
      const attempts = await holdAttempts(tx, sessionId)
      await makeVoid(tx, context, session, attempts, reason)
    }),
  )
}

type Session = { id: string; agencyId: number; state: string }
type Standing = { id: string; agencyId: number; state: string; seat: number | null; events: number }

function requireCancellable(id: string, session: Omit<Session, 'id'>): Session {
  if (session.state === 'closed' || session.state === 'void')
    throw new Refusal('wrong_state', { state: session.state, event: 'cancel' })
  return { id, ...session }
}

/** Nobody answers from here on. Whoever was disqualified stays so, whatever becomes of the session. */
function holdAttempts(tx: Tx, sessionId: string) {
  return tx.execute<Standing>(sql`
    select id, agency_id as "agencyId", state, seat, event_count as events from exam_attempts
    where session_id = ${sessionId} and state <> 'disqualified' order by id for no key update`)
}

async function propose(
  tx: Tx,
  context: Context,
  { id: sessionId, agencyId }: Session,
  answered: number,
  reason: string,
): Promise<void> {
  const [waiting] = await tx.execute<{ name: string }>(sql`
    select recorded_name as name from exam_incidents
    where session_id = ${sessionId} and kind = 'cancellation' and decided_at is null and declined_at is null`)
  if (waiting) throw new Refusal('cat.cancel_waits', waiting)
  await noteIncident(tx, context, { id: null, sessionId, agencyId }, 'cancellation', reason)
  const subject = { agencyId, subjectId: sessionId, reason }
  await recordAudit(tx, context, 'exam.cancel', null, { proposed: true, answered }, subject)
}

async function makeVoid(
  tx: Tx,
  context: Context,
  { id, agencyId, state }: Session,
  attempts: readonly Standing[],
  reason: string,
): Promise<void> {
  await tx.execute(sql`
    update exam_attempts set state = 'void', needs_help = false, asking = '[]'
    where session_id = ${id} and state <> 'disqualified'`)
  await tx.execute(sql`
    update exam_sessions set state = 'void', voided_at = ${context.now.toISOString()}, void_reason = ${reason},
      voided_by = ${context.actor.accountId}, voided_name = ${context.actor.name}, version = version + 1
    where id = ${id}`)
  const answered = attempts.filter(({ events }) => events > 0).length
  const after = { state: 'void', candidates: attempts.length, answered }
  await recordAudit(tx, context, 'exam.cancel', { state }, after, { agencyId, subjectId: id, reason })
  await recordAudits(
    tx,
    context,
    'exam.cancel',
    attempts.map((attempt) => ({
      before: { state: attempt.state, seat: attempt.seat },
      after: { state: 'void' },
      subject: { agencyId: attempt.agencyId, subjectId: attempt.id, reason },
    })),
  )
}
