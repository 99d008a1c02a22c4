import * as z from 'zod'

/** A piece of evidence as a device sends it; the bytes of a photo or a file come beside it. */
export const evidenceInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['photo', 'file']),
    id: z.uuid(),
    entryId: z.uuid(),
    name: z.string().trim().min(1).max(120),
  }),
  z.object({ kind: z.literal('link'), id: z.uuid(), entryId: z.uuid(), url: z.url({ protocol: /^https?$/ }).max(500) }),
])

export type EvidenceInput = z.output<typeof evidenceInput>
