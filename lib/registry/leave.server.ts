import 'server-only'
import { and, eq, gte, isNull, lte, or } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { leaveHistory } from '@/db/schema/histories'
import type { CivilDate } from '@/lib/civil-date'
import { isStanding } from '@/lib/registry/histories.server'

/** The leave of a person that touches some days: its first and last day, null while it goes on. */
export function leaveOf(
  tx: Tx,
  employeeId: string,
  from: CivilDate,
  to: CivilDate,
): Promise<{ startsOn: CivilDate; endsOn: CivilDate | null }[]> {
  return tx
    .select({ startsOn: leaveHistory.effectiveOn, endsOn: leaveHistory.endsOn })
    .from(leaveHistory)
    .where(
      and(
        eq(leaveHistory.employeeId, employeeId),
        isStanding(tx, leaveHistory),
        lte(leaveHistory.effectiveOn, to),
        or(isNull(leaveHistory.endsOn), gte(leaveHistory.endsOn, from)),
      ),
    )
}
