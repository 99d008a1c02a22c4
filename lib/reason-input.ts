import * as z from 'zod'
import { SHORTEST_REASON } from '@/lib/reason'

/** Why somebody sees, changes or refuses something, in words that others read later. */
export const reason = shortest('reason_too_short').max(500, 'too_long')
/** The same with up to 2,000 characters. */
export const longReason = shortest('reason_too_short').max(2_000, 'too_long')
/** As long, of words that are no reason: a comment, an answer. */
export const remark = shortest().max(2_000, 'too_long')

export const reasonInput = z.object({ reason })

function shortest(code?: string) {
  return z.string().trim().min(SHORTEST_REASON, code)
}
