import * as z from 'zod'
import { ABSENCE_SANCTIONS } from '@/lib/kinerja/absence'
import { SHORTEST_REASON } from '@/lib/reason'

const WORDS = z.string().trim().min(10, 'kinerja.note_too_short').max(2_000)

/** Where the absences are seen. */
const GROUND = z.string().trim().min(SHORTEST_REASON).max(500)

export const absencesInput = z.object({
  lines: z.string().trim().min(1).max(200_000),
  ground: GROUND,
})

const MOST_FILE_BYTES = 4_000_000

export const absenceFileInput = z.object({
  fileName: z.string().trim().min(1).max(200),
  ground: GROUND,
  bytes: z
    .instanceof(Uint8Array)
    .refine((bytes) => bytes.length > 0 && bytes.length <= MOST_FILE_BYTES, 'kinerja.absence_file_large'),
})

/** Field by the number of its column; empty where it is left out. */
export const absenceMapping = z.object({
  id: z.uuid(),
  fields: z.record(z.string().regex(/^\d{1,5}$/), z.string().max(40)),
})

export const withdrawAbsenceInput = z.object({ id: z.uuid(), reason: WORDS })

export const decideAbsenceInput = z.object({
  employeeId: z.uuid(),
  year: z.int().min(2021).max(2100), // PP 94/2021
  sanction: z.enum(ABSENCE_SANCTIONS),
  isTaken: z.enum(['yes', 'no']),
  reason: WORDS,
})

export type DecideAbsence = z.output<typeof decideAbsenceInput>
