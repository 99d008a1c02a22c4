import * as z from 'zod'
import { allowanceRule } from '@/lib/kinerja/allowance-rule'

const MONTH = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

export const saveAllowanceInput = allowanceRule

export const amountsInput = z.object({
  startsOn: z.iso.date(),
  lines: z.string().trim().min(1).max(200_000), // a post and its rupiah each
})

/** A rule that need not be saved, on the people of a unit in a month. */
export const previewInput = z.object({
  rule: allowanceRule,
  month: MONTH,
  unitId: z.int().positive(),
})

export type PreviewAllowance = z.output<typeof previewInput>
