import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import type { Period, Rollup } from '@/lib/kinerja/evaluation'

/**
 * Approved work of a plan's owner in a period, by result of the plan, whoever approved it; for the people of the plan.
 * Work for a line of another revision counts for the same line. It is evidence and no rating.
 */
export async function rollups(tx: Tx, planId: string, { startsOn, endsOn }: Period): Promise<Map<string, Rollup>> {
  const rows = await tx.execute<{ item: string; rollup: Rollup }>(
    sql`select item, rollup from approved_work(${planId}::uuid, ${startsOn}::date, ${endsOn}::date)`,
  )
  return new Map(rows.map(({ item, rollup }) => [item, rollup]))
}
