'use server'

import { action } from '@/lib/action.server'
import { handOutPart } from '@/lib/wbs/attachment-part.server'
import { partInput } from '@/lib/wbs/office-inputs'

export const readPartAction = action('wbs.handle', partInput, ({ actor }, input) => handOutPart(actor.accountId, input))
