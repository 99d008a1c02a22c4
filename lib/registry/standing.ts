import * as z from 'zod'
import type { CivilDate } from '@/lib/civil-date'
import { reason } from '@/lib/reason-input'

/** The file as somebody saw it. */
export const seen = { id: z.uuid(), version: z.number().int().positive() }

/** Where a person stands in the service: kedudukan hukum, the agency they work at, and the day of their death. */
export const standingInput = z.object({
  ...seen,
  legalStatus: z.string().regex(/^\d{2}$/, 'required'),
  workAgencyId: z.int32().positive(), // instansi kerja: another one than the owner's while seconded (DPK, DPB)
  deceasedOn: z.iso.date().nullable(),
  deathCertificateNumber: z.string().trim().max(100, 'too_long'),
  reason,
})
export type StandingInput = z.infer<typeof standingInput>

/** Blocking a file and lifting the block again. */
export const blockInput = z.object({ ...seen, reason })
export type BlockInput = z.infer<typeof blockInput>

/** What is wrong with a day of death, or undefined. */
export function deathFault(deceasedOn: CivilDate, bornOn: CivilDate, today: CivilDate): string | undefined {
  if (deceasedOn > today) return 'history.in_future'
  return deceasedOn <= bornOn ? 'history.before_birth' : undefined
}
