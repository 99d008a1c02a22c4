import * as z from 'zod'
import { ITEM_STATES } from '@/lib/cat/item-state'

const TEXT = z.string().max(20_000)
export const MOST_OPTIONS = 8
const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const
const MOST_IMAGES = 20
const MOST_IMAGE_CHARACTERS = 1_400_000

export const itemRef = z.object({ id: z.uuid(), version: z.int().nonnegative() })

/**
 * An item as its form holds it: a text is plain, with `[gambar: nama]` where an image stands, or HTML. `key` is the
 * letter of the right option; a weighted section has `weights` instead. Without `id` the item is new.
 */
export const itemInput = z.object({
  id: z.uuid().nullable(),
  version: z.int().nonnegative(),
  code: z
    .string()
    .trim()
    .regex(/^[\w.-]{2,60}$/, 'cat.item_code'),
  section: z.string().min(1).max(20),
  aspect: z.string().min(1).max(60),
  stimulus: TEXT,
  stem: TEXT.min(1),
  options: z
    .array(z.object({ body: TEXT, weight: z.int().min(0).max(5), isFixed: z.boolean().optional() }))
    .min(2)
    .max(MOST_OPTIONS),
  key: z.enum(LETTERS).or(z.literal('')),
  keepsOrder: z.boolean(),
  explanation: TEXT,
  images: z
    .array(z.object({ name: z.string().regex(/^[\w-]{1,40}$/), dataUrl: z.string().max(MOST_IMAGE_CHARACTERS) }))
    .max(MOST_IMAGES),
})

export type ItemInput = z.output<typeof itemInput>

export const itemReason = z.object({ reason: z.string().trim().min(15).max(2_000) })
export const decideItemInput = itemRef.extend(itemReason.shape)

const MOST_FILE_BYTES = 8_000_000

export const itemFileInput = z.object({
  fileName: z.string().trim().min(1).max(200),
  bytes: z
    .instanceof(Uint8Array)
    .refine((bytes) => bytes.length > 0 && bytes.length <= MOST_FILE_BYTES, 'cat.file_large'),
  passphrase: z.string().trim().max(200), // of an encrypted file; '' for any other
})

/** What of the bank is taken out, and as what. */
export const exportInput = z.object({
  format: z.enum(['qti', 'xlsx']),
  state: z.enum(ITEM_STATES).optional(),
  section: z.string().max(20).optional(),
  aspect: z.string().max(60).optional(),
})

/** Which items of a file that was read come into the bank, and where those belong that name no cell. */
export const applyInput = z.object({
  id: z.uuid(),
  mode: z.enum(['valid', 'all']),
  section: z.string().max(20),
  aspect: z.string().max(60),
})
