import 'server-only'
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** Whether a person was on leave on a day, of columns or values. */
export function isOnLeave(employeeId: SQLWrapper, day: SQLWrapper): SQL {
  return sql`exists (select from leave_history l where l.employee_id = ${employeeId} and not l.is_void
    and ${day} between l.effective_on
      and coalesce(last_day_of_leave(l.effective_on, l.ends_on, l.days, l.returned_on), 'infinity')
    and not exists (select from leave_history n where n.replaces_id = l.id))`
}
