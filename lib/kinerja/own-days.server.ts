import 'server-only'
import { and, asc, desc, eq, gte, lte, or, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { dailyEntries } from '@/db/schema/kinerja-entry'
import { planItems, plans } from '@/db/schema/kinerja-plan'
import type { Context } from '@/lib/auth/actor'
import { addDays, type CivilDate, civilDateIn, firstOfMonth } from '@/lib/civil-date'
import { entryPerson, entrySurroundings } from '@/lib/kinerja/entry-facts.server'
import { evidenceOf } from '@/lib/kinerja/evidence.server'
import { type Habit, type OwnDays, type OwnEntry, type OwnItem, stripStart } from '@/lib/kinerja/own-days'

const HABIT_DAYS = 60
const MOST_HABITS = 40

/** How long a device goes on with what it heard of leave to come. */
const AHEAD_DAYS = 62

/** What the actor's device needs to show the last fourteen days and to go on without a network. */
export async function ownDays(context: Context): Promise<OwnDays> {
  return transact(context, async (tx) => {
    const { actor, now } = context
    const person = await entryPerson(tx, context)
    const today = civilDateIn(person.zone, now)
    const from = stripStart(today)
    const [{ around, holidayNames, rulesOn }, items, entries, habits] = await Promise.all([
      entrySurroundings(tx, earlier(from, firstOfMonth(today)), addDays(today, AHEAD_DAYS)),
      itemsOf(tx, person.id, today),
      entriesOf(tx, person.id, from),
      habitsOf(tx, person.id, addDays(today, -HABIT_DAYS)),
    ])
    const { entryDays, lateDays, dayMinutes, extensions } = rulesOn(today)
    return {
      owner: { id: person.id, name: actor.name },
      zone: person.zone,
      now: now.toISOString(),
      rules: { entryDays, lateDays, dayMinutes, extensions },
      holidays: [...holidayNames].map(([day, name]) => ({ day, name })),
      leave: around.leave,
      plans: around.plans.map(({ startsOn, endsOn, itemIds }) => ({ startsOn, endsOn, itemIds })),
      items,
      entries,
      habits,
    }
  })
}

/** The calendar of a month begins with its first day. */
function earlier(one: CivilDate, other: CivilDate): CivilDate {
  return one < other ? one : other
}

/** The lines of the plan in force, numbered as in it, with the unit of the first indicator that has one. */
export function itemsOf(tx: Tx, employeeId: string, today: CivilDate): Promise<OwnItem[]> {
  return tx
    .select({
      id: planItems.id,
      number: planItems.position,
      text: planItems.text,
      unit: sql<string | null>`coalesce(${planItems.quantityUnit}, (
        select i.unit from plan_indicators i
        where i.item_id = ${planItems.id} and i.unit is not null and i.aspect is not distinct from 'quantity'
        order by i.position limit 1))`,
    })
    .from(planItems)
    .innerJoin(plans, eq(plans.id, planItems.planId))
    .where(
      and(
        eq(plans.employeeId, employeeId),
        eq(plans.state, 'agreed'),
        lte(plans.startsOn, today),
        gte(plans.endsOn, today),
      ),
    )
    .orderBy(asc(planItems.position))
}

/** Those of the strip, and older ones that came back and still wait for their owner. */
async function entriesOf(tx: Tx, employeeId: string, from: CivilDate): Promise<OwnEntry[]> {
  const rows = await tx
    .select({
      id: dailyEntries.id,
      version: dailyEntries.version,
      workOn: dailyEntries.workOn,
      startsMinute: dailyEntries.startsMinute,
      endsMinute: dailyEntries.endsMinute,
      kind: dailyEntries.kind,
      planItemId: dailyEntries.planItemId,
      text: dailyEntries.text,
      quantity: dailyEntries.quantity,
      unit: dailyEntries.unit,
      place: sql<OwnEntry['place']>`${dailyEntries.place}`,
      orderBy: dailyEntries.orderBy,
      orderNumber: dailyEntries.orderNumber,
      lateReason: dailyEntries.lateReason,
      collaborators: dailyEntries.collaborators,
      state: dailyEntries.state,
      reviewNote: dailyEntries.reviewNote,
      approvedMinutes: dailyEntries.approvedMinutes,
      receivedAt: dailyEntries.receivedAt,
    })
    .from(dailyEntries)
    .where(
      and(
        eq(dailyEntries.employeeId, employeeId),
        or(gte(dailyEntries.workOn, from), eq(dailyEntries.state, 'returned')),
      ),
    )
    .orderBy(asc(dailyEntries.workOn), asc(dailyEntries.startsMinute))
  const evidence = await evidenceOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ quantity, receivedAt, ...row }) => ({
    ...row,
    evidence: evidence.filter(({ entryId }) => entryId === row.id).map(({ entryId, ...piece }) => piece),
    quantity: quantity === null ? null : Number(quantity),
    receivedAt: receivedAt.toISOString(),
  }))
}

/** What a person writes again and again, the most frequent first. */
async function habitsOf(tx: Tx, employeeId: string, from: CivilDate): Promise<Habit[]> {
  const latest = sql`order by ${dailyEntries.workOn} desc, ${dailyEntries.startsMinute} desc`
  const rows = await tx
    .select({
      text: dailyEntries.text,
      kind: dailyEntries.kind,
      planItemId: dailyEntries.planItemId,
      unit: sql<string | null>`(array_agg(${dailyEntries.unit} ${latest}))[1]`,
      quantity: sql<string | null>`(array_agg(${dailyEntries.quantity} ${latest}))[1]`,
      minutes: sql<number>`(array_agg(${dailyEntries.endsMinute} - ${dailyEntries.startsMinute} ${latest}))[1]`,
      weekdays: sql<number[]>`array_agg(extract(isodow from ${dailyEntries.workOn})::int)`,
    })
    .from(dailyEntries)
    .where(
      and(
        eq(dailyEntries.employeeId, employeeId),
        gte(dailyEntries.workOn, from),
        sql`${dailyEntries.state} <> 'withdrawn'`,
      ),
    )
    .groupBy(dailyEntries.text, dailyEntries.kind, dailyEntries.planItemId)
    .orderBy(desc(sql`count(*)`))
    .limit(MOST_HABITS)
  return rows.map(({ quantity, ...row }) => ({ ...row, quantity: quantity === null ? null : Number(quantity) }))
}
