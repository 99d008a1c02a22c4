import 'server-only'
import { and, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { performanceSettings } from '@/db/schema/kinerja'
import { evaluations } from '@/db/schema/kinerja-evaluation'
import { plans } from '@/db/schema/kinerja-plan'
import type { Actor, Context } from '@/lib/auth/actor'
import { type CivilDate, isCivilDate } from '@/lib/civil-date'
import { confirmationDueOn, type EvaluationRef, evaluationPeriods, ratingFindings } from '@/lib/kinerja/evaluation'
import { decisionFindings } from '@/lib/kinerja/objection'
import { isUnsettled } from '@/lib/kinerja/plan'
import { type Regime, regimeOn } from '@/lib/kinerja/regime'
import { todayOf } from '@/lib/kinerja/today'
import { type Finding, Refusal } from '@/lib/refusal'
import { readHolidays } from '@/lib/registry/holidays.server'
import { isUuid } from '@/lib/uuid'

/** Plans that are evaluated here, by a score or by ratings, and name the actor. */
export function evaluatedPlansOf({ employeeId }: Actor): SQL | undefined {
  if (!employeeId) return sql`false`
  return and(
    inArray(plans.regime, ['pp46_2011', 'permenpanrb6_2022']),
    or(eq(plans.employeeId, employeeId), eq(plans.appraiserId, employeeId), eq(plans.superiorId, employeeId)),
  )
}

/** How often agencies evaluate on a day; by quarter where one never said, by PP 46/2011 once a year. */
export async function readRhythms(
  tx: Tx,
  agencyIds: readonly number[],
): Promise<(agencyId: number, on: CivilDate) => 'month' | 'quarter' | 'year'> {
  const settings = await tx
    .select({
      agencyId: performanceSettings.agencyId,
      startsOn: performanceSettings.startsOn,
      every: performanceSettings.evaluatedEvery,
    })
    .from(performanceSettings)
    .where(inArray(performanceSettings.agencyId, [...new Set(agencyIds)]))
    .orderBy(desc(performanceSettings.startsOn))
  return (agencyId, on) => {
    if (regimeOn(on).result === 'number') return 'year'
    const inForce = settings.find((each) => each.agencyId === agencyId && each.startsOn <= on)
    return inForce?.every === 'month' ? 'month' : 'quarter'
  }
}

/** The plan and the period that an address names, for those whom the plan names; undefined for everybody else. */
export async function findPeriod(tx: Tx, { actor }: Context, { planId, kind, startsOn }: EvaluationRef) {
  const [plan] = await tx
    .select({
      id: plans.id,
      employeeId: plans.employeeId,
      appraiserId: plans.appraiserId,
      superiorId: plans.superiorId,
      agencyId: plans.agencyId,
      unitId: plans.unitId,
      regime: plans.regime,
      startsOn: plans.startsOn,
      endsOn: plans.endsOn,
      state: plans.state,
      people: plans.people,
    })
    .from(plans)
    .where(and(eq(plans.id, planId), evaluatedPlansOf(actor)))
  if (!plan || isUnsettled(plan.state)) return undefined
  const rhythmOf = await readRhythms(tx, [plan.agencyId])
  const every = rhythmOf(plan.agencyId, plan.startsOn)
  const period = evaluationPeriods({ ...plan, isEnded: plan.state === 'ended' }, every).find(
    (each) => each.kind === kind && each.startsOn === startsOn,
  )
  return period && { plan, period }
}

/** Which evaluation an address names, `tahunan` or the first day of a shorter period; undefined where the actor is not named. */
export async function evaluationAt(context: Context, planId: string, slug: string): Promise<EvaluationRef | undefined> {
  if (!isUuid(planId)) return undefined
  if (isCivilDate(slug)) return { planId, kind: 'periodic', startsOn: slug }
  if (slug !== 'tahunan') return undefined
  return transact(context, async (tx) => {
    const [plan] = await tx
      .select({ startsOn: plans.startsOn })
      .from(plans)
      .where(and(eq(plans.id, planId), evaluatedPlansOf(context.actor)))
    return plan && { planId, kind: 'annual', startsOn: plan.startsOn }
  })
}

/**
 * Locks the evaluation of a period for whoever acts on it, and makes it where nobody did before. Two who come at once
 * stand in line. Refuses with not_found outside the plan's people, for a plan that an amendment replaced before, and
 * where the plan is of another regime than the act.
 */
export async function lockEvaluation(tx: Tx, context: Context, ref: EvaluationRef, regime?: Regime) {
  const found = await findPeriod(tx, context, ref)
  if (!found || (regime && found.plan.regime !== regime)) throw new Refusal('not_found')
  const { plan, period } = found
  if (plan.state !== 'replaced') {
    await tx
      .insert(evaluations)
      .values({ ...period, ...partiesOf(plan), planId: plan.id })
      .onConflictDoNothing()
  }
  const [evaluation] = await tx
    .select()
    .from(evaluations)
    .where(and(eq(evaluations.planId, plan.id), eq(evaluations.kind, ref.kind), eq(evaluations.startsOn, ref.startsOn)))
    .for('update')
  if (!evaluation) throw new Refusal('not_found')
  return { plan, period, evaluation }
}

function partiesOf(
  plan: Pick<typeof plans.$inferSelect, 'employeeId' | 'appraiserId' | 'superiorId' | 'agencyId' | 'unitId'>,
) {
  const { employeeId, appraiserId, superiorId, agencyId, unitId } = plan
  return { employeeId, appraiserId, superiorId, agencyId, unitId }
}

type Locked = Awaited<ReturnType<typeof lockEvaluation>>

/** `ratingFindings` of the actor about an evaluation that is locked. */
export async function findingsOfRater(tx: Tx, context: Context, { period, evaluation }: Locked): Promise<Finding[]> {
  const { employeeId } = context.actor
  return ratingFindings(
    period,
    {
      isAppraiser: evaluation.appraiserId === employeeId,
      isOwn: evaluation.employeeId === employeeId,
      isConfirmed: evaluation.confirmedAt !== null,
      dueOn: confirmationDueOn(period.endsOn, await readHolidays(tx)),
    },
    todayOf(context),
  )
}

/** `decisionFindings` of the actor about an evaluation that is locked and was objected to. */
export function findingsOfDecider(context: Context, evaluation: Locked['evaluation']): Finding[] {
  const { employeeId } = context.actor
  const { id, startsOn, objectedOn, answeredAt } = evaluation
  if (objectedOn === null) throw new Error(`nobody objected to ${id}`)
  return decisionFindings(
    { startsOn, objectedOn, isAnswered: answeredAt !== null },
    {
      isSuperior: evaluation.superiorId === employeeId,
      isParty: [evaluation.employeeId, evaluation.appraiserId].some((party) => party === employeeId),
    },
    todayOf(context),
  )
}
