import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { ofAgencies } from '@/lib/cat/exam-scope.server'

/** A session that was not held yet, with papers made of an item. */
export type ComingSession = { id: string; number: number; site: string; zone: string; startsAt: Date }

/** How often an item was shown: in how many sessions that began, to how many people, and in which it still will be. */
export type ItemExposure = { sessions: number; people: number; toCome: ComingSession[] }

/**
 * In how many sessions that began each of these items was, whatever its wording then; counted from the papers, kept
 * nowhere.
 */
export async function timesUsed(tx: Tx, itemIds: readonly string[]): Promise<Map<string, number>> {
  if (itemIds.length === 0) return new Map()
  const rows = await tx.execute<{ id: string; used: number }>(sql`
    select v.item_id as id, count(distinct s.id)::int as used
    from exam_sessions s, jsonb_array_elements_text(s.content) as c (version)
    join exam_item_versions v on v.id = c.version::uuid
    where s.released_at is not null and v.item_id in ${itemIds} group by v.item_id`)
  return new Map(rows.map(({ id, used }) => [id, used]))
}

export async function itemExposure(context: Context, itemId: string): Promise<ItemExposure> {
  const sessions = await transact(context, (tx) =>
    tx.execute<ComingSession & { hasBegun: boolean; people: number }>(sql`
      select s.id, s.number, i.name as site, i.time_zone as zone, s.starts_at as "startsAt",
        s.released_at is not null as "hasBegun",
        (select count(*)::int from exam_attempts a where a.session_id = s.id and a.started_at is not null) as people
      from exam_sessions s join exam_sites i on i.id = s.site_id
      where (s.released_at is not null or s.state <> 'void') and ${ofAgencies(context, sql`s.agency_id`)}
        and exists (select from exam_item_versions v where v.item_id = ${itemId} and s.content ? v.id::text)
      order by s.starts_at`),
  )
  const held = sessions.filter(({ hasBegun }) => hasBegun)
  return {
    sessions: held.length,
    people: held.reduce((sum, { people }) => sum + people, 0),
    toCome: sessions.flatMap(({ hasBegun, people: _, ...session }) =>
      hasBegun ? [] : [{ ...session, startsAt: new Date(session.startsAt) }],
    ),
  }
}

/** How many items of session `s` are known outside, as long as it is not over. */
export const leakedItems: SQL<number> = sql<number>`case when s.state in ('open', 'released') then (
  select count(distinct i.id)::int from jsonb_array_elements_text(s.content) as c(version)
  join exam_item_versions v on v.id = c.version::uuid join exam_items i on i.id = v.item_id
  where i.state = 'leaked') else 0 end`
