import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'

/** The version of a row of a query over one table: the transaction that wrote it. */
export const rowVersion = sql<string>`xmin::text`

/** Makes those who write one thing come one after the other, also where nothing of it is there yet to be locked. */
export async function lockWriters(tx: Tx, subject: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 0))`)
}
