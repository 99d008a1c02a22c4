import 'server-only'
import { randomInt } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { examIncidents } from '@/db/schema/cat-exam'
import { recordAudit, recordAudits } from '@/lib/audit.server'
import { type Context, visitorContext } from '@/lib/auth/actor'
import type { Permission } from '@/lib/auth/permissions'
import { forgetAttempts } from '@/lib/auth/throttle.server'
import { holdCandidates, settleTimes } from '@/lib/cat/candidate-known.server'
import { prepareContent } from '@/lib/cat/content.server'
import { onceMore } from '@/lib/cat/deadlock.server'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import { holdProgramme } from '@/lib/cat/programme-hold.server'
import type {
  boardSwitch,
  disqualification,
  extraTimeInput,
  incidentInput,
  pauseInput,
  registration,
  seatMoveInput,
} from '@/lib/cat/session'
import { isAsked, pinHash, pinKey } from '@/lib/cat/sign-in.server'
import { Refusal } from '@/lib/refusal'

const PIN_DIGITS = 6

type Attempt = {
  id: string
  sessionId: string
  agencyId: number
  state: string
  session: string
  roomId: string | null
  seat: number | null
  allowedSeconds: number
}

/**
 * Makes the papers of a session, so that it can be opened. Refuses with not_found, wrong_state,
 * cat.programme_unconfirmed, data_disclosed, bank_too_small, and with grade_missing or grade_unconfirmed, for each candidate sees a verdict the moment the test ends.
 */
export function prepareSession(context: Context, id: string): Promise<void> {
  return transact(context, async (tx) => {
    const [session] = await tx.execute<{ programmeId: string; agencyId: number }>(sql`
      select programme_id as "programmeId", agency_id as "agencyId" from exam_sessions
      where id = ${id} and ${ofAgencies(context, sql`agency_id`)} for no key update`)
    if (!session) throw new Refusal('not_found')
    await requireConfirmed(tx, session.programmeId)
    await holdCandidates(tx, session)
    await prepareContent(tx, context, id)
    await settleTimes(tx, session)
    await requireGrades(tx, id)
  })
}

async function requireConfirmed(tx: Tx, programmeId: string): Promise<void> {
  await holdProgramme(tx, programmeId)
  const confirmed = await tx.execute(sql`select from exam_programmes where id = ${programmeId} and is_confirmed`)
  if (confirmed.length === 0) throw new Refusal('cat.programme_unconfirmed')
}

async function requireGrades(tx: Tx, sessionId: string): Promise<void> {
  const [open] = await tx.execute<{ formation: string; isThere: boolean }>(sql`
    select f.code as formation, g.is_confirmed is not null as "isThere"
    from exam_attempts a
    join exam_sessions s on s.id = a.session_id
    join exam_candidates c on c.id = a.candidate_id
    join exam_formations f on f.id = c.formation_id
    left join lateral (
      select is_confirmed from exam_passing_grades
      where programme_id = s.programme_id and formation_kind = f.formation_kind and job_group in (f.job_group, '')
      order by job_group desc limit 1) g on true
    where a.session_id = ${sessionId} and g.is_confirmed is not true
      and exists (select from exam_passing_grades where programme_id = s.programme_id)
    order by f.code limit 1`)
  if (open) throw new Refusal(open.isThere ? 'grade_unconfirmed' : 'grade_missing', { formation: open.formation })
}

/**
 * Lets a candidate in whose identity was checked: draws a free seat and a PIN, which is told once. Again for the same
 * person gives a new PIN and keeps the seat. Refuses with wrong_state, no_free_seat.
 */
