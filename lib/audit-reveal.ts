import * as z from 'zod'
import { reason } from '@/lib/reason-input'

/** One event of the trail, and why its values are asked for. */
export const revealEventInput = z.object({
  seq: z.int().positive(),
  reason,
})
export type RevealEventInput = z.infer<typeof revealEventInput>
