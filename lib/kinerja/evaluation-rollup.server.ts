import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import type { Period, Rollup } from '@/lib/kinerja/evaluation'

/**
 * Approved work of a person in a period, by result of the plan. Work for a line of another revision counts for the same
 * line. It is evidence and no rating.
 */
export async function rollups(
  tx: Tx,
  plan: { id: string; employeeId: string },
  { startsOn, endsOn }: Period,
): Promise<Map<string, Rollup>> {
  const rows = await tx.execute<{ item: string; unit: string | null; entries: number; quantity: number | null }>(sql`
    select item.id as item, nullif(btrim(d.unit), '') as unit, count(*)::int as entries,
      sum(d.quantity)::float8 as quantity
    from daily_entries d
    join plan_items served on served.id = d.plan_item_id
    join plan_items item on item.line_id = served.line_id and item.plan_id = ${plan.id}
    where d.employee_id = ${plan.employeeId} and d.state = 'approved' and d.work_on between ${startsOn} and ${endsOn}
    group by 1, 2 order by 1, 2`)
  const found = new Map<string, Rollup>()
  for (const { item, unit, entries, quantity } of rows) {
    const rollup = found.get(item) ?? { entries: 0, quantities: [] }
    rollup.entries += entries
    if (unit !== null && quantity !== null) rollup.quantities.push({ unit, quantity })
    found.set(item, rollup)
  }
  return found
}
