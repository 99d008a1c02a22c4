import * as z from 'zod'
import { isCivilDate } from '@/lib/civil-date'
import { listQuery } from '@/lib/sapk/bulk-command'

export const computeInput = z.object({ effectiveOn: z.string().refine(isCivilDate, 'invalid_date') })

/** Everybody under the filters of an address who can be proposed. */
export const proposeAllInput = z.object({
  effectiveOn: z.string().refine(isCivilDate, 'invalid_date'),
  query: listQuery,
})
