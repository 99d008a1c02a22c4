import 'server-only'
import { and, asc, between, count, desc, eq, gte, lt, lte, min, ne, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { performanceSettings } from '@/db/schema/kinerja'
import { dailyEntries } from '@/db/schema/kinerja-entry'
import { planItems, plans } from '@/db/schema/kinerja-plan'
import type { Context } from '@/lib/auth/actor'
import { addDays, type CivilDate, civilDateIn } from '@/lib/civil-date'
import type { Zone } from '@/lib/format'
import { STANDING_STATES, USUAL_RULES } from '@/lib/kinerja/entry'
import { entrySigns } from '@/lib/kinerja/entry-signs'
import { evidenceOf } from '@/lib/kinerja/evidence.server'
import { answeredByActor } from '@/lib/kinerja/review.server'
import { dayCells, daysOfWeek } from '@/lib/kinerja/team-week'
import { readHolidays } from '@/lib/registry/holidays.server'

export type TeamWeek = Awaited<ReturnType<typeof teamWeek>>
export type TeamMember = TeamWeek['members'][number]
export type TeamEntry = TeamMember['entries'][number]

/**
 * The week of the people whose appraiser the actor is in it, by name, with every entry that is the actor's to answer,
 * and what still waits from weeks before.
 *
 * @param zone of the agency: its wall clock says which day an entry came in
 */
export function teamWeek(context: Context, monday: CivilDate, today: CivilDate, zone: Zone) {
  return transact(context, (tx) => readWeek(tx, context, monday, today, zone))
}

/** The same inside a transaction. */
export async function readWeek(tx: Tx, context: Context, monday: CivilDate, today: CivilDate, zone: Zone) {
  const sunday = addDays(monday, 6)
  const team = await teamBetween(tx, monday, sunday)
  const leave = await leaveBetween(tx, monday, sunday)
  const found = await entriesOf(tx, context, monday, sunday)
  const evidence = await evidenceOf(
    tx,
    found.map(({ id }) => id),
  )
  const entries = found.map((entry) => ({ ...entry, evidence: evidence.filter(({ entryId }) => entryId === entry.id) }))
  const off = await readHolidays(tx, monday, sunday)
  const dayMinutes = await dayMinutesOn(tx, context, sunday)
  const planOf = await agreedPlans(tx, context, monday, sunday)
  const days = daysOfWeek(
    monday,
    entries.map(({ workOn }) => workOn),
  )
  const members = team.map(({ id, name, nip, position, own }) => {
    const of = entries.filter(({ employeeId }) => employeeId === id)
    const away = leave.filter(({ employeeId }) => employeeId === id)
    return {
      id,
      name,
      nip,
      position,
      planId: planOf.get(id),
      cells: dayCells(days, of, away, own, off, today),
      entries: of,
      signs: entrySigns(
        of.filter(isStanding).map((entry) => signed(entry, zone)),
        dayMinutes,
      ),
    }
  })
  return { days, members, earlier: await waitingBefore(tx, context, monday) }
}

/** By person: the plan that holds in the period, with the actor as its appraiser. */
async function agreedPlans(tx: Tx, { actor }: Context, first: CivilDate, last: CivilDate) {
  if (!actor.employeeId) return new Map<string, string>()
  const rows = await tx
    .select({ id: plans.id, employeeId: plans.employeeId })
    .from(plans)
    .where(
      and(
        eq(plans.appraiserId, actor.employeeId),
        eq(plans.state, 'agreed'),
        lte(plans.startsOn, last),
        gte(plans.endsOn, first),
      ),
    )
    .orderBy(asc(plans.startsOn))
  return new Map(rows.map(({ id, employeeId }) => [employeeId, id]))
}

/** The people of a period, each once, with the days that are the actor's. */
async function teamBetween(tx: Tx, first: CivilDate, last: CivilDate) {
  type Row = { id: string; name: string; nip: string; position: string | null; starts_on: string; ends_on: string }
  const rows = await tx.execute<Row>(sql`
    select employee_id as id, name, nip, position_name as position, starts_on::text, ends_on::text
    from team_of_actor_between(${first}, ${last}) order by name, nip, starts_on`)
  const people = new Map<string, Omit<Row, 'starts_on' | 'ends_on'> & { own: { startsOn: string; endsOn: string }[] }>()
  for (const { starts_on: startsOn, ends_on: endsOn, ...person } of rows) {
    const known = people.get(person.id) ?? { ...person, own: [] }
    people.set(person.id, { ...known, own: [...known.own, { startsOn, endsOn }] })
  }
  return [...people.values()]
}

async function leaveBetween(tx: Tx, first: CivilDate, last: CivilDate) {
  const rows = await tx.execute<{ employee_id: string; starts_on: string; ends_on: string | null }>(sql`
    select employee_id, starts_on::text, nullif(ends_on, 'infinity')::text as ends_on
    from leave_of_team_between(${first}, ${last})`)
  return rows.map((row) => ({ employeeId: row.employee_id, startsOn: row.starts_on, endsOn: row.ends_on }))
}

/** What the team did and the actor answers, by person, day and time. */
function entriesOf(tx: Tx, { actor }: Context, first: CivilDate, last: CivilDate) {
  return tx
    .select({
      id: dailyEntries.id,
      version: sql<number>`${dailyEntries.version} + ${dailyEntries.evidenceVersion}`, // as `seenVersion` has it
      employeeId: dailyEntries.employeeId,
      workOn: dailyEntries.workOn,
      startsMinute: dailyEntries.startsMinute,
      endsMinute: dailyEntries.endsMinute,
      kind: dailyEntries.kind,
      text: dailyEntries.text,
      quantity: dailyEntries.quantity,
      unit: dailyEntries.unit,
      place: dailyEntries.place,
      orderBy: dailyEntries.orderBy,
      orderNumber: dailyEntries.orderNumber,
      lateReason: dailyEntries.lateReason,
      collaborators: dailyEntries.collaborators,
      state: dailyEntries.state,
      approvedMinutes: dailyEntries.approvedMinutes,
      reviewNote: dailyEntries.reviewNote,
      reviewedAt: dailyEntries.reviewedAt,
      receivedAt: dailyEntries.receivedAt,
      itemPosition: planItems.position,
      itemText: planItems.text,
    })
    .from(dailyEntries)
    .leftJoin(planItems, eq(planItems.id, dailyEntries.planItemId))
    .where(and(answeredByActor(actor), between(dailyEntries.workOn, first, last), ne(dailyEntries.state, 'withdrawn')))
    .orderBy(asc(dailyEntries.employeeId), asc(dailyEntries.workOn), asc(dailyEntries.startsMinute))
}

async function dayMinutesOn(tx: Tx, { actor }: Context, day: CivilDate): Promise<number> {
  const [settings] = await tx
    .select({ dayMinutes: performanceSettings.dayMinutes })
    .from(performanceSettings)
    .where(and(eq(performanceSettings.agencyId, actor.agencyId), lte(performanceSettings.startsOn, day)))
    .orderBy(desc(performanceSettings.startsOn))
    .limit(1)
  return settings?.dayMinutes ?? USUAL_RULES.dayMinutes
}

async function waitingBefore(tx: Tx, { actor }: Context, monday: CivilDate) {
  const [found] = await tx
    .select({ total: count(), oldestOn: min(dailyEntries.workOn) })
    .from(dailyEntries)
    .where(and(answeredByActor(actor), eq(dailyEntries.state, 'submitted'), lt(dailyEntries.workOn, monday)))
  return { total: found?.total ?? 0, oldestOn: found?.oldestOn ?? null }
}

type FoundEntry = Awaited<ReturnType<typeof entriesOf>>[number]

function isStanding({ state }: FoundEntry): boolean {
  return STANDING_STATES.some((standing) => standing === state)
}

function signed({ workOn, text, startsMinute, endsMinute, receivedAt, state }: FoundEntry, zone: Zone) {
  return {
    workOn,
    text,
    minutes: endsMinute - startsMinute,
    receivedOn: civilDateIn(zone, receivedAt),
    isWaiting: state === 'submitted',
  }
}
