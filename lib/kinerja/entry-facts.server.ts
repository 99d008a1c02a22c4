import 'server-only'
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { appraisers, performanceSettings } from '@/db/schema/kinerja'
import { dailyEntries } from '@/db/schema/kinerja-entry'
import { plans } from '@/db/schema/kinerja-plan'
import { holidays } from '@/db/schema/reference'
import { agencies, employees } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { type Zone, zoneFrom } from '@/lib/format'
import { type EntryFacts, type EntryRules, STANDING_STATES, USUAL_RULES } from '@/lib/kinerja/entry'
import { Refusal } from '@/lib/refusal'
import { leaveOf } from '@/lib/registry/leave.server'

export type EntryPerson = { id: string; agencyId: number; zone: Zone }

/** The actor as one who works. Refuses with not_found for an account without a person. */
export async function entryPerson(tx: Tx, { actor }: Context): Promise<EntryPerson> {
  const [person] = await tx
    .select({ id: employees.id, agencyId: employees.agencyId, timeZone: agencies.timeZone })
    .from(employees)
    .innerJoin(agencies, eq(agencies.id, employees.agencyId))
    .where(actor.employeeId ? eq(employees.id, actor.employeeId) : sql`false`)
  if (!person) throw new Refusal('not_found')
  return { id: person.id, agencyId: person.agencyId, zone: zoneFrom(person.timeZone) }
}

/** What decides about the entries of one person in some days. */
export async function entrySurroundings(tx: Tx, { id, agencyId }: EntryPerson, from: CivilDate, to: CivilDate) {
  const [settings, free, leave, agreed, reviewers, others] = await Promise.all([
    tx
      .select()
      .from(performanceSettings)
      .where(and(eq(performanceSettings.agencyId, agencyId), lte(performanceSettings.startsOn, to)))
      .orderBy(desc(performanceSettings.startsOn)),
    tx.select({ day: holidays.day, name: holidays.name }).from(holidays).where(gte(holidays.day, from)),
    leaveOf(tx, id, from, to),
    agreedPlans(tx, id, from, to),
    tx
      .select({ id: appraisers.appraiserId, startsOn: appraisers.startsOn, endsOn: appraisers.endsOn })
      .from(appraisers)
      .where(
        and(
          eq(appraisers.employeeId, id),
          lte(appraisers.startsOn, to),
          or(isNull(appraisers.endsOn), gte(appraisers.endsOn, from)),
        ),
      ),
    tx
      .select({
        id: dailyEntries.id,
        workOn: dailyEntries.workOn,
        startsMinute: dailyEntries.startsMinute,
        endsMinute: dailyEntries.endsMinute,
      })
      .from(dailyEntries)
      .where(
        and(
          eq(dailyEntries.employeeId, id),
          gte(dailyEntries.workOn, from),
          lte(dailyEntries.workOn, to),
          inArray(dailyEntries.state, [...STANDING_STATES]),
        ),
      ),
  ])
  const settingsOn = (day: CivilDate) => settings.find(({ startsOn }) => startsOn <= day)
  const around: Omit<EntryFacts, 'receivedOn' | 'rules'> = {
    holidays: new Set(free.map(({ day }) => day)),
    leave,
    plans: agreed,
    others,
  }
  return {
    around,
    holidayNames: new Map(free.map(({ day, name }) => [day, name])),
    plans: agreed,
    rulesOn: (day: CivilDate): EntryRules => settingsOn(day) ?? USUAL_RULES,
    reviewDaysOn: (day: CivilDate) => settingsOn(day)?.reviewDays ?? USUAL_REVIEW_DAYS,
    /** Who answers work of a day, and the name where the plan of that day has it. */
    reviewerOn(day: CivilDate): { id: string; name: string | null } | null {
      const found = reviewers.find(({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || day <= endsOn))
      if (!found) return null
      const plan = agreed.find(({ appraiserId, startsOn, endsOn }) => {
        return appraiserId === found.id && startsOn <= day && day <= endsOn
      })
      return { id: found.id, name: plan?.appraiserName ?? null }
    },
  }
}

export type EntrySurroundings = Awaited<ReturnType<typeof entrySurroundings>>

const USUAL_REVIEW_DAYS = 5

/** Plans that were ever agreed, the one in force first: an entry may name a result of one that was replaced since. */
function agreedPlans(tx: Tx, employeeId: string, from: CivilDate, to: CivilDate) {
  return tx
    .select({
      startsOn: plans.startsOn,
      endsOn: plans.endsOn,
      appraiserId: plans.appraiserId,
      appraiserName: sql<string | null>`${plans.people}->'appraiser'->>'name'`,
      itemIds: sql<string[]>`array(select i.id from plan_items i where i.plan_id = plans.id)`,
    })
    .from(plans)
    .where(
      and(
        eq(plans.employeeId, employeeId),
        isNotNull(plans.agreedAt),
        lte(plans.startsOn, to),
        gte(plans.endsOn, from),
      ),
    )
    .orderBy(asc(plans.state), desc(plans.agreedAt))
}
