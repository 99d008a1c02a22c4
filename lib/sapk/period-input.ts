import * as z from 'zod'
import { isCivilDate } from '@/lib/civil-date'

/** As the actor saw it, empty where nothing was there. */
const version = z.string().max(1000)

const civilDate = z.string().refine(isCivilDate, 'invalid_date')

/** The dates that a letter of BKN gives one period. */
export const periodInput = z.object({
  effectiveOn: civilDate,
  version, // of the letter
  opensOn: civilDate,
  closesOn: civilDate,
  approvalTargetOn: civilDate,
  letterNumber: z.string().trim().min(3).max(100, 'too_long'),
  note: z.string().trim().max(500, 'too_long').nullable(),
})
export type PeriodInput = z.infer<typeof periodInput>

export const periodRef = z.object({ effectiveOn: civilDate, version })
export type PeriodRef = z.infer<typeof periodRef>
