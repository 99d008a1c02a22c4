'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { renewDueDates } from '@/lib/sapk/due-date.server'
import { periodInput, periodRef } from '@/lib/sapk/period-input'
import { overridePeriod, resetPeriod } from '@/lib/sapk/periods.server'

export const overridePeriodAction = action('period.update', periodInput, async (context, input) => {
  await overridePeriod(context, input)
  await renewDueDates(context.now)
  revalidatePath('/admin/periode')
})

export const resetPeriodAction = action('period.update', periodRef, async (context, ref) => {
  await resetPeriod(context, ref)
  await renewDueDates(context.now)
  revalidatePath('/admin/periode')
})