export async function registerCandidate(context: Context, { id, identity, note }: z.output<typeof registration>) {
  const registered = await transact(context, async (tx) => {
    const attempt = await lockSeating(tx, context, id)
    const isOpen = attempt.session === 'open' || attempt.session === 'released'
    if (!isOpen || (attempt.state !== 'scheduled' && attempt.state !== 'registered'))
      throw new Refusal('wrong_state', { state: attempt.state, event: 'register' })
    const seat = attempt.seat ? { roomId: attempt.roomId, seat: attempt.seat } : await drawSeat(tx, attempt)
    const pin = String(randomInt(10 ** PIN_DIGITS)).padStart(PIN_DIGITS, '0')
    const identityNote = [identity, note].filter(Boolean).join(': ')
    await tx.execute(sql`
      update exam_attempts set state = 'registered', room_id = ${seat.roomId}, seat = ${seat.seat},
        pin_hash = ${pinHash(id, pin)}, device = null, asked_by_device = null, device_asked_at = null, registered_at = ${context.now.toISOString()}, identity_note = ${identityNote}
      where id = ${id}`)
    await audit(tx, context, 'exam.register', attempt, { ...seat, identity }, note || null)
    return { pin, room: await roomName(tx, seat.roomId), seat: seat.seat }
  })
  await transact(visitorContext('exam', context.now), (tx) => forgetAttempts(tx, [pinKey(id)]))
  return registered
}

/** Lets everybody begin. Refuses with wrong_state. */
export function releaseSession(context: Context, id: string): Promise<void> {
  return transact(context, async (tx) => {
    const found = await sessionOf(tx, context, id)
    if (found.state !== 'open') throw new Refusal('wrong_state', { state: found.state, event: 'release' })
    await tx.execute(sql`
      update exam_sessions set state = 'released', released_at = ${context.now.toISOString()}, version = version + 1
      where id = ${id}`)
    await recordAudit(
      tx,
      context,
      'exam.release',
      { state: 'open' },
      { state: 'released' },
      {
        agencyId: found.agencyId,
        subjectId: id,
      },
    )
  })
}

/**
 * Stops the clock of some seats, of a room, or of everybody at work, for all at the same instant: when every seat is
 * held, so that no answer counts that came later. Refuses with nobody_working.
 */
export function pauseExam(context: Context, { reason, ...whom }: z.output<typeof pauseInput>): Promise<void> {
  return together(context, whom, 'running', async (tx, attempts) => {
    await tx.execute(sql`
      with instant as materialized (select clock_timestamp() as at), paused as (
        update exam_attempts a set state = 'paused', paused_at = i.at from instant i where ${isAmong(attempts)}
        returning a.id, a.session_id, a.agency_id, i.at
      )
      insert into exam_incidents (session_id, attempt_id, agency_id, kind, reason, recorded_by, recorded_name, recorded_at)
      select session_id, id, agency_id, 'pause', ${reason}, ${context.actor.accountId}, ${context.actor.name}, at from paused`)
    await auditAll(tx, context, 'exam.pause', attempts, { state: 'paused' }, reason)
  })
}

/**
 * Lets the clock go on, for all at the same instant, the last thing before the commit; what the pause took is given back
 * to the second. Refuses with nobody_paused.
 */
export function resumeExam(context: Context, { reason, ...whom }: z.output<typeof pauseInput>): Promise<void> {
  return together(context, whom, 'paused', async (tx, attempts) => {
    await auditAll(tx, context, 'exam.resume', attempts, { state: 'running' }, reason)
    await tx.execute(sql`
      with instant as materialized (select clock_timestamp() as at), lost as (
        select a.id, i.at, ceil(extract(epoch from i.at - a.paused_at))::int as seconds from exam_attempts a, instant i
        where ${isAmong(attempts)}
      ), resumed as (
        update exam_attempts a set state = 'running', paused_at = null, paused_seconds = a.paused_seconds + l.seconds
        from lost l where a.id = l.id returning a.id, a.session_id, a.agency_id, l.at, l.seconds
      )
      insert into exam_incidents (session_id, attempt_id, agency_id, kind, reason, seconds, recorded_by, recorded_name,
        recorded_at)
      select session_id, id, agency_id, 'resume', ${reason}, seconds, ${context.actor.accountId}, ${context.actor.name}, at
      from resumed`)
  })
}

