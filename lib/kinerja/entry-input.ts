import * as z from 'zod'
import { isQuantity, MOST_LETTERS } from '@/lib/kinerja/entry'
import { entryPlaces } from '@/lib/kinerja/entry-places'

/** As many entries as a device sends at once. */
export const MOST_ENTRIES = 20

/** Of so many words on an entry that were not answered a device tells. */
export const MOST_UNHEARD = 20

const DAY_MINUTES = 1440
const LIKELY_QUANTITY = 1_000_000

const optionalText = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .nullable()
    .transform((text) => text || null)

/** One entry as a device sends it. `version` is nought for a new one, else that of the entry which was changed. */
export const entryInput = z.object({
  id: z.uuid(),
  version: z.int().min(0),
  workOn: z.iso.date(),
  isToday: z.boolean(), // the day was not picked: it is the one on which it was written
  startsMinute: z.int().min(0).max(DAY_MINUTES),
  endsMinute: z.int().min(0).max(DAY_MINUTES),
  kind: z.enum(['plan', 'additional', 'general']),
  planItemId: z.uuid().nullable(),
  text: z.string().trim().min(1).max(MOST_LETTERS.text),
  quantity: z.number().max(LIKELY_QUANTITY).refine(isQuantity).nullable(),
  unit: optionalText(MOST_LETTERS.unit),
  place: z.enum(entryPlaces).nullable(),
  orderBy: optionalText(MOST_LETTERS.orderBy),
  orderNumber: optionalText(MOST_LETTERS.orderNumber),
  lateReason: optionalText(MOST_LETTERS.lateReason),
  collaborators: optionalText(MOST_LETTERS.collaborators).optional(), // not told by a device that has kept an older page
  deviceAt: z.iso.datetime(),
  unheard: z.array(z.iso.datetime()).max(MOST_UNHEARD).optional(), // earlier words of this device, by their deviceAt
})

export type EntryInput = z.output<typeof entryInput>

/**
 * What a device sends: whose entries, its clock now, and entries that are each read, decided and answered by themselves.
 */
export const entryBatch = z.object({
  owner: z.uuid(),
  sentAt: z.iso.datetime(),
  entries: z
    .array(z.looseObject({ id: z.uuid() }))
    .min(1)
    .max(MOST_ENTRIES),
})

export type EntryBatch = z.output<typeof entryBatch>
