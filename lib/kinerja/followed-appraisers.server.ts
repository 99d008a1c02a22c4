import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import type { CivilDate } from '@/lib/civil-date'

/**
 * What follows from another appraiser in a time: entries of these days go to the one whom each day has now, and where
 * these people appraise others, agreed plans that named no superior of theirs do. Returns how many entries went on.
 */
export async function followAppraisers(
  tx: Tx,
  { employeeIds, startsOn, endsOn }: { employeeIds: string[]; startsOn: CivilDate; endsOn: CivilDate | null },
): Promise<number> {
  const people = sql`array(select value::uuid from jsonb_array_elements_text(
    ${JSON.stringify(employeeIds)}::text::jsonb))`
  const [moved] = await tx.execute<{ entries: number }>(
    sql`select readdress_entries(${people}, ${startsOn}::date, ${endsOn}::date) as entries`,
  )
  await tx.execute(sql`select name_superiors(${people})`)
  return moved?.entries ?? 0
}

/**
 * Appraisers of an agency are changed one after the other, and while nobody saves entries for them: who does, shares the
 * lock (`take_entries_turn`).
 */
export async function lockAppraisers(tx: Tx, agencyId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(appraisers_lock(${agencyId}))`)
}
