'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { assignInput, closeReportInput, deriveInput, reportInput } from '@/lib/kinerja/appraiser-input'
import { closeReport, reportAppraiser } from '@/lib/kinerja/appraiser-reports.server'
import { assignAppraiser } from '@/lib/kinerja/appraisers.server'
import { deriveAppraisers } from '@/lib/kinerja/derived-appraisers.server'

export const deriveAppraisersAction = action('appraiser.derive', deriveInput, async (context, input) => {
  const count = await deriveAppraisers(context, input)
  revalidatePath('/kinerja', 'layout')
  return count
})

export const assignAppraiserAction = action('appraiser.assign', assignInput, async (context, order) => {
  await assignAppraiser(context, order)
  revalidatePath('/kinerja', 'layout')
})

export const closeReportAction = action('appraiser.assign', closeReportInput, async (context, input) => {
  await closeReport(context, input)
  revalidatePath('/kinerja', 'layout')
})

export const reportAppraiserAction = action('appraiser.report', reportInput, async (context, input) => {
  await reportAppraiser(context, input)
  revalidatePath('/kinerja', 'layout')
})
