import 'server-only'
import { randomInt } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { type Context, visitorContext } from '@/lib/auth/actor'
import { forgetAttempts } from '@/lib/auth/throttle.server'
import { type Attempt, auditAttempt, lockSeating, noteIncident } from '@/lib/cat/attempts.server'
import { type DeskStep, deskStep } from '@/lib/cat/desk'
import { refuseKeptOut } from '@/lib/cat/kept-out.server'
import type { reasonedRegistration, registration } from '@/lib/cat/session'
import { pinHash, pinKey } from '@/lib/cat/sign-in.server'
import { Refusal } from '@/lib/refusal'

const PIN_DIGITS = 6

/** What the desk hands over; without a place for somebody who never had one. */
export type Registered = { pin: string; room: string | null; seat: number | null }

type Place = { roomId: string | null; seat: number | null }

/**
 * Lets a candidate in whose identity was checked: draws a free seat and a PIN, which is told once. Again for the same
 * person gives a new PIN and keeps the seat. Refuses with wrong_state, no_free_seat, with registration_closed once the
 * desk is closed, and with exam_excluded or exam_excluded_for_good whoever was disqualified in another programme.
 */
export function registerCandidate(
  context: Context,
  { id, identity, note }: z.output<typeof registration>,
): Promise<Registered> {
  return atDesk(context, id, 'register', async (tx, attempt) => {
    const place = await admit(tx, context, attempt, checked(identity, note))
    await auditAttempt(tx, context, 'exam.register', attempt, { ...place, identity }, note || null)
    return place
  })
}

/**
 * Lets somebody in after the desk has closed, by the supervisor and with a reason that the minutes name. Refuses with
 * wrong_state, no_free_seat, exam_excluded, exam_excluded_for_good.
 */
export function registerLate(
  context: Context,
  { id, identity, note, reason }: z.output<typeof reasonedRegistration>,
): Promise<Registered> {
  return atDesk(context, id, 'register_late', async (tx, attempt) => {
    const place = await admit(tx, context, attempt, checked(identity, note))
    await noteIncident(tx, context, attempt, 'late_registration', reason)
    await auditAttempt(tx, context, 'exam.register_late', attempt, { ...place, identity, note }, reason)
    return place
  })
}

/**
 * A new PIN for somebody whose identity was checked again and who cannot get in with the old one: at work, afterwards, or
 * never let in. The device at the seat may write no more, and the next one that knows the PIN goes on. Refuses with
 * wrong_state.
 */
export function renewPin(
  context: Context,
  { id, identity, note, reason }: z.output<typeof reasonedRegistration>,
): Promise<Registered> {
  return atDesk(context, id, 'renew_pin', async (tx, attempt) => {
    await tx.execute(sql`update exam_attempts set epoch = epoch + 1 where id = ${id}`)
    if (attempt.session !== 'closed') await noteIncident(tx, context, attempt, 'new_pin', reason)
    await auditAttempt(tx, context, 'exam.renew_pin', attempt, { identity, note }, reason)
    return attempt
  })
}

/** Runs a step of the desk while it is the one to take, and gives the attempt a PIN that nobody has tried yet. */
async function atDesk(
  context: Context,
  id: string,
  step: DeskStep,
  run: (tx: Tx, attempt: Attempt) => Promise<Place>,
): Promise<Registered> {
  const registered = await transact(context, async (tx) => {
    const attempt = await lockSeating(tx, context, id)
    const expected = deskStep(attempt.state, { ...attempt, state: attempt.session }, context.now)
    if (step === 'register' && expected === 'register_late') throw new Refusal('registration_closed')
    if (expected !== step) throw new Refusal('wrong_state', { state: attempt.state, event: step })
    const { roomId, seat } = await run(tx, attempt)
    const pin = String(randomInt(10 ** PIN_DIGITS)).padStart(PIN_DIGITS, '0')
    await tx.execute(sql`
      update exam_attempts set pin_hash = ${pinHash(id, pin)}, device = null, asking = '[]' where id = ${id}`)
    return { pin, room: await roomName(tx, roomId), seat }
  })
  await transact(visitorContext('exam', context.now), (tx) => forgetAttempts(tx, [pinKey(id)]))
  return registered
}

/** How the identity was checked, and the words on it. */
function checked(identity: string, note: string): string {
  return note ? `${identity}: ${note}` : identity
}

async function admit(tx: Tx, { now }: Context, attempt: Attempt, identityNote: string): Promise<Place> {
  await refuseKeptOut(tx, attempt.id)
  const { roomId, seat } = attempt.seat ? attempt : await drawSeat(tx, attempt)
  await tx.execute(sql`
    update exam_attempts set state = 'registered', room_id = ${roomId}, seat = ${seat},
      registered_at = ${now.toISOString()}, identity_note = ${identityNote} where id = ${attempt.id}`)
  return { roomId, seat }
}

/** Every free seat of the session's rooms has the same chance: nobody can arrange one beforehand. */
async function drawSeat(tx: Tx, { sessionId }: Attempt): Promise<Place> {
  const free = await tx.execute<Place>(sql`
    select r.id as "roomId", n as seat
    from exam_session_rooms x join exam_rooms r on r.id = x.room_id, generate_series(1, r.seats) n
    where x.session_id = ${sessionId} and not exists (
      select from exam_attempts a where a.session_id = ${sessionId} and a.room_id = r.id and a.seat = n)`)
  const drawn = free[free.length > 0 ? randomInt(free.length) : 0]
  if (!drawn) throw new Refusal('no_free_seat')
  return drawn
}

async function roomName(tx: Tx, id: string | null): Promise<string | null> {
  const [room] = await tx.execute<{ name: string }>(sql`select name from exam_rooms where id = ${id}`)
  return room?.name ?? null
}
