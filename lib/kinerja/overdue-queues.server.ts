import 'server-only'
import { sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'

/** An appraiser who left entries unanswered for longer than the agency's working days; null where nobody appraises. */
export type OverdueQueue = {
  appraiserId: string | null
  name: string | null
  position: string | null
  entries: number
  people: number
  oldestOn: CivilDate
}

/**
 * Queues that are overdue: of the appraisers whom the actor appraises, or of the actor's agency for its performance
 * officer. They are shown; silence approves nothing.
 */
export async function overdueQueues(context: Context, today: CivilDate): Promise<OverdueQueue[]> {
  const rows = await transact(context, (tx) =>
    tx.execute<OverdueQueue>(sql`
      select appraiser_id as "appraiserId", name, position, entries, people, oldest_on::text as "oldestOn"
      from overdue_queues(${today}::date)`),
  )
  return [...rows]
}
