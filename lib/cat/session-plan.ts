import * as z from 'zod'
import { type AccommodatedKinds, isTimed } from '@/lib/cat/formation'
import type { CivilDate } from '@/lib/civil-date'
import { wallClock } from '@/lib/format'
import type { SiteZone } from '@/lib/zones-abroad'

/** A session as its form holds it: the time is on the wall clock of its site. Without an id it is a new one. */
export const sessionInput = z.object({
  id: z.uuid().nullable(),
  version: z.int().nonnegative(),
  programmeId: z.uuid(),
  siteId: z.uuid(),
  roomIds: z.array(z.uuid()).min(1, 'cat.session_rooms').max(200),
  startsOn: z.iso.date(),
  startsAtTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'cat.session_time'),
})

export type SessionInput = z.input<typeof sessionInput>

export const planRef = z.object({ id: z.uuid() })

/**
 * When a wall clock of a zone shows this, by the summer time of that day; of an hour that it shows twice the first, of one
 * that it leaves out the hour after.
 */
export function instantOf(day: CivilDate, time: string, zone: SiteZone): Date {
  const wall = Date.parse(`${day}T${time}:00Z`)
  const offsetAt = (instant: number) => {
    const shown = wallClock(new Date(instant), zone)
    return Date.parse(`${shown.date}T${shown.time}:00Z`) - instant
  }
  const candidates = [wall - offsetAt(wall - DAY_MS), wall - offsetAt(wall + DAY_MS)].sort((a, b) => a - b)
  const found = candidates.find((instant) => instant + offsetAt(instant) === wall)
  return new Date(found ?? Math.max(...candidates))
}

const DAY_MS = 86_400_000

/** Registration, briefing and clearing take so long besides the time of the longest paper. */
export const BETWEEN_SESSIONS_SECONDS = 1_800

/** How long a room is taken by a session, from its start. */
export function occupiedSeconds(programme: {
  durationSeconds: number
  accommodatedSeconds: Readonly<Record<string, number>>
}): number {
  return Math.max(programme.durationSeconds, ...Object.values(programme.accommodatedSeconds)) + BETWEEN_SESSIONS_SECONDS
}

/** The seconds a candidate has: those of the accommodation where the formation gives it, or else of the programme. */
export function allowedSeconds(
  programme: {
    durationSeconds: number
    accommodatedSeconds: Readonly<Record<string, number>>
    accommodatedKinds: AccommodatedKinds
  },
  { accommodation, formationKind }: { accommodation: string | null; formationKind: string },
): number {
  const accommodated = accommodation && isTimed(programme.accommodatedKinds, accommodation, formationKind)
  return (accommodated && programme.accommodatedSeconds[accommodation]) || programme.durationSeconds
}
