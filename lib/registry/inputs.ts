import * as z from 'zod'
import { SENSITIVE } from '@/lib/registry/masked'

export const MIN_REASON = 5
export const MAX_REASON = 500

export const revealInput = z.object({
  id: z.uuid(),
  field: z.enum(SENSITIVE),
  reason: z.string().trim().min(MIN_REASON, 'reason_too_short').max(MAX_REASON, 'too_long'),
})
export type RevealInput = z.infer<typeof revealInput>

/** Two records that are two people. */
export const dismissInput = z.object({
  employeeId: z.uuid(),
  otherId: z.uuid(),
  reason: z.string().trim().min(MIN_REASON, 'reason_too_short').max(MAX_REASON, 'too_long'),
})
export type DismissInput = z.infer<typeof dismissInput>
