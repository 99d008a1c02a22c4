import 'server-only'
import { sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { auditEvents, auditSeals } from '@/db/schema/audit'
import { newestSeal, unsealedAfter } from '@/lib/audit-seal.server'
import { systemContext } from '@/lib/auth/actor'

const LATE_SECONDS = 60

/** Whether the trail is sealed as it grows: the newest seal, and what still waits for one. Reads no event's content. */
export function sealHealth(now: Date) {
  return transact(systemContext('sealer', now), async (tx) => {
    const last = await newestSeal(tx)
    const [sealed] = await tx
      .select({ events: sql<number>`coalesce(sum(${auditSeals.eventCount}), 0)::int` })
      .from(auditSeals)
    const [waiting] = await tx
      .select({
        events: sql<number>`count(*)::int`,
        seconds: sql<number>`coalesce(extract(epoch from clock_timestamp() - min(${auditEvents.at})), 0)::float`,
      })
      .from(auditEvents)
      .where(unsealedAfter(last))
    return {
      lastSealedAt: last?.sealedAt,
      sealedEvents: sealed?.events ?? 0,
      unsealedEvents: waiting?.events ?? 0,
      isKeepingUp: (waiting?.seconds ?? 0) < LATE_SECONDS,
    }
  })
}
