import * as z from 'zod'
import { isCivilDate } from '@/lib/civil-date'
import { listQuery } from '@/lib/sapk/bulk-command'

const VIEW_NAME_MAX = 60

export const computeInput = z.object({ effectiveOn: z.string().refine(isCivilDate, 'invalid_date') })

/** Everybody under the filters of an address who can be proposed. */
export const proposeAllInput = z.object({
  effectiveOn: z.string().refine(isCivilDate, 'invalid_date'),
  query: listQuery,
})

/** A saved view: the filters of the list under a name. */
export const viewInput = z.object({
  name: z.string().trim().min(2).max(VIEW_NAME_MAX, 'too_long'),
  query: z.string().max(500, 'too_long'),
  isShared: z.boolean(),
})
export type ViewInput = z.infer<typeof viewInput>

export const viewRef = z.object({ id: z.uuid() })
