import * as z from 'zod'

/** What an office browser sends about a sealed identity; the field of a report is never named `id` (audit of refusals). */
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const ct = z
  .string()
  .max(130_000)
  .regex(/^[A-Za-z0-9_-]+$/)
const letter = z.strictObject({ keyId: z.string().min(1).max(64), ct })

export const askingInput = z.strictObject({
  report: z.uuid(),
  request: hash,
  letters: z.array(letter).max(9),
  message: z.strictObject({ seq: z.int().min(1), epoch: z.int().min(0), ct }),
})

export const takingInput = z.strictObject({ report: z.uuid(), request: hash })

export const custodianInput = z.strictObject({ request: z.uuid(), answer: z.enum(['shared', 'declined']), ct })
