import * as z from 'zod'
import { SHORTEST_REASON } from '@/lib/reason'

/** Why somebody sees, changes or refuses something, in words that others read later. */
export const reason = z.string().trim().min(SHORTEST_REASON, 'reason_too_short').max(500, 'too_long')
/** The same where it takes as many words as it needs. */
export const longReason = z.string().trim().min(SHORTEST_REASON).max(2_000)

export const reasonInput = z.object({ reason })
