import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { agencies, employees } from '@/db/schema/registry'
import { statement } from '@/db/statement.server'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, isWithin } from '@/lib/civil-date'
import { type Zone, zoneFrom } from '@/lib/format'
import { type EntryFacts, type EntryRules, type Extension, USUAL_RULES } from '@/lib/kinerja/entry'
import { Refusal } from '@/lib/refusal'

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

/** What decides about the actor's entries of some days. Refuses with not_found for an account without a person. */
export async function entrySurroundings(tx: Tx, from: CivilDate, to: CivilDate) {
  const [row] = await surroundings(tx, { from, to })
  return surroundingsFrom(row?.stated ?? null)
}

/**
 * The same, once no other device of the actor is at it, and whether some of the entries are there already. Refuses with
 * ask_later while the agency changes its appraisers.
 */
export async function takeEntriesTurn(tx: Tx, from: CivilDate, to: CivilDate, ids: readonly string[]) {
  const [row] = await turn(tx, { from, to, ids: `{${ids.join()}}` })
  if (!row?.turn) throw new Refusal('ask_later')
  return { ...surroundingsFrom(row.turn.surroundings), isKnown: row.turn.isKnown }
}

const surroundings = statement<{ stated: StatedFacts | null }>(
  sql`select entry_surroundings(${sql.placeholder('from')}, ${sql.placeholder('to')}) as stated`,
)

const turn = statement<{ turn: { surroundings: StatedFacts | null; isKnown: boolean } | null }>(sql`
  select take_entries_turn(${sql.placeholder('from')}, ${sql.placeholder('to')}, ${sql.placeholder('ids')}) as turn`)

/** What `entry_surroundings` of the database states. */
type StatedFacts = {
  person: { id: string; agencyId: number; timeZone: string }
  settings: (EntryRules & { startsOn: CivilDate; reviewDays: number })[] // the latest first
  extensions: Extension[]
  holidays: { day: CivilDate; name: string }[]
  leave: { startsOn: CivilDate; endsOn: CivilDate | null }[]
  /** That were ever agreed, the one in force first: an entry may name a result of one that was replaced since. */
  plans: (EntryFacts['plans'][number] & { appraiserId: string; appraiserName: string | null })[]
  reviewers: { id: string; startsOn: CivilDate; endsOn: CivilDate | null }[]
  others: EntryFacts['others'][number][]
}

function surroundingsFrom(stated: StatedFacts | null) {
  if (!stated) throw new Refusal('not_found')
  const { person, settings, extensions, holidays, leave, plans, reviewers, others } = stated
  const settingsOn = (day: CivilDate) => settings.find(({ startsOn }) => startsOn <= day)
  const around: Omit<EntryFacts, 'receivedOn' | 'rules'> = {
    holidays: new Set(holidays.map(({ day }) => day)),
    leave,
    plans,
    others,
  }
  return {
    person: { id: person.id, agencyId: person.agencyId, zone: zoneFrom(person.timeZone) },
    around,
    holidayNames: new Map(holidays.map(({ day, name }) => [day, name])),
    plans,
    rulesOn: (day: CivilDate): EntryRules => ({ ...(settingsOn(day) ?? USUAL_RULES), extensions }),
    reviewDaysOn: (day: CivilDate) => settingsOn(day)?.reviewDays ?? USUAL_REVIEW_DAYS,
    /** Who answers work of a day, and the name where the plan of that day has it. */
    reviewerOn(day: CivilDate): { id: string; name: string | null } | null {
      const found = reviewers.find((each) => isWithin(day, each))
      if (!found) return null
      const plan = plans.find((each) => each.appraiserId === found.id && isWithin(day, each))
      return { id: found.id, name: plan?.appraiserName ?? null }
    },
  }
}

export type EntrySurroundings = ReturnType<typeof surroundingsFrom>

/** What holds where an agency has decided nothing. */
export const USUAL_REVIEW_DAYS = 5
