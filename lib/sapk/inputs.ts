import * as z from 'zod'
import { proofInput } from '@/lib/auth/inputs'
import { isCivilDate } from '@/lib/civil-date'
import { DETAIL_MIN_CHARACTERS, nextSteps } from '@/lib/sapk/proposal'
import { reasonCodes } from '@/lib/sapk/reasons'
import { NOTE_MAX_CHARACTERS } from '@/lib/sapk/review'

/** A reason of the list, what is meant by it, and what is to be done. */
export const codedReason = z.object({
  reasonCode: z.enum(reasonCodes),
  detail: z.string().trim().min(DETAIL_MIN_CHARACTERS, 'detail_too_short').max(1000, 'too_long'),
  nextStep: z.enum(nextSteps),
})
export type CodedReason = z.infer<typeof codedReason>

/** One proposal and the version that the person saw: a stale page is told so. */
export const proposalRef = z.object({ id: z.uuid(), version: z.number().int().positive() })
export type ProposalRef = z.infer<typeof proposalRef>

/** An approval, with what the technical approval says beside it, where the verifier adds anything. */
export const acceptInput = proposalRef.extend({
  note: z.string().trim().max(NOTE_MAX_CHARACTERS, 'too_long').optional(),
})
export type AcceptInput = z.infer<typeof acceptInput>

/** What a step needs that asks for a sentence and no reason from the list. */
export const detailInput = codedReason.pick({ detail: true })

/** Who takes a file over, and what they should know. */
export const forwardInput = detailInput.extend({ to: z.uuid('recipient_missing') })

/** Why a signed paper is taken back or corrected, by somebody who proves again who they are. */
export const revocationInput = proposalRef.extend({ ...detailInput.shape, ...proofInput.shape })

/** A decree that was signed outside, as its paper says. */
export const recordDecreeInput = proposalRef.extend({
  decreeNumber: z.string().trim().min(3).max(100, 'too_long'),
  decreeOn: z.string().refine(isCivilDate, 'invalid_date'),
})

/** What the record of such a decree should say, and what was wrong with it. */
export const correctRecordInput = recordDecreeInput.extend(detailInput.shape)
