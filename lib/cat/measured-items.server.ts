import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'

/**
 * Adds what the answers of a session that is being sealed say of its items to what earlier sessions said: how many people
 * had each, and what share of its highest points they got on average. A blank is nothing. Disqualified people do not
 * count, nor does an item that was changed since.
 */
export async function measureItems(tx: Tx, sessionId: string): Promise<void> {
  await tx.execute(sql`
    with form as (
      select (c.place - 1)::int as place, v.item_id, v.id as version,
        (select max(points) from exam_item_keys where version_id = v.id) as best
      from exam_sessions s, jsonb_array_elements_text(s.content) with ordinality as c (version, place)
      join exam_item_versions v on v.id = c.version::uuid
      where s.id = ${sessionId} and v.number = (select max(number) from exam_item_versions where item_id = v.item_id)
    ), people as (
      select id from exam_attempts where session_id = ${sessionId} and state = 'finished'
    ), chosen as (
      select distinct on (e.attempt_id, e.item) e.attempt_id, e.item, e.option
      from exam_answer_events e join people p on p.id = e.attempt_id order by e.attempt_id, e.item, e.seq desc
    ), answered as materialized ( -- once, not anew for each item of the form
      select (d.paper -> (c.item - 1) ->> 'place')::int as place, c.option, count(*) as times
      from chosen c join exam_papers d on d.attempt_id = c.attempt_id group by 1, 2
    ), measured as (
      select f.item_id, n.people, coalesce(sum(k.points * r.times), 0)::float / f.best / n.people as share
      from form f cross join (select count(*)::int as people from people) n
      left join answered r on r.place = f.place
      left join exam_item_keys k on k.version_id = f.version and k.option = r.option
      where n.people > 0 and f.best > 0 group by f.item_id, f.best, n.people
    )
    update exam_items i set measured_people = i.measured_people + m.people,
      measured_share = (coalesce(i.measured_share, 0) * i.measured_people + m.share * m.people)
        / (i.measured_people + m.people)
    from measured m where i.id = m.item_id`)
}

/** The mean difficulty of each section over the forms that a programme had before at an agency. */
export async function earlierDifficulty(
  tx: Tx,
  { programmeId, agencyId }: { programmeId: string; agencyId: number },
): Promise<Record<string, number>> {
  const rows = await tx.execute<{ section: string; mean: number }>(sql`
    select b ->> 'section' as section, avg((b ->> 'mean')::float)::float as mean
    from exam_sessions s, jsonb_array_elements(s.balance) b
    where s.programme_id = ${programmeId} and s.agency_id = ${agencyId} and s.state <> 'void'
      and (b ->> 'measured')::int * 2 >= (b ->> 'items')::int and b ->> 'mean' is not null
    group by 1`)
  return Object.fromEntries(rows.map(({ section, mean }) => [section, mean]))
}
