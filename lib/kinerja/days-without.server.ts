import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { GAP_DAYS } from '@/lib/kinerja/daily-reminder'
import { isOnLeave } from '@/lib/registry/leave.server'
import { isWorkingDaySql } from '@/lib/working-days.server'

/** How far back a gap is looked for, in days. */
const LOOKED_BACK_DAYS = 31

/** Whether an agreed SKP of a person covers a day, of columns or values. */
export function hasAgreedPlan(person: SQL, day: SQL): SQL {
  return sql`exists (select from plans p where p.employee_id = ${person} and p.state = 'agreed'
    and ${day} between p.starts_on and p.ends_on)`
}

/**
 * Working days of a person up to and without a day on which nothing is written down, though there is an agreed SKP and
 * no leave. Of whoever has no agreed SKP in these days nothing more is asked.
 *
 * @param first civil date that is still looked at
 * @param before civil date that is not
 */
export function daysWithout(person: SQL, first: SQL, before: SQL): SQL {
  return sql`
    select d::date as day
    from plans p cross join generate_series(greatest(${first}, p.starts_on), least(${before} - 1, p.ends_on), '1 day') d
    where p.employee_id = ${person} and p.state = 'agreed' and ${isWorkingDaySql(sql`d::date`)}
      and not exists (select from daily_entries w
        where w.employee_id = ${person} and w.work_on = d::date and w.state <> 'withdrawn')
      and not ${isOnLeave(person, sql`d::date`)}`
}

/** The days of a gap that goes on until today: since the last day with an entry, `GAP_DAYS` of them at least, or no row. */
export function gapOf(person: SQL, today: SQL): SQL {
  const since = sql`greatest(${today} - ${LOOKED_BACK_DAYS}::int, (select max(w.work_on) + 1 from daily_entries w
    where w.employee_id = ${person} and w.work_on < ${today} and w.state <> 'withdrawn'))`
  return sql`
    select array_agg(g.day order by g.day) as days, min(g.day) as oldest_on
    from (${daysWithout(person, since, today)}) g having count(*) >= ${GAP_DAYS}`
}

/** The days of this month without entries, up to yesterday, or no row. */
export function monthLacks(person: SQL, today: SQL): SQL {
  return sql`
    select array_agg(g.day order by g.day) as days, min(g.day) as oldest_on
    from (${daysWithout(person, sql`date_trunc('month', ${today})::date`, today)}) g having count(*) > 0`
}
