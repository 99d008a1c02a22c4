import 'server-only'
import type { Context } from '@/lib/auth/actor'
import { listAllHolidays } from '@/lib/registry/holidays.server'
import { replaceHolidays } from '@/lib/wbs/public.server'

/** Copies the days off of the office to where deadlines of reports are counted; no database reads the other. */
export async function copyHolidaysToWbs(context: Context): Promise<void> {
  if (process.env.WBS_APP_DATABASE_URL) await replaceHolidays(() => listAllHolidays(context))
}
