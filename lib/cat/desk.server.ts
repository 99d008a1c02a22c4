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
import { jpegOf, keepPhoto } from '@/lib/cat/photos.server'
import type { reasonedRegistration, registration } from '@/lib/cat/session'
import { pinHash, pinKey } from '@/lib/cat/sign-in.server'
import { Refusal } from '@/lib/refusal'

const PIN_DIGITS = 6

/** What the desk hands over; without a place for somebody who never had one. */
export type Registered = { pin: string; room: string | null; seat: number | null }

type Place = { roomId: string | null; seat: number | null }

/**
 * Lets a candidate in whose identity was checked: draws a free seat and a PIN, which is told once. Again for the same
 * person gives a new PIN and keeps the seat. Refuses with wrong_state, no_free_seat, what `look` refuses, with
 * registration_closed once the desk is closed, and with exam_excluded or exam_excluded_for_good whoever was disqualified in
 * another programme.
 */
export function registerCandidate(context: Context, person: z.output<typeof registration>): Promise<Registered> {
  return atDesk(context, person, 'register', async (tx, attempt, seen) => {
    const place = await admit(tx, context, attempt, person)
    const after = { ...place, identity: person.identity, ...seen }
    await auditAttempt(tx, context, 'exam.register', attempt, after, person.note || null)
    return place
  })
}

/**
 * Lets somebody in after the desk has closed, by the supervisor and with a reason that the minutes name. Refuses with
 * wrong_state, no_free_seat, exam_excluded, exam_excluded_for_good, and with what `look` refuses.
 */
export function registerLate(context: Context, person: z.output<typeof reasonedRegistration>): Promise<Registered> {
  const { identity, note, reason } = person
  return atDesk(context, person, 'register_late', async (tx, attempt, seen) => {
    const place = await admit(tx, context, attempt, person)
    await noteIncident(tx, context, attempt, 'late_registration', reason)
    await auditAttempt(tx, context, 'exam.register_late', attempt, { ...place, identity, note, ...seen }, reason)
    return place
  })
}

/**
 * A new PIN for somebody whose identity was checked again and who cannot get in with the old one: at work, afterwards, or
 * never let in. The device at the seat may write no more, and the next one that knows the PIN goes on. Refuses with
 * wrong_state, and with what `look` refuses.
 */
export function renewPin(context: Context, person: z.output<typeof reasonedRegistration>): Promise<Registered> {
  const { id, identity, note, reason } = person
  return atDesk(context, person, 'renew_pin', async (tx, attempt, seen) => {
    await tx.execute(sql`update exam_attempts set epoch = epoch + 1 where id = ${id}`)
    if (attempt.session !== 'closed') await noteIncident(tx, context, attempt, 'new_pin', reason)
    await auditAttempt(tx, context, 'exam.renew_pin', attempt, { identity, note, ...seen }, reason)
    return attempt
  })
}

/** Runs a step of the desk while it is the one to take, and gives the attempt a PIN that nobody has tried yet. */
async function atDesk(
  context: Context,
  person: z.output<typeof registration>,
  step: DeskStep,
  run: (tx: Tx, attempt: Attempt, seen: Seen) => Promise<Place>,
): Promise<Registered> {
  const { id } = person
  const registered = await transact(context, async (tx) => {
    const attempt = await lockSeating(tx, context, id)
    const expected = deskStep(attempt.state, { ...attempt, state: attempt.session }, context.now)
    if (step === 'register' && expected === 'register_late') throw new Refusal('registration_closed')
    if (expected !== step) throw new Refusal('wrong_state', { state: attempt.state, event: step })
    const { roomId, seat } = await run(tx, attempt, await look(tx, context, attempt, person))
    const pin = String(randomInt(10 ** PIN_DIGITS)).padStart(PIN_DIGITS, '0')
    await tx.execute(sql`
      update exam_attempts set pin_hash = ${pinHash(id, pin)}, device = null, asking = '[]' where id = ${id}`)
    return { pin, room: await roomName(tx, roomId), seat }
  })
  await transact(visitorContext('exam', context.now), (tx) => forgetAttempts(tx, [pinKey(id)]))
  return registered
}

/** What the desk saw of the face: beside the photo of the registration, and the hash of the photo that it took. */
type Seen = { face?: z.output<typeof registration>['face']; photoSha256?: string }

/**
 * Holds the face to the photo of the registration, where there is one, and keeps the photo that the desk took. A face that
 * is another one is an event of the session, in the words of who let the person in all the same, and no later look takes
 * that back.
 *
 * Refuses with face_unseen where nobody said what the photo shows, and with photo_unreadable.
 */
async function look(
  tx: Tx,
  context: Context,
  attempt: Attempt,
  { face, note, photo }: z.output<typeof registration>,
): Promise<Seen> {
  const owner = { id: attempt.candidateId, agencyId: attempt.agencyId }
  const [registered] = await tx.execute(sql`
    select from exam_photos where candidate_id = ${owner.id} and kind = 'registration'`)
  const jpeg = photo?.length ? jpegOf(photo) : undefined
  if (jpeg === null) throw new Refusal('photo_unreadable')
  if (registered && !face) throw new Refusal('face_unseen')
  const seen = {
    ...(registered && face && { face }),
    ...(jpeg && { photoSha256: await keepPhoto(tx, context, owner, 'desk', jpeg) }),
  }
  if (seen.face && seen.face !== 'unseen')
    await tx.execute(sql`
      update exam_attempts set face = ${seen.face} where id = ${attempt.id} and face is distinct from 'unlike'`)
  if (seen.face === 'unlike' && attempt.session !== 'closed')
    await noteIncident(tx, context, attempt, 'unlike_face', note)
  return seen
}

async function admit(
  tx: Tx,
  { now }: Context,
  attempt: Attempt,
  { identity, note }: z.output<typeof registration>,
): Promise<Place> {
  await refuseKeptOut(tx, attempt.id)
  const { roomId, seat } = attempt.seat ? attempt : await drawSeat(tx, attempt)
  const identityNote = note ? `${identity}: ${note}` : identity
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
