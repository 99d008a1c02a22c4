import * as z from 'zod'

const ct = z
  .string()
  .max(1_400_000) // a message of a mebibyte, as base64url
  .regex(/^[A-Za-z0-9_-]+$/)
const count = z.number().int().min(0).max(100_000)

/** A report is never named `id`: a refused action writes that field into the trail of the main database. */
export const reportInput = z.object({ report: z.uuid() })

/** A message as the browser of an officer locked it. */
export const sealedInput = reportInput.extend({ ring: z.enum(['pesan', 'catatan']), seq: count, epoch: count, ct })
