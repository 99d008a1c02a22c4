import * as z from 'zod'
import { SHORTEST_REASON } from '@/lib/reason'

/** Why somebody sees, changes or refuses something, in words that others read later. */
export const reason = z.string().trim().min(SHORTEST_REASON, 'reason_too_short').max(500, 'too_long')
export const reasonInput = z.object({ reason })
