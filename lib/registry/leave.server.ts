import 'server-only'
import { and, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { leaveHistory } from '@/db/schema/histories'
import type { CivilDate } from '@/lib/civil-date'
import { isStanding } from '@/lib/registry/histories.server'

/**
 * The last day of a row of `leave_history`: its end, or what its days come to, and never after the day before the
 * return. Null while nobody knows it. `leave_of_team_between` in the database says the same.
 */
export const lastDayOfLeave = sql<CivilDate | null>`least(
  coalesce(${leaveHistory.endsOn}, ${leaveHistory.effectiveOn} + ${leaveHistory.days} - 1),
  ${leaveHistory.returnedOn} - 1)`

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
