import * as z from 'zod'

const MIN_REASON = 5
const MAX_REASON = 500

/** One event of the trail, and why its values are asked for. */
export const revealEventInput = z.object({
  seq: z.int().positive(),
  reason: z.string().trim().min(MIN_REASON, 'reason_too_short').max(MAX_REASON, 'too_long'),
})
export type RevealEventInput = z.infer<typeof revealEventInput>
