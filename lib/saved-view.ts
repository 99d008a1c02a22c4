import * as z from 'zod'

const VIEW_NAME_MAX = 60

export const viewPages = ['nominative', 'proposals', 'employees', 'documents'] as const
export type ViewPage = (typeof viewPages)[number]

/** A saved view: filters, sort and columns of a list under a name. */
export const viewInput = z.object({
  page: z.enum(viewPages),
  name: z.string().trim().min(2).max(VIEW_NAME_MAX, 'too_long'),
  query: z.string().max(500, 'too_long'),
  isShared: z.boolean(),
})
export type ViewInput = z.infer<typeof viewInput>

export const viewRef = z.object({ id: z.uuid() })

export type SavedView = { id: string; name: string; query: string; isShared: boolean; isOwn: boolean }
