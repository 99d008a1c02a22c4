import 'server-only'
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { standsSql } from '@/lib/registry/histories.server'

/** Whether a person was on leave on a day, of columns or values. */
export function isOnLeave(employeeId: SQLWrapper, day: SQLWrapper): SQL {
  return sql`exists (select from leave_history l where l.employee_id = ${employeeId} and ${sql.raw(standsSql('leave_history', 'l'))}
    and ${day} between l.effective_on
      and coalesce(last_day_of_leave(l.effective_on, l.ends_on, l.days, l.returned_on), 'infinity'))`
}
