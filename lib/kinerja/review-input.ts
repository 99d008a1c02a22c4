import * as z from 'zod'
import { type EntryRef, MOST_ENTRIES } from '@/lib/kinerja/review'

const SHORTEST_NOTE = 10

const entryRef = z.object({ id: z.uuid(), version: z.int().positive() }) satisfies z.ZodType<EntryRef>
const entries = z.array(entryRef).min(1).max(MOST_ENTRIES, 'kinerja.too_many_entries')
const note = z.string().trim().min(SHORTEST_NOTE, 'kinerja.note_too_short').max(1000, 'too_long')

/** Why, in words that the writer reads. */
export const noteInput = z.object({ note })
export const minutesInput = noteInput.extend({ minutes: z.coerce.number<string>().int().min(0).max(1440) })
export const approveInput = z.object({ entries })
export const returnInput = approveInput.extend(noteInput.shape)
export const rejectInput = entryRef.extend(noteInput.shape)
export const correctInput = entryRef.extend(minutesInput.shape)
export const reopenInput = entryRef
/** Any day of the week whose empty days people are reminded of. */
export const remindInput = z.object({ day: z.iso.date() })
