import * as z from 'zod'
import { type AccommodatedKinds, isTimed } from '@/lib/cat/formation'
import type { CivilDate } from '@/lib/civil-date'
import type { Zone } from '@/lib/format'

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

/** Hours ahead of UTC; the three zones know no summer time. */
const OFFSET: Record<Zone, string> = { 'Asia/Jakarta': '+07:00', 'Asia/Makassar': '+08:00', 'Asia/Jayapura': '+09:00' }

/** When a wall clock of a zone shows this. */
export function instantOf(day: CivilDate, time: string, zone: Zone): Date {
  return new Date(`${day}T${time}:00${OFFSET[zone]}`)
}

/** Registration, briefing and clearing take so long besides the time of the longest paper. */
const BETWEEN_SESSIONS_SECONDS = 1_800

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
