import * as z from 'zod'
import type { rulingKind } from '@/db/schema/cat-decisions'
import { reason } from '@/lib/reason-input'

export type RulingKind = (typeof rulingKind.enumValues)[number]

/**
 * What a committee decides of candidates by two people: they withdraw and are told APS, so that the next in order take their
 * places; they use their score of an earlier selection; neither of it any more; or the committee itself finds their announced
 * result wrong.
 *
 * Source: the withdrawal is a result code of the announcements of the national committee (APS, atas permintaan sendiri;
 * unconfirmed). That a committee mends its own mistake is ours.
 */
export const RULING_KINDS = [
  'withdrawal',
  'withdrawal_undone',
  'earlier_score',
  'earlier_score_undone',
  'correction',
] as const satisfies RulingKind[]

const MOST_NUMBERS = 200

/** Numbers of candidates as somebody types or pastes them, with spaces, commas or lines between; each counts once. */
const numbersInput = z
  .string()
  .max(8_000)
  .transform((text) => [...new Set(text.split(/[\s,;]+/).filter((number) => number !== ''))])
  .refine(({ length }) => length > 0, 'ruling_nobody')
  .refine(({ length }) => length <= MOST_NUMBERS, 'ruling_too_many')

export const rulingInput = z.object({
  id: z.uuid(), // of the programme
  kind: z.enum(RULING_KINDS),
  stage: z.enum(['first', 'final']), // of a correction
  numbers: numbersInput,
  reason: z.string().trim().min(20).max(500), // of a correction everybody may read it
})

export const rulingRef = z.object({ id: z.uuid() })

export const rulingDecline = rulingRef.extend({ reason })
