import 'server-only'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { type Attempt, auditAttempt, lockAttempt, noteIncident, oneAttempt } from '@/lib/cat/attempts.server'
import { endOrdered } from '@/lib/cat/finish.server'
import { answerProposal } from '@/lib/cat/incident-decision.server'
import type { reasoned, SeatState, SessionState } from '@/lib/cat/session'
import { Refusal } from '@/lib/refusal'

const STEPS = {
  disqualification: { event: 'exam.disqualify', from: ['registered', 'running', 'paused', 'finished'] },
  reinstatement: { event: 'exam.reinstate', from: ['disqualified'] },
} as const

/** The first of two people says that a candidate is to be disqualified. Refuses with wrong_state, cat.already_proposed. */
export function proposeDisqualification(context: Context, input: z.output<typeof reasoned>): Promise<void> {
  return propose(context, 'disqualification', input)
}

/** The second one decides it; nobody decides their own proposal. Refuses with own_proposal, not_found, wrong_state. */
export function decideDisqualification(context: Context, { id }: { id: string }): Promise<void> {
  return transact(context, async (tx) => {
    const { attempt, reason } = await decide(tx, context, 'disqualification', id)
    if (attempt.state === 'disqualified' || attempt.state === 'void')
      throw new Refusal('wrong_state', { state: attempt.state, event: 'disqualify' })
    await tx.execute(
      sql`update exam_attempts set state = 'disqualified', end_ordered_at = null where id = ${attempt.id}`,
    )
    await auditAttempt(tx, context, 'exam.disqualify', attempt, { state: 'disqualified' }, reason)
  })
}

/** The first of two people says that a disqualification is to be revoked. Refuses with wrong_state, cat.already_proposed. */
export function proposeReinstatement(context: Context, input: z.output<typeof reasoned>): Promise<void> {
  return propose(context, 'reinstatement', input)
}

/**
 * The second one revokes it, and the attempt stands as if it had never been: with its score, or at work with the time
 * that it had left, for the supervisor to let it go on. After the close, what was answered until then is scored; of a
 * session that was cancelled, the candidate may sit another one. Refuses with own_proposal, not_found, wrong_state.
 */
export async function decideReinstatement(context: Context, { id }: { id: string }): Promise<void> {
  const unscored = await transact(context, async (tx) => {
    const { attempt, reason } = await decide(tx, context, 'reinstatement', id)
    if (attempt.state !== 'disqualified') throw new Refusal('wrong_state', { state: attempt.state, event: 'reinstate' })
    const state = await reinstate(tx, context, attempt, reason)
    await auditAttempt(tx, context, 'exam.reinstate', attempt, { state }, reason)
    return state === 'scored_next' ? attempt.id : undefined
  })
  if (unscored) await endOrdered(unscored, context.now)
}

async function propose(
  context: Context,
  kind: keyof typeof STEPS,
  { id, reason }: z.output<typeof reasoned>,
): Promise<void> {
  const { event, from } = STEPS[kind]
  await oneAttempt(context, id, from, event.slice(5), async (tx, attempt) => {
    const open = await tx.execute(sql`
      select from exam_incidents where attempt_id = ${id} and kind = ${kind} and decided_at is null and declined_at is null`)
    if (open.length > 0) throw new Refusal('cat.already_proposed')
    await noteIncident(tx, context, attempt, kind, reason)
    await auditAttempt(tx, context, event, attempt, { proposed: true }, reason)
  })
}

/** Writes the second person's name under a proposal. The session is locked, so that its close and this do not pass. */
async function decide(
  tx: Tx,
  context: Context,
  kind: keyof typeof STEPS,
  id: string,
): Promise<{ attempt: Attempt; reason: string }> {
  const { attemptId, reason } = await answerProposal(tx, context, kind, id)
  if (attemptId === null) throw new Refusal('not_found')
  return { attempt: await lockAttempt(tx, context, attemptId), reason }
}

async function reinstate(
  tx: Tx,
  context: Context,
  attempt: Attempt,
  reason: string,
): Promise<SeatState | 'scored_next'> {
  const { id, session } = attempt
  const [known] = await tx.execute<{ isScored: boolean; hasBegun: boolean; isPaused: boolean; stoppedAt: Date }>(sql`
    select exists (select from exam_scores where attempt_id = a.id) as "isScored", started_at is not null as "hasBegun",
      paused_at is not null as "isPaused",
      (select max(decided_at) from exam_incidents where attempt_id = a.id and kind = 'disqualification') as "stoppedAt"
    from exam_attempts a where id = ${id}`)
  if (!known) throw new Refusal('not_found')
  const state = stateAgain(known, session)
  const stopped = new Date(known.stoppedAt)
  const stoppedAt = stopped.toISOString()
  // the seal counts pauses by what was written down
  if (state === 'paused' && !known.isPaused)
    await noteIncident(tx, { ...context, now: stopped }, attempt, 'pause', reason)
  if (state === 'scored_next')
    await tx.execute(sql`update exam_attempts set end_ordered_at = ${stoppedAt} where id = ${id}`)
  else
    await tx.execute(sql`
      update exam_attempts set state = ${state}, device = null, asking = '[]',
        paused_at = ${state === 'paused' ? sql`coalesce(paused_at, ${stoppedAt})` : sql`paused_at`}
      where id = ${id}`)
  return state
}

function stateAgain(
  { isScored, hasBegun }: { isScored: boolean; hasBegun: boolean },
  session: SessionState,
): SeatState | 'scored_next' {
  const isClosed = session === 'closed'
  if (session === 'void') return 'void'
  if (isScored) return 'finished'
  if (!hasBegun) return isClosed ? 'absent' : 'registered'
  return isClosed ? 'scored_next' : 'paused'
}
