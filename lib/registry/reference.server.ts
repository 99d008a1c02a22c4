import 'server-only'
import { asc } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import type { ReferenceRow } from '@/db/reference/shapes'
import { referenceRows } from '@/db/schema/registry'
import { buildReference, type Reference } from '@/lib/registry/reference'

/** Every table the rules read, as it stands in the database now. */
export async function loadReference(tx: Tx): Promise<Reference> {
  const rows = await tx.select().from(referenceRows).orderBy(asc(referenceRows.tableName), asc(referenceRows.position))
  return buildReference(rows as ReferenceRow[])
}
