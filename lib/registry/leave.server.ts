import 'server-only'
import { and, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { leaveHistory } from '@/db/schema/histories'
import type { CivilDate } from '@/lib/civil-date'
import { isStanding } from '@/lib/registry/histories.server'

/** The last day of a row of `leave_history`, null while nobody knows it; the database says it, for its own functions too. */
const lastDayOfLeave = sql<CivilDate | null>`last_day_of_leave(${leaveHistory.effectiveOn}, ${leaveHistory.endsOn},
  ${leaveHistory.days}, ${leaveHistory.returnedOn})`

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
