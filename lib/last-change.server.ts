import 'server-only'
import { desc, type SQL } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { auditEvents } from '@/db/schema/audit'

/** Who made the last of these changes, and when, as far as the actor may read the trail. */
export async function lastChange(tx: Tx, changes: SQL | undefined): Promise<{ by: string; at: Date } | undefined> {
  const [last] = await tx
    .select({ by: auditEvents.actorName, at: auditEvents.at })
    .from(auditEvents)
    .where(changes)
    .orderBy(desc(auditEvents.seq))
    .limit(1)
  return last
}
