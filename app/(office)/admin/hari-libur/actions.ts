'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { copyHolidaysToWbs } from '@/lib/holidays-of-wbs.server'
import { holidayInput, holidayRef } from '@/lib/registry/reference-edit'
import { removeHoliday, setHoliday } from '@/lib/registry/reference-edit.server'
import { renewDueDates } from '@/lib/sapk/public.server'

export const setHolidayAction = action('reference.update', holidayInput, async (context, input) => {
  await setHoliday(context, input)
  await renewDueDates(context.now)
  await copyHolidaysToWbs(context)
  revalidatePath('/admin/hari-libur')
})

export const removeHolidayAction = action('reference.update', holidayRef, async (context, { day }) => {
  await removeHoliday(context, day)
  await renewDueDates(context.now)
  await copyHolidaysToWbs(context)
  revalidatePath('/admin/hari-libur')
})
