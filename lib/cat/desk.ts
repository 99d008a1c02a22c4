import type { SeatState, SessionState } from '@/lib/cat/session'

/** The desk closes so many minutes before the start as planned. Source: Peraturan BKN 5/2024, Lampiran I. */
export const DESK_CLOSES_MINUTES = 5

export function deskClosesAt(startsAt: Date): Date {
  return new Date(startsAt.getTime() - DESK_CLOSES_MINUTES * 60_000)
}

/** What may be done for a candidate at the desk: let in, let in too late, or given another PIN. */
export type DeskStep = 'register' | 'register_late' | 'renew_pin'

/**
 * Which of them it is now. A PIN that was lost before the desk closes is simply given again; from then on another one
 * takes a reason. Who was absent or disqualified gets one after the close, to see what was announced and to object.
 */
export function deskStep(
  seat: SeatState,
  session: { state: SessionState; startsAt: Date },
  now: Date,
): DeskStep | null {
  if (session.state === 'planned' || session.state === 'void') return null
  const isLate = now >= deskClosesAt(session.startsAt)
  switch (seat) {
    case 'scheduled':
      return isLate ? 'register_late' : 'register'
    case 'registered':
      return isLate ? 'renew_pin' : 'register'
    case 'running':
    case 'paused':
    case 'finished':
      return 'renew_pin'
    case 'absent':
    case 'disqualified':
      return session.state === 'closed' ? 'renew_pin' : null
    case 'void':
      return null
  }
}
