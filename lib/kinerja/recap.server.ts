import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import type { RecapFilter } from '@/lib/kinerja/recap'
import { listUnits } from '@/lib/registry/employees.server'

const PAGE = 25

/** One person in a month. Ages are in whole days. */
export type RecapPerson = {
  id: string
  nip: string
  name: string
  unit: string
  filled: number // working days with entries
  missing: number // working days without, up to yesterday
  minutes: number // approved
  waiting: number // entries
  oldestWaitingDays: number | null // since the oldest one came in
  answeredInDays: number | null // from coming in to the answer, on average
}

export type RecapUnit = Omit<RecapPerson, 'nip' | 'name' | 'id'> & { id: number | null; people: number; behind: number }

export type Recap = { units: RecapUnit[]; rows: RecapPerson[]; total: number; size: number }

/**
 * A month of the actor's agency, or of the units that the actor heads: its units, and a page of its people, those with
 * most missing days first.
 */
export async function recapOf(
  context: Context,
  filter: RecapFilter & { page: number },
  today: CivilDate,
): Promise<Recap> {
  return transact(context, async (tx) => {
    const [found] = await tx.execute<Pick<Recap, 'units' | 'rows'>>(sql`
      with recap as materialized (${recapPeople(context, filter, today)}),
      by_unit as (
        select unit_id as id, unit, count(*)::int as people, count(*) filter (where missing > 0)::int as behind,
          sum(filled)::int as filled, sum(missing)::int as missing, sum(minutes)::int as minutes,
          sum(waiting)::int as waiting, max(oldest_waiting_days) as "oldestWaitingDays",
          round(sum(answered_days) / nullif(sum(answered), 0))::int as "answeredInDays"
        from recap group by unit_id, unit, preorder order by preorder nulls last, unit
      ), page as (${recapRows(sql`recap`, filter)} limit ${PAGE} offset ${(filter.page - 1) * PAGE})
      select coalesce((select json_agg(u) from by_unit u), '[]') as units,
        coalesce((select json_agg(p) from page p), '[]') as rows`)
    const { units, rows } = found ?? { units: [], rows: [] }
    const total = units.reduce((sum, { people, behind }) => sum + (filter.onlyMissing ? behind : people), 0)
    return { units, rows, total, size: PAGE }
  })
}

/** The list of people, of all or of those with missing days. */
export function recapRows(people: SQL, { onlyMissing }: RecapFilter): SQL {
  return sql`
    select id, nip, name, unit, filled, missing, minutes, waiting, oldest_waiting_days as "oldestWaitingDays",
      round(answered_days / nullif(answered, 0))::int as "answeredInDays"
    from ${people} as r where ${onlyMissing ? sql`missing > 0` : sql`true`} order by missing desc, name, id`
}

/** The people of a recap; `recap_people` in the database says who is in it and what counts. */
export function recapPeople({ actor }: Context, { month, unitId }: RecapFilter, today: CivilDate): SQL {
  const people = sql`select * from recap_people(${actor.agencyId}::int, ${month}::date, ${today}::date) p`
  const ofHead = sql`exists (select from units_headed_by_actor() h
    where h.agency_id = ${actor.agencyId} and p.preorder between h.preorder and h.last_preorder)`
  const ofUnit = sql`p.preorder between
    (select preorder from units where id = ${unitId ?? null} and agency_id = ${actor.agencyId})
    and (select last_preorder from units where id = ${unitId ?? null} and agency_id = ${actor.agencyId})`
  const conditions = [actor.scope.kind === 'self' && ofHead, unitId !== undefined && ofUnit].filter(
    (each) => each !== false,
  )
  return conditions.length === 0 ? people : sql`${people} where ${sql.join(conditions, sql` and `)}`
}

/** The units of the recap's list of choices: of the agency, or of the trees that the actor heads. */
export async function recapUnits(context: Context): Promise<{ id: number; name: string; depth: number }[]> {
  const all = await listUnits(context, context.actor.agencyId)
  if (context.actor.scope.kind !== 'self') return all
  const headed = await transact(context, (tx) =>
    tx.execute<{ id: number }>(sql`
      select u.id from units u join units_headed_by_actor() h on h.agency_id = u.agency_id
        and u.preorder between h.preorder and h.last_preorder`),
  )
  const own = new Set(headed.map(({ id }) => id))
  return all.filter(({ id }) => own.has(id))
}
