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
import { faultyLine } from '@/lib/kinerja/faulty-line'
import { todayOf } from '@/lib/kinerja/today'
import { Refusal, refuseUnless } from '@/lib/refusal'
import { readHolidays } from '@/lib/registry/holidays.server'
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
  if (!Array.isArray(read)) throw faultyLine('kinerja.absence_line', read.faultyLine)
  return transact(context, async (tx) => {
    const { people, faults } = await faultsOfLines(tx, context, read)
    const first = read.find(({ line }) => faults.has(line))
    if (first) throw faultyLine(`kinerja.${faults.get(first.line)}`, first.line)
    const days = read.map(({ nip, absentOn }) => ({ employeeId: people.get(nip)?.id ?? '', absentOn, ground }))
    const recorded = await addAbsences(tx, context, days, null)
    return { recorded, known: days.length - recorded }
  })
}

type Day = { employeeId: string; absentOn: CivilDate; ground: string }

/** Writes days that the rules let through; one that is known already stays as it is. Returns how many are new. */
export async function addAbsences(
  tx: Tx,
  context: Context,
  days: readonly Day[],
  importId: string | null,
): Promise<number> {
  const { agencyId, accountId, name } = context.actor
  const facts = { agencyId, importId, recordedAt: context.now, recordedBy: accountId ?? '', recordedByName: name }
  const added = await tx
    .insert(absences)
    .values(days.map((day) => ({ ...day, ...facts })))
    .onConflictDoNothing()
    .returning()
  await recordAudits(
    tx,
    context,
    'absence.record',
    added.map((after) => ({
      before: null,
      after,
      subject: { agencyId, employeeId: after.employeeId, subjectId: after.id, reason: after.ground },
    })),
  )
  return added.length
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

type DayFault = 'absence_nip' | 'absence_day' | 'absence_day_off' | 'absence_leave'

/** Why a line cannot be recorded, by its number: nobody of the agency, a day that is not over, a day off, or leave. */
export async function faultsOfLines(tx: Tx, context: Context, lines: readonly AbsenceLine[]) {
  const people = await findPeople(tx, context, lines)
  const today = todayOf(context)
  const holidays = await readHolidays(tx)
  const faults = new Map<number, DayFault>()
  for (const { line, nip, absentOn } of lines) {
    const person = people.get(nip)
    if (!person) faults.set(line, 'absence_nip')
    else if (absentOn >= today || absentOn < person.cpnsOn) faults.set(line, 'absence_day')
    else if (!isWorkingDay(absentOn, holidays)) faults.set(line, 'absence_day_off')
  }
  const away = await tx.execute<{ line: number }>(sql`
    select a.line from json_to_recordset(${JSON.stringify(
      lines.map(({ line, nip, absentOn }) => ({ line, id: people.get(nip)?.id, day: absentOn })),
    )}::text::json) as a(line int, id uuid, day date)
    where ${isOnLeave(sql`a.id`, sql`a.day`)}`)
  for (const { line } of away) if (!faults.has(line)) faults.set(line, 'absence_leave')
  return { people, faults }
}
