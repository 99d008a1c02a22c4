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

/** Two records that are one person, and the one that stays. */
export const mergeInput = z.object({
  oneId: z.uuid(),
  otherId: z.uuid(),
  keptId: z.uuid('merge.choose'),
  reason,
})
export type MergeInput = z.infer<typeof mergeInput>

/** A record that was taken for another one. */
export const splitInput = z.object({ id: z.uuid(), reason })
export type SplitInput = z.infer<typeof splitInput>
