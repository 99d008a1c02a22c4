import * as z from 'zod'
import { isCivilDate } from '@/lib/civil-date'
import { SENSITIVE } from '@/lib/registry/masked'
import { RANKS } from '@/lib/registry/ranks'

const MIN_REASON = 5
const MAX_REASON = 500

const reason = z.string().trim().min(MIN_REASON, 'reason_too_short').max(MAX_REASON, 'too_long')

export const revealInput = z.object({ id: z.uuid(), field: z.enum(SENSITIVE), reason })
export type RevealInput = z.infer<typeof revealInput>

const civilDate = z.string().refine(isCivilDate, 'date_invalid')
const optionalText = z.string().trim().max(200, 'too_long').nullable()
const months = z.number().int().min(0).max(600)

/** What every correction says besides the values of its kind. */
const common = {
  rowId: z.uuid(),
  reason,
  effectiveOn: civilDate,
  decreeNumber: optionalText,
  decreeOn: civilDate.nullable(),
}

/** A corrected history row: the values of its kind, or that the row never should have been (`void`). */
export const correctionInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('void'), of: z.enum(['rank', 'education', 'performance']), rowId: z.uuid(), reason }),
  z.object({ kind: z.literal('rank'), ...common, rank: z.enum(RANKS), serviceMonths: months }),
  z.object({
    kind: z.literal('education'),
    ...common,
    program: z.string().trim().min(1, 'required').max(200, 'too_long'),
    level: z.string().regex(/^\d{2}$/, 'invalid'),
    graduatedYear: z.number().int().min(1950).max(2100).nullable(),
  }),
  z.object({
    kind: z.literal('performance'),
    ...common,
    year: z.number().int().min(2010).max(2100),
    predicate: z.enum(['very_good', 'good', 'needs_improvement', 'poor', 'very_poor']),
  }),
])
export type CorrectionInput = z.infer<typeof correctionInput>
