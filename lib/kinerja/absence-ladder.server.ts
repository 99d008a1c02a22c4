import 'server-only'
import { and, asc, desc, eq, gte, isNull, lte, not } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { absenceDecisions, absences } from '@/db/schema/kinerja-consequences'
import { employees, units } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { addMonths, type CivilDate, civilDate, yearOf } from '@/lib/civil-date'
import { type AbsenceSanction, absenceDecisionFindings, absenceProposal, gravityOf } from '@/lib/kinerja/absence'
import type { DecideAbsence } from '@/lib/kinerja/absence-input'
import { Refusal, refuseUnless } from '@/lib/refusal'
import { readHolidays } from '@/lib/registry/holidays.server'
import { isOnLeave } from '@/lib/registry/leave.server'

export type AbsentDay = { id: string; absentOn: CivilDate; ground: string; recordedBy: string }

/** Somebody who was absent in a year: the days, what they come to, and what was decided about it. */
export type AbsentPerson = {
  employeeId: string
  nip: string
  name: string
  unit: string
  absences: AbsentDay[] // all that count, those of a run from the year before among them
  decisions: { sanction: AbsenceSanction; isTaken: boolean; reason: string; decidedByName: string; decidedAt: Date }[]
} & Pick<ReturnType<typeof absenceProposal>, 'days' | 'longestRunDays' | 'proposal'>

/** A run from the year before goes on; more than its last months never matters. */
const MONTHS_BEFORE = 2

/** The people of the actor's agency who were absent in a year, the gravest step first. */
export function listAbsentPeople(context: Context, year: number): Promise<AbsentPerson[]> {
  return transact(context, (tx) => readAbsentPeople(tx, context, year))
}

/** The actor's own days of a year that count and what they come to; undefined where there are none. */
export async function ownAbsentYear(context: Context, year: number): Promise<AbsentPerson | undefined> {
  const { employeeId } = context.actor
  if (!employeeId) return undefined
  const [person] = await transact(context, (tx) => readAbsentPeople(tx, context, year, employeeId))
  return person
}

/**
 * Takes up the step that the ladder proposes for somebody, or dismisses it. It punishes nobody: the superior summons and
 * examines, and a decree says what follows. Refuses with not_found when nobody proposes this step now, with wrong_state
 * when it is decided, and with the unmet findings.
 *
 * Source: PP 94/2021.
 */
export async function decideAbsence(context: Context, input: DecideAbsence): Promise<void> {
  await transact(context, async (tx) => {
    const { agencyId, accountId, employeeId: own, name } = context.actor
    const people = await readAbsentPeople(tx, context, input.year, input.employeeId)
    const person = people.find(({ proposal }) => proposal?.sanction === input.sanction)
    if (!person) throw new Refusal('not_found')
    refuseUnless(
      absenceDecisionFindings({
        isOwn: input.employeeId === own,
        hasRecorded: person.absences.some(({ recordedBy }) => recordedBy === accountId),
      }),
    )
    const [after] = await tx
      .insert(absenceDecisions)
      .values({
        employeeId: input.employeeId,
        agencyId,
        year: input.year,
        sanction: input.sanction,
        days: person.days,
        longestRunDays: person.longestRunDays,
        absentOn: person.absences.map(({ absentOn }) => absentOn),
        isTaken: input.isTaken === 'yes',
        reason: input.reason,
        decidedAt: context.now,
        decidedBy: accountId ?? '',
        decidedByName: name,
      })
      .onConflictDoNothing()
      .returning()
    if (!after) throw new Refusal('wrong_state', { state: input.sanction, event: 'decide' })
    const { employeeId, reason } = input
    await recordAudit(tx, context, 'absence.decide', null, after, { agencyId, employeeId, subjectId: after.id, reason })
  })
}

async function readAbsentPeople(tx: Tx, context: Context, year: number, only?: string): Promise<AbsentPerson[]> {
  const holidays = await readHolidays(tx)
  const found = new Map<string, AbsentPerson>()
  for (const row of await absencesOf(tx, context, year, only)) {
    const { employeeId, nip, name, unit, ...day } = row
    const person = found.get(employeeId) ?? {
      employeeId,
      nip,
      name,
      unit: unit ?? '',
      ...NOTHING,
      absences: [],
      decisions: [],
    }
    person.absences.push(day)
    found.set(employeeId, person)
  }
  for (const { employeeId, ...decision } of await decisionsOf(tx, context, year)) {
    found.get(employeeId)?.decisions.push({ ...decision, sanction: decision.sanction as AbsenceSanction })
  }
  return [...found.values()]
    .map((person) => {
      const { days, longestRunDays, proposal } = absenceProposal(
        person.absences.map(({ absentOn }) => absentOn),
        year,
        holidays,
      )
      return { ...person, days, longestRunDays, proposal }
    })
    .filter(({ days }) => days > 0)
    .sort((a, b) => gravityOf(b.proposal?.sanction) - gravityOf(a.proposal?.sanction) || b.days - a.days)
}

const NOTHING = { days: 0, longestRunDays: 0, proposal: null }

/** What stands and is no leave after all, by name and day. */
function absencesOf(tx: Tx, { actor }: Context, year: number, only?: string) {
  return tx
    .select({
      id: absences.id,
      employeeId: absences.employeeId,
      absentOn: absences.absentOn,
      ground: absences.ground,
      recordedBy: absences.recordedBy,
      nip: employees.nip,
      name: employees.name,
      unit: units.name,
    })
    .from(absences)
    .innerJoin(employees, eq(employees.id, absences.employeeId))
    .leftJoin(units, eq(units.id, employees.unitId))
    .where(
      and(
        eq(absences.agencyId, actor.agencyId),
        only === undefined ? undefined : eq(absences.employeeId, only),
        isNull(absences.withdrawnAt),
        gte(absences.absentOn, addMonths(civilDate(year, 1, 1), -MONTHS_BEFORE)),
        lte(absences.absentOn, civilDate(year, 12, 31)),
        not(isOnLeave(absences.employeeId, absences.absentOn)),
      ),
    )
    .orderBy(asc(employees.name), asc(absences.employeeId), asc(absences.absentOn))
}

function decisionsOf(tx: Tx, { actor }: Context, year: number) {
  return tx
    .select({
      employeeId: absenceDecisions.employeeId,
      sanction: absenceDecisions.sanction,
      isTaken: absenceDecisions.isTaken,
      reason: absenceDecisions.reason,
      decidedByName: absenceDecisions.decidedByName,
      decidedAt: absenceDecisions.decidedAt,
    })
    .from(absenceDecisions)
    .where(and(eq(absenceDecisions.agencyId, actor.agencyId), eq(absenceDecisions.year, year)))
    .orderBy(desc(absenceDecisions.decidedAt))
}

/** The years that an agency recorded absences of, the latest first; this one always. */
export async function absenceYears(context: Context, today: CivilDate): Promise<number[]> {
  const [oldest] = await transact(context, (tx) =>
    tx
      .select({ on: absences.absentOn })
      .from(absences)
      .where(eq(absences.agencyId, context.actor.agencyId))
      .orderBy(asc(absences.absentOn))
      .limit(1),
  )
  const [first, last] = [yearOf(oldest?.on ?? today), yearOf(today)]
  return Array.from({ length: last - first + 1 }, (_, at) => last - at)
}
