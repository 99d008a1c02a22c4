import * as z from 'zod'
import { SENSITIVE } from '@/lib/registry/masked'

/** Why somebody sees or changes what is kept of a person or a unit; 5 to 500 letters. */
export const reason = z.string().trim().min(5, 'reason_too_short').max(500, 'too_long')
export const reasonInput = z.object({ reason })

export const revealInput = z.object({
  id: z.uuid(),
  field: z.enum(SENSITIVE),
  reason,
})
export type RevealInput = z.infer<typeof revealInput>

/** Two records that are two people. */
export const dismissInput = z.object({
  employeeId: z.uuid(),
  otherId: z.uuid(),
  reason,
})
export type DismissInput = z.infer<typeof dismissInput>
