import 'server-only'
import { sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { examIncidents } from '@/db/schema/cat-exam'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { Permission } from '@/lib/auth/permissions'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import { outageToJudge } from '@/lib/cat/outage.server'
import type { SeatState, SessionState } from '@/lib/cat/session'
import { Refusal } from '@/lib/refusal'

/** An attempt as a command of exam day finds it, locked. */
export type Attempt = {
  id: string
  sessionId: string
  candidateId: string
  agencyId: number
  state: SeatState
  session: SessionState
  startsAt: Date // of the session, as planned
  roomId: string | null
  seat: number | null
  allowedSeconds: number
}

type LockedSession = { agencyId: number; programmeId: string; state: string }

/** Refuses with not_found. */
export async function lockSession(tx: Tx, context: Context, id: string): Promise<LockedSession> {
  const [found] = await tx.execute<LockedSession>(sql`
    select agency_id as "agencyId", programme_id as "programmeId", state from exam_sessions
    where id = ${id} and ${ofAgencies(context, sql`agency_id`)} for no key update`)
  if (!found) throw new Refusal('not_found')
  return found
}

/** Its session first, whose seats are then nobody else's to give: everybody locks in this order. Refuses with not_found. */
export async function lockSeating(tx: Tx, context: Context, id: string): Promise<Attempt> {
  const [found] = await tx.execute<{ sessionId: string }>(sql`
    select session_id as "sessionId" from exam_attempts where id = ${id} and ${ofAgencies(context, sql`agency_id`)}`)
  if (!found) throw new Refusal('not_found')
  await lockSession(tx, context, found.sessionId)
  return lockAttempt(tx, context, id)
}

/** Refuses with not_found. */
export async function lockAttempt(tx: Tx, context: Context, id: string): Promise<Attempt> {
  const [found] = await tx.execute<Attempt>(sql`
    select a.id, a.session_id as "sessionId", a.candidate_id as "candidateId", a.agency_id as "agencyId", a.state,
      s.state as session, s.starts_at as "startsAt", a.room_id as "roomId", a.seat, a.allowed_seconds as "allowedSeconds"
    from exam_attempts a join exam_sessions s on s.id = a.session_id
    where a.id = ${id} and ${ofAgencies(context, sql`a.agency_id`)} for update of a`)
  if (!found) throw new Refusal('not_found')
  return { ...found, startsAt: new Date(found.startsAt) }
}

/** Runs a command on one attempt. Refuses with not_found, and with wrong_state outside these states. */
export async function oneAttempt(
  context: Context,
  id: string,
  states: readonly SeatState[],
  event: string,
  run: (tx: Tx, attempt: Attempt) => Promise<void>,
): Promise<void> {
  await outageToJudge(context.now)
  await transact(context, async (tx) => {
    const attempt = await lockAttempt(tx, context, id)
    requireState(attempt, states, event)
    await run(tx, attempt)
  })
}

export function requireState({ state }: Attempt, states: readonly SeatState[], event: string): void {
  if (!states.includes(state)) throw new Refusal('wrong_state', { state, event })
}

type RecordedKind = (typeof examIncidents.$inferInsert)['kind']

/** Writes down what happened to an attempt, or to the whole session, for its page and its minutes. */
export async function noteIncident(
  tx: Tx,
  { actor, now }: Context,
  { id, sessionId, agencyId }: { id: string | null; sessionId: string; agencyId: number },
  kind: RecordedKind,
  reason: string,
  seconds?: number,
): Promise<void> {
  if (!actor.accountId) throw new Error('an incident has a person who records it')
  await tx.insert(examIncidents).values({
    sessionId,
    attemptId: id,
    agencyId,
    kind,
    reason,
    seconds: seconds ?? null,
    recordedBy: actor.accountId,
    recordedName: actor.name,
    recordedAt: now,
  })
}

export function auditAttempt(
  tx: Tx,
  context: Context,
  event: Permission,
  attempt: Attempt,
  after: object,
  reason: string | null,
) {
  const { id, agencyId, state, seat } = attempt
  return recordAudit(tx, context, event, { state, seat }, after, { agencyId, subjectId: id, reason })
}
