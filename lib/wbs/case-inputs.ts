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

/** That somebody steps out of a report by themself. */
export const departureInput = reportInput.extend({ reason: z.enum(DEPARTURES) })

/** That it opens after all. */
export const retractionInput = unreadableInput.omit({ reason: true })

/** A step in the clear, beside the message in which it is signed. */
export const stepInput = sealedInput.pick({ report: true }).extend({
  step: z.enum(STEP_NAMES),
  result: z.enum(RESULTS).nullable(),
  message: sealedInput.pick({ seq: true, epoch: true, ct: true }),
  concluded: closureSchema
    .pick({ category: true, agencyKind: true, hasCorrectiveAction: true, hasRetaliation: true })
    .nullable(),
})
