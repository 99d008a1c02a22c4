import 'server-only'

export { replaceHolidays } from '@/lib/wbs/holidays.server'
export { hasWbsTask } from '@/lib/wbs/task.server'
