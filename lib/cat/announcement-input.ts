import * as z from 'zod'

/** The last word before something is told to the public: what was looked at, and until when candidates may object. */
export const announceInput = z.object({
  id: z.uuid(), // of the programme
  stage: z.enum(['first', 'final']),
  fingerprint: z.string().max(64), // of the ranking that was on screen
  objectionsUntil: z.iso.date(),
  reason: z.string().trim().max(500), // of a correction
})

/** Scores of the second stage; the reason is for those that are recorded already and change. */
export const secondStageInput = z.object({
  id: z.uuid(), // of the programme
  text: z.string().min(1).max(2_000_000),
  reason: z.string().trim().max(500),
})
