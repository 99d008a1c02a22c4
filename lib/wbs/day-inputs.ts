import * as z from 'zod'
import { DAY_KINDS, KEPT } from '@/lib/wbs/day-rules'
import { LIMITS } from '@/lib/wbs/due'

/** A number of days as somebody proposes it, the rule it comes from, and its first day. */
export const dayProposal = z.object({
  kind: z.enum(DAY_KINDS),
  name: z.enum([...LIMITS, ...KEPT]),
  days: z.coerce.number<number>().int().min(0).max(3650),
  source: z.string().trim().min(3).max(200),
  startsOn: z.iso.date(),
})

/** A proposal by its id. */
export const dayProposalInput = z.object({ proposal: z.uuid() })
