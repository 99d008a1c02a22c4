import * as z from 'zod'
import { importModes } from './run'

/** Shapes of what the browser sends. */
export const runInput = z.object({ id: z.uuid() })

export const startInput = z.object({ fileName: z.string().trim().min(1).max(200), fileBytes: z.int().nonnegative() })

export const PIECE_BYTES = 3_000_000

export const pieceInput = runInput.extend({
  offset: z.int().nonnegative(),
  piece: z.instanceof(Uint8Array).refine((piece) => piece.length <= PIECE_BYTES),
})

/** `hash` is the hex SHA-256 of the first `bytes` of the chosen file. */
export const resumeInput = startInput.extend({
  id: z.uuid(),
  bytes: z.int().nonnegative(),
  hash: z.string().max(64),
})

export type ResumeInput = z.output<typeof resumeInput>

/** Field code by column number of the file, empty for a column that is left out. */
export const mappingInput = runInput.extend({
  dataOn: z.iso.date(),
  fields: z.record(z.string().regex(/^\d{1,5}$/), z.string().max(40)),
})

export type MappingInput = z.output<typeof mappingInput>

export const cellInput = runInput.extend({
  row: z.int().positive(),
  column: z.string().max(40),
  value: z.string().max(2000),
})

export const applyInput = runInput.extend({ mode: z.enum(importModes) })
