import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'

/** Held by many at once while they use a programme as it stands, before they ask whether it is confirmed. */
export async function holdProgramme(tx: Tx, programmeId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended(${`programme ${programmeId}`}, 0))`)
}

/** Held by one alone who changes a programme, before anything else of it: nobody begins to use it meanwhile. */
export async function holdProgrammeUse(tx: Tx, programmeId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`programme ${programmeId}`}, 0))`)
}
