import 'server-only'
import { and, isNull, lt, or } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { sessions, signInThrottles } from '@/db/schema/access'
import { systemContext } from '@/lib/auth/actor'

const KEPT_DAYS = 90

/**
 * Forgets sessions that ended, and names that nobody has tried, for three months. A name that is closed stays closed:
 * the longest pause ends only when the administrator says so.
 */
export async function forgetSignIns(now: Date): Promise<void> {
  const before = new Date(+now - KEPT_DAYS * 86_400_000)
  await transact(systemContext('cleaning', now), async (tx) => {
    await tx.delete(sessions).where(or(lt(sessions.expiresAt, before), lt(sessions.revokedAt, before)))
    await tx
      .delete(signInThrottles)
      .where(
        and(
          lt(signInThrottles.lastAttemptAt, before),
          or(isNull(signInThrottles.blockedUntil), lt(signInThrottles.blockedUntil, now)),
        ),
      )
  })
}
