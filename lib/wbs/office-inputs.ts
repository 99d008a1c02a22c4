import * as z from 'zod'

const ct = z
  .string()
  .max(1_400_000) // a message of a mebibyte, as base64url
  .regex(/^[A-Za-z0-9_-]+$/)
const count = z.number().int().min(0).max(100_000)

/** A report is never named `id`: a refused action writes that field into the trail of the main database. */
export const reportInput = z.object({ report: z.uuid() })
export const reportsInput = z.object({ reports: z.array(z.uuid()).max(100) })

/** Whether a sealed identity stays when the report ends. */
export const keepingInput = reportInput.extend({ keeps: z.boolean() })

/** A message as the browser of an officer locked it. */
export const sealedInput = reportInput.extend({ ring: z.enum(['pesan', 'catatan']), seq: count, epoch: count, ct })

/** New keys of the rings of a report, and who reads it with them, as the browser of an officer made them. */
export const keyChangeInput = reportInput.extend({
  members: z.array(z.uuid()).max(100).readonly(),
  rings: z
    .array(
      sealedInput.omit({ report: true }).extend({
        wraps: z.array(z.object({ for: z.string().max(100), epoch: count, ct })).max(1000),
      }),
    )
    .max(2)
    .readonly(),
})

/** Which keys of a report do not open for one of its readers. */
export const askedKeyInput = reportInput.extend({
  places: z
    .array(z.object({ ring: z.enum(['pesan', 'catatan']), epoch: count }))
    .min(1)
    .max(1000)
    .readonly(),
})

/** The key of a report, wrapped anew for a reader who asked. */
export const givenKeyInput = reportInput.extend({
  for: z.string().max(100),
  wraps: z
    .array(sealedInput.pick({ ring: true, epoch: true, ct: true }))
    .max(1000)
    .readonly(),
})

/** A report that an own key which has ended still opens. */
export const oldReportInput = reportInput.extend({ key: z.uuid() })

/** A share of a sealed identity, and the letters about it, as a custodian's browser locked them for the running key. */
export const oldShareInput = oldReportInput.extend({
  share: ct,
  letters: z.array(z.object({ request: z.uuid(), question: ct, order: ct.nullable() })).max(100),
})

const half = z.string().max(4000)
const locked = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('passphrase'),
    box: half,
    ct: half,
    salt: z.string().max(100),
    memoryKib: z.number().int(),
    passes: z.number().int(),
  }),
  z.object({ kind: z.literal('recovery'), box: half, ct: half }),
])

/** A key that somebody made in the own browser: its public half, and the private one locked twice. */
export const offerInput = z.object({
  offer: z.object({ holder: z.uuid(), box: half, sign: z.string().max(100), proof: z.string().max(200) }),
  locked: z.array(locked).length(2),
})

/** One part of an attachment, from 0. */
export const partInput = reportInput.extend({ attachment: z.uuid(), number: z.number().int().min(0).max(25) })

/** The own key locked anew, with the proof that it lay open. */
export const relockInput = z.object({
  key: z.uuid(),
  before: z.string().max(64),
  locked,
  proof: z.string().max(200),
})
