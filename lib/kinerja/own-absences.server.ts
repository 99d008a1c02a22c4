import 'server-only'
import { desc, eq, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { absences } from '@/db/schema/kinerja-consequences'
import type { Context } from '@/lib/auth/actor'
import { rolesWith } from '@/lib/auth/permissions'
import { listHolders } from '@/lib/auth/role-holders.server'
import { type CivilDate, yearOf } from '@/lib/civil-date'
import { isOnLeave } from '@/lib/registry/leave.server'

/** A day that somebody recorded of the actor, with who and why, and whether it counts. */
export type OwnAbsence = {
  id: string
  absentOn: CivilDate
  ground: string
  recordedAt: Date
  recordedByName: string | null
  isOnLeave: boolean // recorded later than the absence: the day counts no more
  withdrawnAt: Date | null
  withdrawnReason: string | null
}

/** All days that were recorded of the actor, the latest first, also those that were taken back. */
export async function listOwnAbsences(context: Context): Promise<OwnAbsence[]> {
  const { employeeId } = context.actor
  if (!employeeId) return []
  return transact(context, (tx) =>
    tx
      .select({
        id: absences.id,
        absentOn: absences.absentOn,
        ground: absences.ground,
        recordedAt: absences.recordedAt,
        recordedByName: absences.recordedByName,
        isOnLeave: sql<boolean>`${isOnLeave(absences.employeeId, absences.absentOn)}`,
        withdrawnAt: absences.withdrawnAt,
        withdrawnReason: absences.withdrawnReason,
      })
      .from(absences)
      .where(eq(absences.employeeId, employeeId))
      .orderBy(desc(absences.absentOn)),
  )
}

/** The years of these days, the latest first; this one always. */
export function yearsOfAbsences(days: readonly OwnAbsence[], today: CivilDate): number[] {
  return [...new Set([today, ...days.map(({ absentOn }) => absentOn)].map(yearOf))].sort((a, b) => b - a)
}

/** Whom the actor asks to take a day back: who records them in the own agency. */
export async function absenceOfficers({ actor, now }: Context): Promise<{ name: string; office: string }[]> {
  const holders = await listHolders(actor.agencyId, rolesWith('absence.record'), now)
  return holders
    .filter(({ employeeId }) => employeeId !== actor.employeeId)
    .map(({ name, office }) => ({ name, office }))
}
