import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { agencies, employees } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { type Zone, zoneFrom } from '@/lib/format'
import { type EntryFacts, type EntryRules, type Extension, STANDING_STATES, USUAL_RULES } from '@/lib/kinerja/entry'
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
  const [leave, { settings, extensions, holidays, plans, reviewers, others }] = await Promise.all([
    leaveOf(tx, id, from, to),
    statedFacts(tx, { id, agencyId }, from, to),
  ])
  const settingsOn = (day: CivilDate) => settings.find(({ startsOn }) => startsOn <= day)
  const around: Omit<EntryFacts, 'receivedOn' | 'rules'> = {
    holidays: new Set(holidays.map(({ day }) => day)),
    leave,
    plans,
    others,
  }
  return {
    around,
    holidayNames: new Map(holidays.map(({ day, name }) => [day, name])),
    plans,
    rulesOn: (day: CivilDate): EntryRules => ({ ...(settingsOn(day) ?? USUAL_RULES), extensions }),
    reviewDaysOn: (day: CivilDate) => settingsOn(day)?.reviewDays ?? USUAL_REVIEW_DAYS,
    /** Who answers work of a day, and the name where the plan of that day has it. */
    reviewerOn(day: CivilDate): { id: string; name: string | null } | null {
      const found = reviewers.find(({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || day <= endsOn))
      if (!found) return null
      const plan = plans.find(({ appraiserId, startsOn, endsOn }) => {
        return appraiserId === found.id && startsOn <= day && day <= endsOn
      })
      return { id: found.id, name: plan?.appraiserName ?? null }
    },
  }
}

export type EntrySurroundings = Awaited<ReturnType<typeof entrySurroundings>>

/** What holds where an agency has decided nothing. */
export const USUAL_REVIEW_DAYS = 5

type StatedFacts = {
  settings: (EntryRules & { startsOn: CivilDate; reviewDays: number })[] // the latest first
  extensions: Extension[]
  holidays: { day: CivilDate; name: string }[]
  /** That were ever agreed, the one in force first: an entry may name a result of one that was replaced since. */
  plans: (EntryFacts['plans'][number] & { appraiserId: string; appraiserName: string | null })[]
  reviewers: { id: string; startsOn: CivilDate; endsOn: CivilDate | null }[]
  others: EntryFacts['others'][number][]
}

/** One statement: on the last evening of a month statements cost the server more than rows. */
async function statedFacts(
  tx: Tx,
  { id, agencyId }: Pick<EntryPerson, 'id' | 'agencyId'>,
  from: CivilDate,
  to: CivilDate,
): Promise<StatedFacts> {
  const [facts] = await tx.execute<StatedFacts>(sql`
    select
      (select coalesce(json_agg(json_build_object('startsOn', starts_on, 'entryDays', entry_days, 'lateDays', late_days,
          'dayMinutes', day_minutes, 'reviewDays', review_days) order by starts_on desc), '[]')
        from performance_settings where agency_id = ${agencyId} and starts_on <= ${to}) as settings,
      (select coalesce(json_agg(json_build_object('startsOn', starts_on, 'endsOn', ends_on, 'openUntil', open_until)), '[]')
        from entry_extensions where agency_id = ${agencyId} and starts_on <= ${to} and ends_on >= ${from}) as extensions,
      (select coalesce(json_agg(json_build_object('day', day, 'name', name)), '[]')
        from holidays where day >= ${from}) as holidays,
      (select coalesce(json_agg(json_build_object('startsOn', starts_on, 'endsOn', ends_on, 'appraiserId', appraiser_id,
          'appraiserName', people->'appraiser'->>'name',
          'itemIds', array(select i.id from plan_items i where i.plan_id = plans.id)) order by state, agreed_at desc), '[]')
        from plans where employee_id = ${id} and agreed_at is not null and starts_on <= ${to} and ends_on >= ${from}) as plans,
      (select coalesce(json_agg(json_build_object('id', appraiser_id, 'startsOn', starts_on, 'endsOn', ends_on)), '[]')
        from appraisers where employee_id = ${id} and starts_on <= ${to}
          and coalesce(ends_on, 'infinity') >= ${from}) as reviewers,
      (select coalesce(json_agg(json_build_object('id', id, 'workOn', work_on, 'startsMinute', starts_minute,
          'endsMinute', ends_minute)), '[]')
        from daily_entries where employee_id = ${id} and work_on between ${from} and ${to}
          and state in (${sql.raw(STANDING_STATES.map((state) => `'${state}'`).join())})) as others`)
  if (!facts) throw new Error('a select of one row had none')
  return facts
}
