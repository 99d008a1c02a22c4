import * as z from 'zod'
import { reason } from '@/lib/reason-input'
import { SENSITIVE } from '@/lib/registry/masked'

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
