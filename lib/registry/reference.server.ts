import 'server-only'
import { asc, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import type { ReferenceRow } from '@/db/reference/shapes'
import { referenceRows } from '@/db/schema/reference'
import { buildReference, type Reference } from '@/lib/registry/reference'

let kept: { state: string; reference: Reference } | undefined

/** Every table the rules read, as it stands in the database now. Read again only when a row was written since. */
export async function loadReference(tx: Tx): Promise<Reference> {
  const [found] = await tx
    .select({ state: sql<string>`concat_ws(' ', count(*), sum(extract(epoch from ${referenceRows.recordedAt})))` })
    .from(referenceRows)
  const state = found?.state ?? ''
  if (kept?.state !== state) {
    const rows = await tx
      .select()
      .from(referenceRows)
      .orderBy(asc(referenceRows.tableName), asc(referenceRows.position))
    kept = { state, reference: buildReference(rows as ReferenceRow[]) }
  }
  return kept.reference
}
