import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'

/**
 * One page of a list that is dear to work out, and how many rows it has in all, in one run of it. The rows come as JSON:
 * a date or a numeric in them would be a text or a number, so cast it in the list to what `Row` says.
 */
export async function readPage<Row>(
  tx: Tx,
  list: SQL,
  page: number,
  size: number,
): Promise<{ rows: Row[]; total: number; size: number }> {
  const [found] = await tx.execute<{ rows: Row[]; total: number }>(sql`
    with x as materialized (${list})
    select (select count(*)::int from x) as total,
      coalesce((select json_agg(p) from (select * from x limit ${size} offset ${(page - 1) * size}) p), '[]') as rows`)
  return { rows: found?.rows ?? [], total: found?.total ?? 0, size }
}
