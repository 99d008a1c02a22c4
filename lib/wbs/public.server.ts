import 'server-only'

export { hasWbsTask } from '@/lib/wbs/task.server'