/**
 * Gives one person more time than the caller saw them have. Refuses with wrong_state once the attempt has ended, and with
 * time_changed when they have another time by now.
 */
export function addExamTime(context: Context, input: z.output<typeof extraTimeInput>): Promise<void> {
  const { id, minutes, seenSeconds, reason } = input
  return one(context, id, ['registered', 'running', 'paused'], 'add_time', async (tx, attempt) => {
    if (attempt.allowedSeconds !== seenSeconds)
      throw new Refusal('time_changed', { minutes: Math.round(attempt.allowedSeconds / 60) })
    const seconds = minutes * 60
    await tx.execute(sql`update exam_attempts set allowed_seconds = allowed_seconds + ${seconds} where id = ${id}`)
    await note(tx, context, attempt, 'extra_time', reason, seconds)
    await audit(tx, context, 'exam.add_time', attempt, { allowedSeconds: attempt.allowedSeconds + seconds }, reason)
  })
}

/** Seats one person elsewhere; the device at the old seat may write no more. Refuses with seat_taken, no_such_seat. */
export function moveSeat(context: Context, input: z.output<typeof seatMoveInput>): Promise<void> {
  const { id, seat, reason } = input
  return transact(context, async (tx) => {
    const attempt = await lockSeating(tx, context, id)
    requireState(attempt, ['registered', 'running', 'paused'], 'move_seat')
    const roomId = input.roomId ?? attempt.roomId
    const [room] = await tx.execute<{ name: string; seats: number; isTaken: boolean }>(sql`
      select name, seats, exists (
        select from exam_attempts where session_id = ${attempt.sessionId} and room_id = r.id and seat = ${seat}
      ) as "isTaken" from exam_rooms r join exam_session_rooms x on x.room_id = r.id
      where id = ${roomId} and x.session_id = ${attempt.sessionId}`)
    if (!room || seat > room.seats) throw new Refusal('no_such_seat', { seat })
    if (room.isTaken) throw new Refusal('seat_taken', { seat })
    await tx.execute(sql`
      update exam_attempts set room_id = ${roomId}, seat = ${seat}, epoch = epoch + 1, needs_help = false,
        device = null, asked_by_device = null, device_asked_at = null
      where id = ${id}`)
    const target = roomId === attempt.roomId ? seat : `${room.name} ${seat}`
    await note(tx, context, attempt, 'seat_move', `${attempt.seat} → ${target}: ${reason}`)
    await audit(tx, context, 'exam.move_seat', attempt, { roomId, seat }, reason)
  })
}

/**
 * Lets the device go on that asks for an attempt which another one holds; the other one may write no more. Refuses with
 * nobody_asks.
 */
export function handOverAttempt(context: Context, { id }: { id: string }): Promise<void> {
  return one(context, id, ['registered', 'running', 'paused'], 'hand_over', async (tx, attempt) => {
    const handed = await tx.execute(sql`
      update exam_attempts set device = asked_by_device, asked_by_device = null, device_asked_at = null,
        epoch = epoch + 1, needs_help = false
      where id = ${id} and ${isAsked(context.now)} returning 1`)
    if (handed.length === 0) throw new Refusal('nobody_asks')
    await note(tx, context, attempt, 'device_change', '')
    await audit(tx, context, 'exam.hand_over', attempt, { device: 'another' }, null)
  })
}

/** Writes down what happened. */
export function recordIncident(context: Context, input: z.output<typeof incidentInput>): Promise<void> {
  const { id, attemptId, reason } = input
  return transact(context, async (tx) => {
    const session = await sessionOf(tx, context, id)
    const attempt = attemptId ? await lockAttempt(tx, context, attemptId) : undefined
    if (attempt && attempt.sessionId !== id) throw new Refusal('not_found')
    if (attempt) await tx.execute(sql`update exam_attempts set needs_help = false where id = ${attempt.id}`)
    await note(tx, context, attempt ?? { id: null, sessionId: id, agencyId: session.agencyId }, 'note', reason)
    await recordAudit(
      tx,
      context,
      'exam.note',
      null,
      { attemptId },
      { agencyId: session.agencyId, subjectId: id, reason },
    )
  })
}

