import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, lastOfMonth } from '@/lib/civil-date'
import type { RecapFilter } from '@/lib/kinerja/recap'
import { lastDayOfLeave } from '@/lib/registry/leave.server'

const PAGE = 50

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

/** A month of the actor's agency: its units, and a page of its people, those with most missing days first. */
export async function recapOf(context: Context, filter: RecapFilter & { page: number }, today: CivilDate) {
  const people = recapPeople(context, filter, today)
  return transact(context, async (tx) => {
    const units = await tx.execute<RecapUnit>(sql`
      with recap as materialized (${people})
      select unit_id as id, unit, count(*)::int as people, count(*) filter (where missing > 0)::int as behind,
        sum(filled)::int as filled, sum(missing)::int as missing, sum(minutes)::int as minutes,
        sum(waiting)::int as waiting, max(oldest_waiting_days) as "oldestWaitingDays",
        (sum(answered_days) / nullif(sum(answered), 0))::int as "answeredInDays"
      from recap group by unit_id, unit, preorder order by preorder nulls last, unit`)
    const rows = await tx.execute<RecapPerson>(sql`
      ${recapRows(people, filter)} limit ${PAGE} offset ${(filter.page - 1) * PAGE}`)
    return { units: [...units], rows: [...rows], ...pageOf(units, filter) }
  })
}

/** How many people a list has, and which of them the page shows; the units already know. */
function pageOf(units: readonly RecapUnit[], { onlyMissing, page }: RecapFilter & { page: number }) {
  const total = units.reduce((sum, { people, behind }) => sum + (onlyMissing ? behind : people), 0)
  return { total, from: Math.min((page - 1) * PAGE + 1, total), to: Math.min(page * PAGE, total) }
}

/** The list of people, of all or of those with missing days. */
export function recapRows(people: SQL, { onlyMissing }: RecapFilter): SQL {
  return sql`
    with recap as materialized (${people})
    select id, nip, name, unit, filled, missing, minutes, waiting, oldest_waiting_days as "oldestWaitingDays",
      (answered_days / nullif(answered, 0))::int as "answeredInDays"
    from recap where ${onlyMissing ? sql`missing > 0` : sql`true`} order by missing desc, name, id`
}

/**
 * People of the actor's agency with what they wrote down in a month. Whoever has left, has died, had not begun or was on
 * leave on every working day is left out; a working day counts once it is over.
 */
export function recapPeople({ actor }: Context, { month, unitId }: RecapFilter, today: CivilDate): SQL {
  const last = lastOfMonth(month)
  const ofUnit =
    unitId === undefined
      ? sql`true`
      : sql`u.preorder between (select preorder from units where id = ${unitId} and agency_id = ${actor.agencyId})
          and (select last_preorder from units where id = ${unitId} and agency_id = ${actor.agencyId})`
  return sql`
    with days as materialized (
      select d::date as day from generate_series(${month}::date, least(${last}::date, ${today}::date - 1), '1 day') d
      where extract(isodow from d) < 6 and not exists (select from holidays h where h.day = d::date)
    ), people as materialized (
      select e.id, e.nip, e.name, e.cpns_on, u.id as unit_id, coalesce(u.name, '') as unit, u.preorder
      from employees e left join units u on u.id = e.unit_id
      where e.agency_id = ${actor.agencyId} and e.legal_status = '01' and e.deceased_on is null
        and e.merged_into_id is null and e.cpns_on <= ${last}::date and ${ofUnit}
    ), away as materialized (
      select distinct leave_history.employee_id, d.day
      from leave_history join people p on p.id = leave_history.employee_id
      join days d on d.day between leave_history.effective_on and coalesce(${lastDayOfLeave}, 'infinity')
      where not is_void and not exists (select from leave_history n where n.replaces_id = leave_history.id)
    ), worked as materialized (
      select e.employee_id, e.work_on, sum(e.approved_minutes) filter (where e.state = 'approved') as minutes,
        bool_or(e.state in ('submitted', 'returned', 'approved')) as stands,
        count(*) filter (where e.state = 'submitted') as waiting,
        min(coalesce(e.first_received_at, e.received_at)) filter (where e.state = 'submitted') as oldest,
        count(*) filter (where e.reviewed_at >= e.received_at) as answered, -- not what came in anew since
        sum(extract(epoch from e.reviewed_at - coalesce(e.first_received_at, e.received_at)) / 86400)
          filter (where e.reviewed_at >= e.received_at) as answered_days
      from daily_entries e
      where e.agency_id = ${actor.agencyId} and e.work_on between ${month} and ${last} and e.state <> 'withdrawn'
      group by e.employee_id, e.work_on
    ), done as materialized (
      select w.employee_id, count(d.day) filter (where w.stands and a.day is null) as filled, sum(w.minutes) as minutes,
        sum(w.waiting) as waiting, min(w.oldest) as oldest, sum(w.answered) as answered,
        sum(w.answered_days) as answered_days
      from worked w left join days d on d.day = w.work_on
      left join away a on a.employee_id = w.employee_id and a.day = w.work_on
      group by w.employee_id
    ), off as materialized (
      select a.employee_id, count(*) as days from away a join people p on p.id = a.employee_id
      where a.day >= p.cpns_on group by a.employee_id
    ), expected as materialized (
      select p.id, (case when p.cpns_on <= ${month}::date then (select count(*) from days)
        else (select count(*) from days where day >= p.cpns_on) end) - coalesce(o.days, 0) as days
      from people p left join off o on o.employee_id = p.id
    )
    select p.id, p.nip, p.name, p.unit_id, p.unit, p.preorder, coalesce(w.filled, 0)::int as filled,
      greatest(x.days - coalesce(w.filled, 0), 0)::int as missing, coalesce(w.minutes, 0)::int as minutes,
      coalesce(w.waiting, 0)::int as waiting, (${today}::date - w.oldest::date) as oldest_waiting_days,
      coalesce(w.answered, 0)::int as answered, coalesce(w.answered_days, 0) as answered_days
    from people p join expected x on x.id = p.id left join done w on w.employee_id = p.id
    where x.days > 0`
}
