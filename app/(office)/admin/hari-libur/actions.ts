'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { copyHolidaysToWbs } from '@/lib/holidays-of-wbs.server'
import { failureOf, log } from '@/lib/log.server'
import { removeHoliday, setHoliday } from '@/lib/registry/holidays.server'
import { holidayInput, holidayRef } from '@/lib/registry/reference-edit'
import { renewDueDates } from '@/lib/sapk/public.server'

export const setHolidayAction = action('reference.update', holidayInput, async (context, input) => {
  await setHoliday(context, input)
  await renewDueDates(context.now)
  revalidatePath('/admin/hari-libur')
  await copyHolidaysToWbs(context).catch(later)
})

export const removeHolidayAction = action('reference.update', holidayRef, async (context, ref) => {
  await removeHoliday(context, ref)
  await renewDueDates(context.now)
  revalidatePath('/admin/hari-libur')
  await copyHolidaysToWbs(context).catch(later)
})

/** The day is saved whatever becomes of the copy, which is made again every hour. */
function later(error: unknown): void {
  log('wbs').warn(failureOf(error), 'holidays were not copied')
}
