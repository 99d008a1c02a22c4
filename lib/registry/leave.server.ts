import 'server-only'
import { and, eq, gte, isNull, lte, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { leaveHistory } from '@/db/schema/histories'
import type { CivilDate } from '@/lib/civil-date'
import { isStanding } from '@/lib/registry/histories.server'

/** The last day of a row of `leave_history`, null while nobody knows it; the database says it, for its own functions too. */
const lastDayOfLeave = sql<CivilDate | null>`last_day_of_leave(${leaveHistory.effectiveOn}, ${leaveHistory.endsOn},
  ${leaveHistory.days}, ${leaveHistory.returnedOn})`

/** Whether a person was on leave on a day, of columns or values. */
export function isOnLeave(employeeId: SQLWrapper, day: SQLWrapper): SQL {
  return sql`exists (select from leave_history l where l.employee_id = ${employeeId} and not l.is_void
    and ${day} between l.effective_on
      and coalesce(last_day_of_leave(l.effective_on, l.ends_on, l.days, l.returned_on), 'infinity')
    and not exists (select from leave_history n where n.replaces_id = l.id))`
}

/** The leave of a person that touches some days: its first and last day, null while it goes on. */
export function leaveOf(
  tx: Tx,
  employeeId: string,
  from: CivilDate,
  to: CivilDate,
): Promise<{ startsOn: CivilDate; endsOn: CivilDate | null }[]> {
  return tx
    .select({ startsOn: leaveHistory.effectiveOn, endsOn: lastDayOfLeave })
    .from(leaveHistory)
    .where(
      and(
        eq(leaveHistory.employeeId, employeeId),
        isStanding(tx, leaveHistory),
        lte(leaveHistory.effectiveOn, to),
        or(isNull(lastDayOfLeave), gte(lastDayOfLeave, from)),
      ),
    )
}
