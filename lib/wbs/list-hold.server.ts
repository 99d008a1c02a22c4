import 'server-only'
import { sql } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'

/**
 * Holds the list of recipients as it is until the end of the transaction: what is encrypted under a list comes in before the
 * next one is published, which counts it, or is held against the next one. Comes before every lock of a report.
 */
export async function holdList(tx: WbsTx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtext('list'))`)
}

/** Waits for all who hold the list, and keeps others from it until the next one stands. */
export async function holdListAlone(tx: WbsTx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('list'))`)
}
