import * as z from 'zod'
import { agencyZones } from '@/lib/registry/agency'
import { zonesAbroad } from '@/lib/zones-abroad'

const MOST_ROWS = 50
const MOST_PER_ROW = 40

const line = (most: number) => z.string().trim().min(3).max(most, 'too_long')

/** PostgreSQL's own mark of the row as the form showed it. */
const version = z.string().max(20)

/** A place where exams are held; without an id it is a new one. */
export const siteInput = z.object({
  id: z.uuid().nullable(),
  version,
  name: line(120),
  address: line(300),
  timeZone: z.enum([...agencyZones, ...zonesAbroad]),
})

export type SiteInput = z.input<typeof siteInput>

/** A room of a site, its seats counted from the front left; without an id it is a new one. */
export const roomInput = z.object({
  id: z.uuid().nullable(),
  siteId: z.uuid(),
  version,
  name: z.string().trim().min(1).max(60, 'too_long'),
  rows: typedNumber(MOST_ROWS),
  seatsPerRow: typedNumber(MOST_PER_ROW),
})

export type RoomInput = z.input<typeof roomInput>

function typedNumber(most: number) {
  return z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, 'cat.room_shape')
    .transform(Number)
    .refine((value) => value >= 1 && value <= most, 'cat.room_shape')
}
