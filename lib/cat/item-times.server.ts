import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { type FirstChoice, firstChoices } from '@/lib/cat/item-times'

type Timed = {
  id: string
  startedAt: number
  arrivals: [item: number, option: string | null, epoch: number, at: number][]
  pauses: number[] | null
}

/**
 * The first choice at each place of the paper, counted from 1, of every finished attempt of a session, as `firstChoices`
 * knows them. An attempt without an answer is not there.
 */
export async function firstChoicesBy(tx: Tx, sessionId: string): Promise<Map<string, Map<number, FirstChoice>>> {
  const attempts = await tx.execute<Timed>(sql`
    with paused as (
      select attempt_id, jsonb_agg(extract(epoch from recorded_at) * 1000) as pauses
      from exam_incidents where session_id = ${sessionId} and kind in ('pause', 'outage') group by 1
    )
    select a.id, (extract(epoch from a.started_at) * 1000)::float as "startedAt", e.arrivals, p.pauses
    from exam_attempts a left join paused p on p.attempt_id = a.id cross join lateral (
      select jsonb_agg(jsonb_build_array(item, option, epoch, at) order by seq) as arrivals
      from exam_answer_events where attempt_id = a.id
    ) e
    where a.session_id = ${sessionId} and a.state = 'finished' and e.arrivals is not null`)
  return new Map(
    attempts.map(({ id, startedAt, arrivals, pauses }) => {
      const named = arrivals.map(([item, option, epoch, at]) => ({ item, option, epoch, at }))
      return [id, firstChoices(named, startedAt, pauses ?? [])]
    }),
  )
}
