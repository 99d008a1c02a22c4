import * as z from 'zod'

/** Small enough that a slow line shows how far it is. */
export const PIECE_BYTES = 262_144

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** A file that was sent, named by its content. */
export const uploadInput = z.object({ sha256, name: z.string().trim().min(1).max(200) })
export type Upload = z.output<typeof uploadInput>

export const pieceInput = z.object({
  sha256,
  fileBytes: z.int().nonnegative(),
  offset: z.int().nonnegative(),
  piece: z.instanceof(Uint8Array).refine((piece) => piece.length <= PIECE_BYTES),
})
export type Piece = Omit<z.output<typeof pieceInput>, 'piece'> & { piece: Uint8Array }

export const dropInput = z.object({ sha256 })
