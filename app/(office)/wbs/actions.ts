'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { openRingOfNotes, sendMessage } from '@/lib/wbs/answer.server'
import { offerKeyOf } from '@/lib/wbs/desk.server'
import { keyChangeInput, offerInput, reportInput, reportsInput, sealedInput } from '@/lib/wbs/office-inputs'
import { handOutFirsts, handOutReport } from '@/lib/wbs/office-report.server'

export const readReportAction = action('wbs.handle', reportInput, ({ actor, now }, { report }) =>
  handOutReport(actor.accountId, report, now),
)

export const peekReportsAction = action('wbs.handle', reportsInput, ({ actor, now }, { reports }) =>
  handOutFirsts(actor.accountId, reports, now),
)

export const sendMessageAction = action('wbs.handle', sealedInput, ({ actor }, message) =>
  sendMessage(actor.accountId, message),
)

export const offerKeyAction = action('wbs.handle', offerInput, async ({ actor, now }, made) => {
  await offerKeyOf(actor.accountId, { ...made, name: actor.name }, now)
  revalidatePath('/wbs', 'layout')
})

export const openNotesAction = action('wbs.handle', keyChangeInput, ({ actor, now }, change) =>
  openRingOfNotes(actor.accountId, change, now),
)
