import * as z from 'zod'
import { DAY_KINDS, type DayRule, KEPT } from '@/lib/wbs/day-rules'
import { LIMITS } from '@/lib/wbs/due'

/** A number of days as somebody proposes it, the rule it comes from, and its first day. */
export const dayProposalInput = z.object({
  kind: z.enum(DAY_KINDS),
  name: z.enum([...LIMITS, ...KEPT]),
  days: z.coerce.number<number>().int().min(0).max(3650),
  source: z.string().trim().min(3).max(200),
  startsOn: z.iso.date(),
}) satisfies z.ZodType<DayRule>

/** A change by its id, proposed or confirmed. */
export const dayChangeRef = z.object({ change: z.uuid() })
