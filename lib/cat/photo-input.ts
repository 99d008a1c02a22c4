import * as z from 'zod'
import { PHOTOS_AT_ONCE } from '@/lib/cat/photo'

const MOST_BYTES = 200_000

/** A JPEG; empty: none. */
export const photoBytes = z.instanceof(Uint8Array).refine((bytes) => bytes.length <= MOST_BYTES, 'photo_unreadable')

/** Photos of a programme's candidates, each file named by the number of its candidate. */
export const photosInput = z.object({
  id: z.uuid(), // of the programme
  photos: z
    .array(z.object({ name: z.string().max(200), bytes: photoBytes }))
    .min(1)
    .max(PHOTOS_AT_ONCE),
})
