import 'server-only'
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { absences } from '@/db/schema/kinerja-consequences'
import { employees } from '@/db/schema/registry'
import { recordAudit, recordAudits } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { absenceDecisionFindings } from '@/lib/kinerja/absence'
import type { absencesInput, withdrawAbsenceInput } from '@/lib/kinerja/absence-input'
import { type AbsenceLine, readAbsenceLines } from '@/lib/kinerja/absence-lines'
import { readHolidays, todayOf } from '@/lib/kinerja/evaluation-load.server'
import { Refusal, refuseUnless } from '@/lib/refusal'
import { isOnLeave } from '@/lib/registry/leave.server'
import { isWorkingDay } from '@/lib/working-days'

/**
 * Records days without a valid reason, all of them or none; a day that is known already stays as it is. Refuses with the
 * first line that cannot be: no NIP and day, nobody of the agency, a day that is not over, no working day of the person,
 * or leave.
 */
export async function recordAbsences(
  context: Context,
  { lines, ground }: z.output<typeof absencesInput>,
): Promise<{ recorded: number; known: number }> {
  const read = readAbsenceLines(lines)
  if (!Array.isArray(read)) throw faulty('kinerja.absence_line', read.faultyLine)
  return transact(context, async (tx) => {
    const people = await findPeople(tx, context, read)
    await refuseDays(tx, read, people, todayOf(context))
    const { agencyId, accountId } = context.actor
    const rows = read.map(({ nip, absentOn }) => ({
      employeeId: people.get(nip)?.id ?? '',
      agencyId,
      absentOn,
      ground,
      recordedAt: context.now,
      recordedBy: accountId ?? '',
    }))
    const added = await tx.insert(absences).values(rows).onConflictDoNothing().returning()
    await recordAudits(
      tx,
      context,
      'absence.record',
      added.map((after) => ({
        before: null,
        after,
        subject: { agencyId, employeeId: after.employeeId, subjectId: after.id, reason: ground },
      })),
    )
    return { recorded: added.length, known: rows.length - added.length }
  })
}

/**
 * Takes back a day that was recorded wrongly. Refuses with not_found when it is not there, or no more, and with
 * the unmet finding when it is the actor's own.
 */
export async function withdrawAbsence(context: Context, { id, reason }: z.output<typeof withdrawAbsenceInput>) {
  const { agencyId, accountId } = context.actor
  await transact(context, async (tx) => {
    const [before] = await tx
      .select()
      .from(absences)
      .where(and(eq(absences.id, id), eq(absences.agencyId, agencyId), isNull(absences.withdrawnAt)))
      .for('update')
    if (!before) throw new Refusal('not_found')
    refuseUnless(absenceDecisionFindings({ isOwn: before.employeeId === context.actor.employeeId, hasRecorded: false }))
    const after = { withdrawnAt: context.now, withdrawnBy: accountId, withdrawnReason: reason }
    await tx.update(absences).set(after).where(eq(absences.id, id))
    const { employeeId } = before
    await recordAudit(
      tx,
      context,
      'absence.withdraw',
      before,
      { ...before, ...after },
      {
        agencyId,
        employeeId,
        subjectId: id,
        reason,
      },
    )
  })
}

type Person = { id: string; cpnsOn: CivilDate }

async function findPeople(tx: Tx, { actor }: Context, lines: readonly AbsenceLine[]): Promise<Map<string, Person>> {
  const rows = await tx
    .select({ id: employees.id, nip: employees.nip, cpnsOn: employees.cpnsOn })
    .from(employees)
    .where(
      and(eq(employees.agencyId, actor.agencyId), inArray(employees.nip, [...new Set(lines.map(({ nip }) => nip))])),
    )
    .orderBy(asc(employees.nip))
  return new Map(rows.map(({ nip, ...person }) => [nip, person]))
}

async function refuseDays(
  tx: Tx,
  lines: readonly AbsenceLine[],
  people: ReadonlyMap<string, Person>,
  today: CivilDate,
) {
  const holidays = await readHolidays(tx)
  for (const { line, nip, absentOn } of lines) {
    const person = people.get(nip)
    if (!person) throw faulty('kinerja.absence_nip', line)
    if (absentOn >= today || absentOn < person.cpnsOn) throw faulty('kinerja.absence_day', line)
    if (!isWorkingDay(absentOn, holidays)) throw faulty('kinerja.absence_day_off', line)
  }
  const [away] = await tx.execute<{ line: number }>(sql`
    select a.line from json_to_recordset(${JSON.stringify(
      lines.map(({ line, nip, absentOn }) => ({ line, id: people.get(nip)?.id, day: absentOn })),
    )}::text::json) as a(line int, id uuid, day date)
    where ${isOnLeave(sql`a.id`, sql`a.day`)} order by a.line limit 1`)
  if (away) throw faulty('kinerja.absence_leave', away.line)
}

function faulty(code: string, line: number): Refusal {
  return new Refusal(code, { line }, { lines: code })
}
