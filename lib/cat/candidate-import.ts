import * as z from 'zod'
import { SHEETS } from '@/lib/cat/candidate-columns'
import type { CandidateValue, FormationValue } from '@/lib/cat/candidate-row'

/** How many rows of a file do what. */
export type ImportCounts = Record<'new' | 'changed' | 'same' | 'faulty', number>

/** What an import wrote, and what stood there before: kept while it may be taken back. */
export type WrittenRows = {
  formations: { before: FormationValue | null; after: FormationValue }[]
  candidates: { before: CandidateValue | null; after: CandidateValue }[]
}

const MOST_FILE_BYTES = 8_000_000

export const candidateFileInput = z.object({
  id: z.uuid(), // of the programme
  fileName: z.string().trim().min(1).max(200),
  bytes: z
    .instanceof(Uint8Array)
    .refine((bytes) => bytes.length > 0 && bytes.length <= MOST_FILE_BYTES, 'cat.file_large'),
})

/** What each sheet of a file is, in their order: a field by the number of its column, or empty where it is left out. */
export const candidateMapping = z.object({
  id: z.uuid(),
  sheets: z
    .array(
      z.object({
        kind: z.enum(SHEETS),
        fields: z.record(z.string().regex(/^\d{1,5}$/), z.string().max(40)),
      }),
    )
    .max(50),
})
