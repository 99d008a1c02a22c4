import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'

/** What a ranking is made of and the ranking itself are written one after the other. */
export async function lockRanking(tx: Tx, programmeId: string, agencyId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`announce ${programmeId} ${agencyId}`}, 0))`)
}
