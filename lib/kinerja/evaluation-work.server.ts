import 'server-only'
import { sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { type EvaluationRef, type Period, periodSlug } from '@/lib/kinerja/evaluation'
import { findPeriod } from '@/lib/kinerja/evaluation-load.server'
import type { Evidence } from '@/lib/kinerja/evidence-piece'
import { readItems } from '@/lib/kinerja/plans-read.server'
import { readPage } from '@/lib/list-page.server'
import type { Predicate, Rating } from '@/lib/registry/predicate'

const PAGE = 50

/** Where work stands that was ordered beside the plan, in place of a line of it. */
export const ORDERED = 'tambahan'

/** How much approved work there is now, with how many pieces of evidence, and the list of it. */
export type WorkBehind = { entries: number; pieces: number; href: string }

/** What stands behind each line of a plan in a period, and beside them, for the people of the plan. */
export async function workBehind(
  tx: Tx,
  { planId, kind, startsOn, endsOn }: Period & { planId: string },
): Promise<(item: string | typeof ORDERED) => WorkBehind> {
  const rows = await tx.execute<{ item: string; entries: number; pieces: number }>(sql`
    select coalesce(item::text, ${ORDERED}) as item, count(*)::int as entries,
      sum(jsonb_array_length(evidence))::int as pieces
    from approved_entries(${planId}::uuid, ${startsOn}::date, ${endsOn}::date) group by 1`)
  const page = `/kinerja/penilaian/${planId}/${periodSlug({ kind, startsOn })}/catatan`
  return (item) => {
    const { entries = 0, pieces = 0 } = rows.find((each) => each.item === item) ?? {}
    return { entries, pieces, href: `${page}?hasil=${item}` }
  }
}

export type WorkEntry = {
  id: string
  workOn: CivilDate
  startsMinute: number
  endsMinute: number
  text: string
  quantity: string | null
  unit: string | null
  orderBy: string | null
  orderNumber: string | null
  evidence: Omit<Evidence, 'sizeBytes'>[]
}

/** The approved work behind one line, or beside all of them, by day; undefined for whoever the plan does not name. */
export async function listWork(context: Context, ref: EvaluationRef, item: string | typeof ORDERED, page: number) {
  return transact(context, async (tx) => {
    const found = await findPeriod(tx, context, ref)
    if (!found) return undefined
    const { plan, period } = found
    const line = (await readItems(tx, plan.id)).find(({ id }) => id === item)
    if (!line && item !== ORDERED) return undefined
    const list = sql`
      select id, work_on as "workOn", starts_minute as "startsMinute", ends_minute as "endsMinute", text,
        quantity::text as quantity, unit, order_by as "orderBy", order_number as "orderNumber", evidence
      from approved_entries(${plan.id}::uuid, ${period.startsOn}::date, ${period.endsOn}::date)
      where ${line ? sql`item = ${line.id}::uuid` : sql`item is null`}
      order by work_on, starts_minute`
    return {
      period,
      people: plan.people,
      text: line?.text ?? null,
      ...(await readPage<WorkEntry>(tx, list, page, PAGE)),
    }
  })
}

export type PeriodResult = {
  planId: string
  startsOn: CivilDate
  endsOn: CivilDate
  resultRating: Rating
  behaviourRating: Rating
  predicate: Predicate
  ground: string
  appraiser: string
  unit: string
  isOwn: boolean // its page is for the actor too
}

/**
 * What the months or quarters of a plan's year came to, those of a post before among them: the year is rated anew, with
 * them at hand. Source: PermenPANRB 6/2022.
 */
export async function resultsOfPeriods(tx: Tx, planId: string): Promise<PeriodResult[]> {
  return tx.execute<PeriodResult>(sql`
    select plan_id as "planId", starts_on::text as "startsOn", ends_on::text as "endsOn",
      result_rating as "resultRating", behaviour_rating as "behaviourRating", predicate, ground, appraiser, unit,
      is_own as "isOwn"
    from results_of_periods(${planId}::uuid) order by starts_on, ends_on`)
}
