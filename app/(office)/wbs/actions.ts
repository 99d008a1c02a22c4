'use server'

import { action } from '@/lib/action.server'
import { sendMessage } from '@/lib/wbs/answer.server'
import { reportInput, sealedInput } from '@/lib/wbs/office-inputs'
import { handOutReport } from '@/lib/wbs/office-report.server'

export const readReportAction = action('wbs.handle', reportInput, ({ actor, now }, { report }) =>
  handOutReport(actor.accountId, report, now),
)

export const sendMessageAction = action('wbs.handle', sealedInput, ({ actor }, message) =>
  sendMessage(actor.accountId, message),
)
