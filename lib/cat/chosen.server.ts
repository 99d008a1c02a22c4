import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'

/** What was chosen at each place of an attempt's paper, counted from 1; null: cleared again. */
export type Chosen = Record<string, string | null>

/** The last choice at each place of each attempt. An attempt without an answer is not there. */
export async function chosenBy(tx: Tx, attemptIds: readonly string[]): Promise<Map<string, Chosen>> {
  const latest = await tx.execute<{ id: string; chosen: Chosen }>(sql`
    select attempt_id as id, jsonb_object_agg(item, option) as chosen from (
      select distinct on (attempt_id, item) attempt_id, item, option from exam_answer_events
      where attempt_id = any(${sql.param(attemptIds)}::uuid[])
      order by attempt_id, item, seq desc
    ) e group by 1`)
  return new Map(latest.map(({ id, chosen }) => [id, chosen]))
}
