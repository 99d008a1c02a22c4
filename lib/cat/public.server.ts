import 'server-only'

/** What the rest of the house may ask of the exams. */
export { finishExpired } from '@/lib/cat/finish.server'