/** The first of two people says that a candidate is to be disqualified. Refuses with wrong_state. */
export function proposeDisqualification(context: Context, input: z.output<typeof disqualification>): Promise<void> {
  return one(context, input.id, ['registered', 'running', 'paused', 'finished'], 'disqualify', async (tx, attempt) => {
    await note(tx, context, attempt, 'disqualification', input.reason)
    await audit(tx, context, 'exam.disqualify', attempt, { proposed: true }, input.reason)
  })
}

/** The second one decides it; nobody decides their own proposal. Refuses with own_proposal, not_found. */
export function decideDisqualification(context: Context, { id }: { id: string }): Promise<void> {
  return transact(context, async (tx) => {
    const [incident] = await tx.execute<{ attemptId: string; recordedBy: string; reason: string }>(sql`
      select attempt_id as "attemptId", recorded_by as "recordedBy", reason from exam_incidents
      where id = ${id} and kind = 'disqualification' and decided_at is null and ${ofAgencies(context, sql`agency_id`)}
      for update`)
    if (!incident) throw new Refusal('not_found')
    if (incident.recordedBy === context.actor.accountId) throw new Refusal('own_proposal')
    const attempt = await lockAttempt(tx, context, incident.attemptId)
    await tx.execute(sql`
      update exam_incidents set decided_by = ${context.actor.accountId}, decided_name = ${context.actor.name},
        decided_at = ${context.now.toISOString()} where id = ${id}`)
    await tx.execute(sql`update exam_attempts set state = 'disqualified' where id = ${attempt.id}`)
    await audit(tx, context, 'exam.disqualify', attempt, { state: 'disqualified' }, incident.reason)
  })
}

/** Shows the live board to the public, or not; the exam goes on either way. */
export function switchBoard(context: Context, { id, isShown }: z.output<typeof boardSwitch>): Promise<void> {
  return transact(context, async (tx) => {
    const { agencyId } = await sessionOf(tx, context, id)
    await tx.execute(sql`update exam_sessions set is_board_shown = ${isShown} where id = ${id}`)
    await recordAudit(tx, context, 'exam.switch_board', null, { isShown }, { agencyId, subjectId: id })
  })
}

async function sessionOf(tx: Tx, context: Context, id: string): Promise<{ agencyId: number; state: string }> {
  const [found] = await tx.execute<{ agencyId: number; state: string }>(sql`
    select agency_id as "agencyId", state from exam_sessions
    where id = ${id} and ${ofAgencies(context, sql`agency_id`)} for no key update`)
  if (!found) throw new Refusal('not_found')
  return found
}

/** Its session first, whose seats are then nobody else's to give: everybody locks in this order. */
async function lockSeating(tx: Tx, context: Context, id: string): Promise<Attempt> {
  const [found] = await tx.execute<{ sessionId: string }>(sql`
    select session_id as "sessionId" from exam_attempts where id = ${id} and ${ofAgencies(context, sql`agency_id`)}`)
  if (!found) throw new Refusal('not_found')
  await sessionOf(tx, context, found.sessionId)
  return lockAttempt(tx, context, id)
}

async function lockAttempt(tx: Tx, context: Context, id: string): Promise<Attempt> {
  const [found] = await tx.execute<Attempt>(sql`
    select a.id, a.session_id as "sessionId", a.agency_id as "agencyId", a.state,
      s.state as session, a.room_id as "roomId", a.seat, a.allowed_seconds as "allowedSeconds"
    from exam_attempts a join exam_sessions s on s.id = a.session_id
    where a.id = ${id} and ${ofAgencies(context, sql`a.agency_id`)} for update of a`)
  if (!found) throw new Refusal('not_found')
  return found
}

