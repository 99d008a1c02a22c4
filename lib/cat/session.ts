import * as z from 'zod'
import { proofInput } from '@/lib/auth/inputs'
import { photoBytes } from '@/lib/cat/photo-input'
import { typed } from '@/lib/cat/typed-number'
import { SHORTEST_REASON } from '@/lib/reason'
import { reason } from '@/lib/reason-input'

export const sessionRef = z.object({ id: z.uuid() })

/** What is signed by somebody who proves again who they are. */
export const signedRef = sessionRef.extend(proofInput.shape)

/** The minutes as the supervisor signs them: how many computers were ready, and who signs after for the agency. */
export const signedMinutes = signedRef.extend({ computers: typed(1, 5_000), witnessId: z.uuid() })

const identified = z.object({
  id: z.uuid(), // of the attempt
  identity: z.enum(['card', 'substitute', 'by_hand']),
  note: z.string().trim().max(500), // on the check
  face: z.enum(['same', 'unlike', 'unseen']).optional(), // beside the photo of the registration, where there is one
  photo: photoBytes.optional(), // as the desk took it
})

/**
 * Without the card, or with a face that is not that of the photo, or whose photo cannot be shown, somebody vouches for who
 * stands there: it is written down why and how.
 *
 * Source: Peraturan BKN 5/2024, Lampiran I (check by hand: who, and why).
 */
function isExplained({ identity, note, face }: { identity: string; note: string; face?: string }): boolean {
  return (identity === 'card' && face !== 'unlike' && face !== 'unseen') || note.length >= SHORTEST_REASON
}
const unexplained = { path: ['note'], error: 'cat.identity_unexplained' }

export const registration = identified.refine(isExplained, unexplained)

/** What the desk does out of the usual order. */
export const reasonedRegistration = identified.extend({ reason }).refine(isExplained, unexplained)

/** `absent`: how many have not begun, as whoever closes the session was told. */
export const closing = z.object({ id: z.uuid(), absent: z.int().nonnegative() })

/** Some seats, or with an empty list everybody who works in the session, or in one room of it. */
export const pauseInput = z.object({
  id: z.uuid(),
  attemptIds: z.array(z.uuid()).max(2_000),
  roomId: z.uuid().optional(),
  reason,
})

/** `seenSeconds`: the time that the person had as the caller saw it. */
export const extraTimeInput = z.object({
  id: z.uuid(),
  minutes: z.int().min(1).max(120),
  seenSeconds: z.int().nonnegative(),
  reason,
})

/** To a seat of the same room, or of another one of the site. */
export const seatMoveInput = z.object({
  id: z.uuid(),
  roomId: z.uuid().optional(),
  seat: z.int().min(1).max(2_000),
  reason,
})

/** The device that shows this code. */
export const handOverInput = z.object({ id: z.uuid(), code: z.string().regex(/^\d{4}$/) })

export const incidentInput = z.object({ id: z.uuid(), attemptId: z.uuid().nullable(), reason })

/** What is done to one attempt, and why. */
export const reasoned = z.object({ id: z.uuid(), reason })

export const cancellation = z.object({ id: z.uuid(), reason })

/** Whether candidates may sign in with Safe Exam Browser alone. */
export const browserSwitch = z.object({ id: z.uuid(), isNeeded: z.boolean() })

export const boardSwitch = z.object({ id: z.uuid(), isShown: z.boolean() })

export type SessionState = 'planned' | 'open' | 'released' | 'closed' | 'void'

export type SeatState =
  | 'scheduled'
  | 'registered'
  | 'running'
  | 'paused'
  | 'finished'
  | 'absent'
  | 'disqualified'
  | 'void'

/** After this long without a word from the device, a seat counts as offline. */
const OFFLINE_AFTER_SECONDS = 40

/**
 * As long as the device of an attempt was heard within this time, another one needs the supervisor. Devices say every
 * eight seconds that they are there: two of these may get lost.
 */
const HELD_SECONDS = 20

/** At work, or about to be: one device alone. Whoever is in another state only looks at what became of it. */
const HELD_STATES: readonly SeatState[] = ['registered', 'running', 'paused']

/** Whether a device may not go on with an attempt by number and PIN alone, because another one is at work on it. */
export function isHeldElsewhere(
  { state, device, lastSeenAt }: { state: SeatState; device: string | null; lastSeenAt: Date | null },
  asking: string,
  now: Date,
): boolean {
  if (!HELD_STATES.includes(state) || device === null || device === asking || !lastSeenAt) return false
  return now.getTime() - lastSeenAt.getTime() < HELD_SECONDS * 1000
}

/** How a seat stands on the map of the room. */
export function seatLook(seat: {
  state: SeatState
  needsHelp: boolean
  silentSeconds: number | null
}): SeatState | 'offline' | 'help' {
  if (seat.state !== 'running') return seat.state
  if (seat.needsHelp) return 'help'
  return (seat.silentSeconds ?? 0) > OFFLINE_AFTER_SECONDS ? 'offline' : 'running'
}
