import 'server-only'
import { AskLimit, callerOf } from '@/lib/documents/ask-limit'
import { RateLimit } from '@/lib/rate-limit'
import { settings } from '@/lib/settings.server'

const everybody = new RateLimit(300, 50)

/** What anybody may ask without signing in, and how often. Whoever sits in one hall may share one address. */
const limits = {
  code: new AskLimit(new RateLimit(30, 0.5), everybody),
  file: new AskLimit(new RateLimit(6, 0.1), everybody),
  examData: new AskLimit(new RateLimit(20, 0.5), new RateLimit(100, 10)),
  examSession: new AskLimit(new RateLimit(1_000, 20), new RateLimit(2_000, 200)),
}

/** False when the caller, or everybody together, asks too often. Addresses are kept in memory only. */
export function mayAsk(what: keyof typeof limits, forwardedFor: string | null, now: Date): boolean {
  return limits[what].take(callerOf(forwardedFor, settings().PUBLIC_URL !== undefined), now.getTime())
}