/** Every free seat of the session's rooms has the same chance: nobody can arrange one beforehand. */
async function drawSeat(tx: Tx, { sessionId }: Attempt): Promise<{ roomId: string; seat: number }> {
  const free = await tx.execute<{ roomId: string; seat: number }>(sql`
    select r.id as "roomId", n as seat
    from exam_session_rooms x join exam_rooms r on r.id = x.room_id, generate_series(1, r.seats) n
    where x.session_id = ${sessionId} and not exists (
      select from exam_attempts a where a.session_id = ${sessionId} and a.room_id = r.id and a.seat = n)`)
  const drawn = free[free.length > 0 ? randomInt(free.length) : 0]
  if (!drawn) throw new Refusal('no_free_seat')
  return drawn
}

async function roomName(tx: Tx, id: string | null): Promise<string> {
  const [room] = await tx.execute<{ name: string }>(sql`select name from exam_rooms where id = ${id}`)
  return room?.name ?? ''
}

async function one(
  context: Context,
  id: string,
  states: readonly string[],
  event: string,
  run: (tx: Tx, attempt: Attempt) => Promise<void>,
): Promise<void> {
  await transact(context, async (tx) => {
    const attempt = await lockAttempt(tx, context, id)
    requireState(attempt, states, event)
    await run(tx, attempt)
  })
}

function requireState({ state }: Attempt, states: readonly string[], event: string): void {
  if (!states.includes(state)) throw new Refusal('wrong_state', { state, event })
}

type Standing = { id: string; agencyId: number; state: string; seat: number | null; pausedAt: string | null }

/**
 * The chosen attempts of a session or a room that are in this state; without a choice, all of them. They are held in the
 * order of their ids, as answers hold them, for one short transaction.
 */
function together(
  context: Context,
  { id: sessionId, attemptIds: chosen, roomId }: Omit<z.output<typeof pauseInput>, 'reason'>,
  expected: 'running' | 'paused',
  run: (tx: Tx, attempts: readonly Standing[]) => Promise<void>,
): Promise<void> {
  return onceMore(() =>
    transact(context, async (tx) => {
      await sessionOf(tx, context, sessionId)
      const attempts = await tx.execute<Standing>(sql`
        select id, agency_id as "agencyId", state, seat, paused_at as "pausedAt" from exam_attempts
        where session_id = ${sessionId} and state = ${expected}
          and (${chosen.length === 0} or id = any(${sql.param(chosen)}::uuid[]))
          and (${roomId ?? null}::uuid is null or room_id = ${roomId ?? null})
        order by id for no key update`)
      if (attempts.length === 0) throw new Refusal(expected === 'running' ? 'nobody_working' : 'nobody_paused')
      await run(tx, attempts)
    }),
  )
}

function isAmong(attempts: readonly Standing[]): SQL {
  return sql`a.id = any(${sql.param(attempts.map(({ id }) => id))}::uuid[])`
}

type Kind = (typeof examIncidents.$inferInsert)['kind']

async function note(
  tx: Tx,
  { actor, now }: Context,
  { id, sessionId, agencyId }: { id: string | null; sessionId: string; agencyId: number },
  kind: Kind,
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

function auditAll(
  tx: Tx,
  context: Context,
  event: Permission,
  attempts: readonly Standing[],
  after: object,
  reason: string,
): Promise<void> {
  const changes = attempts.map(({ id, agencyId, ...before }) => ({
    before,
    after,
    subject: { agencyId, subjectId: id, reason },
  }))
  return recordAudits(tx, context, event, changes)
}

function audit(tx: Tx, context: Context, event: Permission, attempt: Attempt, after: object, reason: string | null) {
  const { id, agencyId, state, seat } = attempt
  return recordAudit(tx, context, event, { state, seat }, after, { agencyId, subjectId: id, reason })
}
