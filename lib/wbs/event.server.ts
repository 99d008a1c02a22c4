import 'server-only'
import { desc, eq } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { events } from '@/db/wbs/schema'
import { canonical } from '@/lib/canonical-json'
import type { CivilDate } from '@/lib/civil-date'
import { sha256 } from '@/lib/wbs/bytes.server'

/**
 * Adds what happened to a report, for its reporter to see, chained to what happened before. The caller holds the lock of
 * the report or has just made it.
 *
 * @param event `role` says who did it and never names anybody
 */
export async function addEvent(
  tx: WbsTx,
  reportId: string,
  event: { happenedOn: CivilDate; kind: string; role: string },
): Promise<void> {
  const [last] = await tx
    .select({ number: events.number, chainHash: events.chainHash })
    .from(events)
    .where(eq(events.reportId, reportId))
    .orderBy(desc(events.number))
    .limit(1)
  const number = (last?.number ?? 0) + 1
  const before = last ? Buffer.from(last.chainHash).toString('hex') : ''
  const chainHash = sha256(canonical({ before, reportId, number, ...event }))
  await tx.insert(events).values({ reportId, number, ...event, chainHash })
}
