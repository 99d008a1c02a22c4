import * as z from 'zod'
import { closureSchema } from '@/lib/wbs/closure'
import { sealedInput } from '@/lib/wbs/office-inputs'
import { RESULTS, STEP_NAMES } from '@/lib/wbs/steps'

/** A step in the clear, beside the message in which it is signed. */
export const stepInput = sealedInput.pick({ report: true }).extend({
  step: z.enum(STEP_NAMES),
  result: z.enum(RESULTS).nullable(),
  message: sealedInput.pick({ seq: true, epoch: true, ct: true }),
  concluded: closureSchema
    .pick({ category: true, agencyKind: true, hasCorrectiveAction: true, hasRetaliation: true })
    .nullable(),
})
