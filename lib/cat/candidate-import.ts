import * as z from 'zod'

/** How many rows of a file do what. */
export type ImportCounts = Record<'new' | 'changed' | 'same' | 'faulty', number>

const MOST_FILE_BYTES = 8_000_000

export const candidateFileInput = z.object({
  id: z.uuid(), // of the programme
  fileName: z.string().trim().min(1).max(200),
  bytes: z
    .instanceof(Uint8Array)
    .refine((bytes) => bytes.length > 0 && bytes.length <= MOST_FILE_BYTES, 'cat.file_large'),
})

/** The sound rows alone, or all rows or none. */
export const applyCandidatesInput = z.object({ id: z.uuid(), mode: z.enum(['valid', 'all']) })
