import 'server-only'
import { and, desc, eq, gte, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { planBehaviours, planIndicators, planItems, planNotes, plans } from '@/db/schema/kinerja-plan'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import type { PlanPeople } from '@/lib/kinerja/plan'
import type { PlanInput, PlanItemInput } from '@/lib/kinerja/plan-input'
import { lineOfForm } from '@/lib/kinerja/plan-lines'
import { todayOf } from '@/lib/kinerja/today'
import { Refusal } from '@/lib/refusal'

export type PlanRow = typeof plans.$inferSelect
type Period = { startsOn: CivilDate; endsOn: CivilDate }

/** One plan of the actor, as owner, appraiser or superior, locked. Refuses with not_found, and with stale when it moved on. */
export async function lockPlan(
  tx: Tx,
  { actor }: Context,
  { id, version }: { id: string; version: number },
  as: 'employeeId' | 'appraiserId' | 'superiorId',
): Promise<PlanRow> {
  if (!actor.employeeId) throw new Refusal('not_found')
  const [row] = await tx
    .select()
    .from(plans)
    .where(and(eq(plans.id, id), eq(plans[as], actor.employeeId)))
    .for('update')
  if (!row) throw new Refusal('not_found')
  if (row.version !== version) throw new Refusal('stale')
  return row
}

/** Plans of one person are made one after the other. */
export async function lockPlansOf(tx: Tx, employeeId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`plans of ${employeeId}`}, 0))`)
}

/** The day on which a plan looks for its appraiser: today within its period, else the nearest day of it. */
export function appraisalDay({ now }: Context, { startsOn, endsOn }: Period): CivilDate {
  const today = todayOf({ now })
  if (today < startsOn) return startsOn
  return today > endsOn ? endsOn : today
}

/** Whom a plan of the actor names on a day; the appraiser is null where there is none. */
export async function appraisalOn(tx: Tx, day: CivilDate) {
  const [row] = await tx.execute<{
    agency_id: number
    unit_id: number | null
    appraiser_id: string | null
    superior_id: string | null
    people: PlanPeople
  }>(sql`select * from appraisal_of_actor(${day}::date)`)
  if (!row) throw new Refusal('not_found')
  const { agency_id: agencyId, unit_id: unitId, appraiser_id: appraiserId, superior_id: superiorId, people } = row
  return { agencyId, unitId, appraiserId, superiorId, people }
}

/** The agreed results of the appraiser that a plan for these days may serve. */
export function leaderResults(tx: Tx, appraiserId: string, { startsOn, endsOn }: Period) {
  return tx
    .select({ id: planItems.id, text: planItems.text })
    .from(planItems)
    .innerJoin(plans, eq(plans.id, planItems.planId))
    .where(
      and(
        eq(plans.employeeId, appraiserId),
        eq(plans.state, 'agreed'),
        lte(plans.startsOn, endsOn),
        gte(plans.endsOn, startsOn),
      ),
    )
    .orderBy(plans.startsOn, planItems.position)
}

/** Plans of a person that stand for some days: drafts, proposed and agreed ones, and what a move left of ended ones. */
export function standingPlans(tx: Tx, employeeId: string, more?: SQL) {
  return tx
    .select({ id: plans.id, startsOn: plans.startsOn, endsOn: plans.endsOn, state: plans.state })
    .from(plans)
    .where(
      and(
        eq(plans.employeeId, employeeId),
        inArray(plans.state, ['draft', 'proposed', 'referred', 'agreed', 'ended']),
        more,
      ),
    )
    .orderBy(desc(plans.startsOn))
}

/** Writes the lines and expectations of a draft anew; lines that were there before keep their line through revisions. */
export async function writeLines(
  tx: Tx,
  planId: string,
  items: readonly PlanItemInput[],
  behaviours: PlanInput['behaviours'],
  knownLines: readonly string[],
): Promise<void> {
  await tx.delete(planBehaviours).where(eq(planBehaviours.planId, planId))
  await tx.delete(planItems).where(eq(planItems.planId, planId))
  for (const [at, line] of items.entries()) {
    const lineId = knownLines.includes(line.lineId) ? line.lineId : undefined
    const [item] = await tx
      .insert(planItems)
      .values({ planId, position: at + 1, ...(lineId && { lineId }), ...lineOfForm(line) })
      .returning({ id: planItems.id })
    if (!item) throw new Error('no line was written')
    if (line.kind === 'activity' || line.indicators.length === 0) continue
    await tx.insert(planIndicators).values(
      line.indicators.map(({ aspect, perspective, text, target, unit }, place) => ({
        planId,
        itemId: item.id,
        position: place + 1,
        aspect: aspect || null,
        perspective: perspective || null,
        text,
        target,
        unit: unit || null,
      })),
    )
  }
  const expected = behaviours.filter(({ expectation }) => expectation !== '')
  if (expected.length > 0) await tx.insert(planBehaviours).values(expected.map((each) => ({ planId, ...each })))
}

/** Adds to the dialogue of a plan in the name of the actor; of a disagreement, as a step of it. */
export async function addNote(
  tx: Tx,
  { actor, now }: Context,
  planId: string,
  text: string,
  step: 'referral' | 'direction' | 'decision' | null = null,
): Promise<void> {
  if (!actor.employeeId) throw new Refusal('not_found')
  await tx
    .insert(planNotes)
    .values({ planId, authorId: actor.employeeId, authorName: actor.name, step, text, writtenAt: now })
}
