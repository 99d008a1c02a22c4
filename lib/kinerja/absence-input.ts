import * as z from 'zod'
import { ABSENCE_SANCTIONS } from '@/lib/kinerja/absence'

const WORDS = z.string().trim().min(10, 'kinerja.note_too_short').max(2_000)

export const absencesInput = z.object({
  lines: z.string().trim().min(1).max(200_000),
  ground: z.string().trim().min(5).max(500), // where they are seen
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
