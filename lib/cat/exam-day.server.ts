import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { onceMore } from '@/db/deadlock.server'
import { recordAudit, recordAudits } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { Permission } from '@/lib/auth/permissions'
import { type AskingDevice, stillAsking } from '@/lib/cat/asking-device'
import {
  auditAttempt,
  lockAttempt,
  lockSeating,
  lockSession,
  noteIncident,
  oneAttempt,
  requireState,
} from '@/lib/cat/attempts.server'
import { holdCandidates, settleTimes } from '@/lib/cat/candidate-known.server'
import { prepareContent } from '@/lib/cat/content.server'
import { endOrdered } from '@/lib/cat/finish.server'
import { outageToJudge } from '@/lib/cat/outage.server'
import { gradeOf } from '@/lib/cat/passing-grade.server'
import { holdProgramme } from '@/lib/cat/programme-hold.server'
import type {
  boardSwitch,
  extraTimeInput,
  handOverInput,
  incidentInput,
  pauseInput,
  reasoned,
  seatMoveInput,
} from '@/lib/cat/session'
import { Refusal } from '@/lib/refusal'

/**
 * Makes the papers of a session, so that it can be opened. Refuses with not_found, wrong_state,
 * cat.programme_unconfirmed, data_disclosed, bank_too_small, forms_uneven, and with grade_missing or grade_unconfirmed, for each candidate sees a verdict the moment the test ends.
 */
export function prepareSession(context: Context, id: string): Promise<void> {
  return transact(context, async (tx) => {
    const session = await lockSession(tx, context, id)
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
    left join lateral (${gradeOf(sql`s.programme_id`, sql`f`, sql`g.is_confirmed`)}) g on true
    where a.session_id = ${sessionId} and g.is_confirmed is not true
      and exists (select from exam_passing_grades where programme_id = s.programme_id)
    order by f.code limit 1`)
  if (open) throw new Refusal(open.isThere ? 'grade_unconfirmed' : 'grade_missing', { formation: open.formation })
}

/** Lets everybody begin. Refuses with wrong_state. */
export function releaseSession(context: Context, id: string): Promise<void> {
  return transact(context, async (tx) => {
    const found = await lockSession(tx, context, id)
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
  return oneAttempt(context, id, ['registered', 'running', 'paused'], 'add_time', async (tx, attempt) => {
    if (attempt.allowedSeconds !== seenSeconds)
      throw new Refusal('time_changed', { minutes: Math.round(attempt.allowedSeconds / 60) })
    const seconds = minutes * 60
    await tx.execute(sql`update exam_attempts set allowed_seconds = allowed_seconds + ${seconds} where id = ${id}`)
    await noteIncident(tx, context, attempt, 'extra_time', reason, seconds)
    await auditAttempt(
      tx,
      context,
      'exam.add_time',
      attempt,
      { allowedSeconds: attempt.allowedSeconds + seconds },
      reason,
    )
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
      update exam_attempts set left_seats = left_seats || jsonb_build_object('epoch', epoch, 'place',
          coalesce((select name from exam_rooms where id = room_id) || ' ' || seat, '')),
        room_id = ${roomId}, seat = ${seat}, epoch = epoch + 1, needs_help = false,
        device = null, asking = '[]'
      where id = ${id}`)
    const target = roomId === attempt.roomId ? seat : `${room.name} ${seat}`
    await noteIncident(tx, context, attempt, 'seat_move', `${attempt.seat} → ${target}: ${reason}`)
    await auditAttempt(tx, context, 'exam.move_seat', attempt, { roomId, seat }, reason)
  })
}

/**
 * Lets the device go on that shows this code and asks for an attempt which another one holds; the other one may write no
 * more. Refuses with nobody_asks.
 */
export function handOverAttempt(context: Context, { id, code }: z.output<typeof handOverInput>): Promise<void> {
  return oneAttempt(context, id, ['registered', 'running', 'paused'], 'hand_over', async (tx, attempt) => {
    const [row] = await tx.execute<{ asking: AskingDevice[] }>(sql`select asking from exam_attempts where id = ${id}`)
    const chosen = stillAsking(row?.asking ?? [], context.now).find((each) => each.code === code)
    if (!chosen) throw new Refusal('nobody_asks')
    await tx.execute(sql`
      update exam_attempts set device = ${chosen.device}, asking = '[]', epoch = epoch + 1, needs_help = false
      where id = ${id}`)
    await noteIncident(tx, context, attempt, 'device_change', '')
    await auditAttempt(tx, context, 'exam.hand_over', attempt, { device: 'another' }, null)
  })
}

/**
 * Ends the exam of somebody who left it or cannot go on, and scores it. The score follows at once; should it not, the
 * sweep of expired attempts gives it. Refuses with wrong_state.
 */
export async function endAttempt(context: Context, { id, reason }: z.output<typeof reasoned>): Promise<void> {
  await oneAttempt(context, id, ['running', 'paused'], 'end', async (tx, attempt) => {
    await tx.execute(sql`
      update exam_attempts set end_ordered_at = ${context.now.toISOString()}, needs_help = false where id = ${id}`)
    await noteIncident(tx, context, attempt, 'end', reason)
    await auditAttempt(tx, context, 'exam.end', attempt, { state: 'finished' }, reason)
  })
  await endOrdered(id, context.now)
}

/** Writes down what happened. */
export function recordIncident(context: Context, input: z.output<typeof incidentInput>): Promise<void> {
  const { id, attemptId, reason } = input
  return transact(context, async (tx) => {
    const session = await lockSession(tx, context, id)
    const attempt = attemptId ? await lockAttempt(tx, context, attemptId) : undefined
    if (attempt && attempt.sessionId !== id) throw new Refusal('not_found')
    if (attempt) await tx.execute(sql`update exam_attempts set needs_help = false where id = ${attempt.id}`)
    await noteIncident(tx, context, attempt ?? { id: null, sessionId: id, agencyId: session.agencyId }, 'note', reason)
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

/** Shows the live board to the public, or not; the exam goes on either way. */
export function switchBoard(context: Context, { id, isShown }: z.output<typeof boardSwitch>): Promise<void> {
  return transact(context, async (tx) => {
    const { agencyId } = await lockSession(tx, context, id)
    await tx.execute(sql`update exam_sessions set is_board_shown = ${isShown} where id = ${id}`)
    await recordAudit(tx, context, 'exam.switch_board', null, { isShown }, { agencyId, subjectId: id })
  })
}

type Standing = { id: string; agencyId: number; state: string; seat: number | null; pausedAt: string | null }

/**
 * The chosen attempts of a session or a room that are in this state; without a choice, all of them. They are held in the
 * order of their ids, as answers hold them, for one short transaction.
 */
async function together(
  context: Context,
  { id: sessionId, attemptIds: chosen, roomId }: Omit<z.output<typeof pauseInput>, 'reason'>,
  expected: 'running' | 'paused',
  run: (tx: Tx, attempts: readonly Standing[]) => Promise<void>,
): Promise<void> {
  await outageToJudge(context.now)
  return onceMore(() =>
    transact(context, async (tx) => {
      await lockSession(tx, context, sessionId)
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
