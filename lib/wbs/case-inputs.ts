import * as z from 'zod'
import { closureSchema } from '@/lib/wbs/closure'
import { DEPARTURES } from '@/lib/wbs/departure'
import { reportInput, sealedInput } from '@/lib/wbs/office-inputs'
import { RESULTS, STEP_NAMES } from '@/lib/wbs/steps'
import { UNREADABLE_REASONS } from '@/lib/wbs/unreadable-reasons'

/** That a report cannot be opened, as the browser of a reader signed it. */
export const unreadableInput = reportInput.extend({
  reason: z.enum(UNREADABLE_REASONS),
  on: z.iso.date(),
  signature: z.string().max(100),
})

/** That it opens after all. */
export const retractionInput = unreadableInput.omit({ reason: true })

/** That somebody goes out of a report for a conflict of interest. */
export const conflictInput = retractionInput.extend({ epoch: z.int().min(0).max(10_000) })

/** That somebody steps out of a report by themself. */
export const departureInput = conflictInput.extend({ reason: z.enum(DEPARTURES) })

/** A step in the clear, beside the message in which it is signed. */
export const stepInput = sealedInput.pick({ report: true }).extend({
  step: z.enum(STEP_NAMES),
  result: z.enum(RESULTS).nullable(),
  message: sealedInput.pick({ seq: true, epoch: true, ct: true }),
  concluded: closureSchema
    .pick({ category: true, agencyKind: true, hasCorrectiveAction: true, hasRetaliation: true })
    .nullable(),
})
