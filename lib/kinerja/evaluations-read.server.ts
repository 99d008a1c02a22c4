import 'server-only'
import { and, asc, between, eq, gte, inArray, or, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { dailyEntries } from '@/db/schema/kinerja-entry'
import { evaluationBehaviours, evaluationLines, evaluations } from '@/db/schema/kinerja-evaluation'
import { planBehaviours, planFeedback, plans } from '@/db/schema/kinerja-plan'
import type { Context } from '@/lib/auth/actor'
import { isAllowed, type Permission } from '@/lib/auth/permissions'
import { addYears, type CivilDate, civilDate, civilDateIn, yearOf } from '@/lib/civil-date'
import {
  canRateUnconfirmed,
  confirmationDueOn,
  type EvaluationPart,
  type EvaluationRef,
  type EvaluationState,
  evaluationPeriods,
  isRatedLate,
  type Period,
  ratingDueOn,
  stateOn,
} from '@/lib/kinerja/evaluation'
import { evaluatedPlansOf, findPeriod, readRhythms } from '@/lib/kinerja/evaluation-load.server'
import { distributionOf, unitAchievement } from '@/lib/kinerja/evaluation-pattern.server'
import { rollups } from '@/lib/kinerja/evaluation-rollup.server'
import { type Turn, turnOf } from '@/lib/kinerja/evaluation-turn'
import { ORDERED, resultsOfPeriods, workBehind } from '@/lib/kinerja/evaluation-work.server'
import { readItems } from '@/lib/kinerja/plans-read.server'
import { todayOf } from '@/lib/kinerja/today'
import { readHolidays } from '@/lib/registry/holidays.server'
import type { Predicate } from '@/lib/registry/predicate'

export type EvaluationLine = Period & {
  planId: string
  part: EvaluationPart
  name: string
  position: string
  state: EvaluationState
  predicate: Predicate | null
  score: string | null // of PP 46/2011, two decimals
  dueOn: CivilDate // of the rating
  isLate: boolean // not rated by then
  turn: Turn | null // where the next step is the actor's
}

/** The periods of this year and the last, and all of PP 46/2011, that are over, of all plans that name the actor; the latest first. */
export async function listEvaluations(context: Context): Promise<EvaluationLine[]> {
  const { actor } = context
  const today = todayOf(context)
  return transact(context, async (tx) => {
    const found = await tx
      .select({
        id: plans.id,
        employeeId: plans.employeeId,
        appraiserId: plans.appraiserId,
        agencyId: plans.agencyId,
        startsOn: plans.startsOn,
        endsOn: plans.endsOn,
        state: plans.state,
        name: sql<string>`${plans.people}->'employee'->>'name'`,
        position: sql<string>`${plans.people}->'employee'->>'position'`,
      })
      .from(plans)
      .where(
        and(
          evaluatedPlansOf(actor),
          inArray(plans.state, ['agreed', 'ended']),
          or(eq(plans.regime, 'pp46_2011'), gte(plans.startsOn, civilDate(yearOf(addYears(today, -1)), 1, 1))),
        ),
      )
      .orderBy(asc(sql`${plans.people}->'employee'->>'name'`))
    if (found.length === 0) return []
    const holidays = await readHolidays(tx)
    const rhythmOf = await readRhythms(
      tx,
      found.map(({ agencyId }) => agencyId),
    )
    const known = await tx
      .select({
        planId: evaluations.planId,
        employeeId: evaluations.employeeId,
        kind: evaluations.kind,
        startsOn: evaluations.startsOn,
        state: evaluations.state,
        predicate: evaluations.predicate,
        score: evaluations.score,
        receivedOn: evaluations.receivedOn,
      })
      .from(evaluations)
      .where(inArray(evaluations.employeeId, [...new Set(found.map(({ employeeId }) => employeeId))]))
    const may = (permission: Permission) => isAllowed(actor.role, permission)
    const lines: EvaluationLine[] = []
    for (const plan of found) {
      const part = partOf(plan, actor.employeeId)
      const every = rhythmOf(plan.agencyId, plan.startsOn)
      for (const period of evaluationPeriods({ ...plan, isEnded: plan.state === 'ended' }, every)) {
        if (period.endsOn >= today) continue
        const row = known.find(
          (each) =>
            each.employeeId === plan.employeeId && each.kind === period.kind && each.startsOn === period.startsOn,
        )
        const { name, position } = plan
        const dueOn = ratingDueOn(period.endsOn, holidays)
        const predicate = (row?.predicate ?? null) as Predicate | null
        const state = row ? stateOn(row.state, row.receivedOn, today) : 'open'
        const [planId, score] = [row?.planId ?? plan.id, row?.score ?? null]
        const isLate = isRatedLate(state, dueOn, today)
        const isOverdue = canRateUnconfirmed(confirmationDueOn(period.endsOn, holidays), today)
        const turn = turnOf({ part, state, isOver: true, canRateUnconfirmed: isOverdue }, may)
        lines.push({ ...period, planId, part, name, position, state, predicate, score, dueOn, isLate, turn })
      }
    }
    return lines.sort((a, b) => (a.endsOn === b.endsOn ? 0 : a.endsOn < b.endsOn ? 1 : -1))
  })
}

/** How many evaluations wait for the actor. */
export async function countWaitingEvaluations(context: Context): Promise<number> {
  return (await listEvaluations(context)).filter(({ turn }) => turn !== null).length
}

/** One evaluation with all that its page shows, for those whom its plan names; undefined for everybody else. */
export async function findEvaluation(context: Context, ref: EvaluationRef) {
  const today = todayOf(context)
  return transact(context, async (tx) => {
    const found = await findPeriod(tx, context, ref)
    if (!found) return undefined
    const { plan, period } = found
    const [row] = await tx
      .select()
      .from(evaluations)
      .where(
        and(eq(evaluations.planId, plan.id), eq(evaluations.kind, ref.kind), eq(evaluations.startsOn, ref.startsOn)),
      )
    const lines = row ? await tx.select().from(evaluationLines).where(eq(evaluationLines.evaluationId, row.id)) : []
    const feedback = row
      ? await tx.select().from(evaluationBehaviours).where(eq(evaluationBehaviours.evaluationId, row.id))
      : []
    const expectations = await tx.select().from(planBehaviours).where(eq(planBehaviours.planId, plan.id))
    const work = await rollups(tx, plan.id, period)
    const behind = await workBehind(tx, { ...period, planId: plan.id })
    const given = await givenIn(tx, plan.id, period)
    const items = (await readItems(tx, plan.id)).map((item) => {
      const line = lines.find(({ itemId }) => itemId === item.id)
      return {
        id: item.id,
        text: item.text,
        kind: item.kind,
        activity: item.kind === 'activity' ? { ...targetOf(item), measures: line?.measures ?? null } : null,
        targets: item.indicators.map(({ text, target }) => ({ text, target })),
        realisation: line?.realisation ?? '',
        feedback: line?.feedback ?? '',
        given: given.filter(({ itemId }) => itemId === item.id),
        rollup: line?.rollup ?? work.get(item.id) ?? { entries: 0, quantities: [] },
        work: behind(item.id),
      }
    })
    const holidays = await readHolidays(tx)
    const state: EvaluationState = row ? stateOn(row.state, row.receivedOn, today) : 'open'
    const dueOn = ratingDueOn(period.endsOn, holidays)
    const confirmableUntil = confirmationDueOn(period.endsOn, holidays)
    const year = yearOf(period.startsOn)
    const isPatterned =
      period.kind === 'annual' && plan.unitId !== null && plan.appraiserId === context.actor.employeeId
    return {
      ref,
      period,
      part: partOf(plan, context.actor.employeeId),
      regime: plan.regime,
      additions: row?.additions ?? { extraTasks: await orderedWork(tx, plan, period), creations: [] },
      people: plan.people,
      row,
      state,
      isOver: period.endsOn < today,
      items,
      ordered: behind(ORDERED),
      earlier: period.kind === 'annual' ? await resultsOfPeriods(tx, plan.id) : [],
      given: given.filter(({ value }) => value !== null),
      feedback: feedback.map(({ value, feedback: text }) => ({ value, text })),
      expectations: expectations.map(({ value, expectation }) => ({ value, expectation })),
      confirmationDueOn: confirmableUntil,
      dueOn,
      isLate: isRatedLate(state, dueOn, today),
      canRateUnconfirmed: canRateUnconfirmed(confirmableUntil, today),
      organisation: plan.unitId === null ? undefined : await unitAchievement(tx, plan.unitId, year),
      distribution: isPatterned && plan.unitId !== null ? await distributionOf(tx, plan.unitId, year) : undefined,
    }
  })
}

/** Targets of an activity of PP 46/2011, with their units. */
function targetOf({
  quantity,
  quantityUnit,
  quality,
  duration,
  durationUnit,
  costRupiah,
  creditThousandths,
}: Awaited<ReturnType<typeof readItems>>[number]) {
  return { quantity, quantityUnit, quality, duration, durationUnit, costRupiah, creditThousandths }
}

/** Approved tugas tambahan of a period, one per letter: what the employee begins to count them with. */
async function orderedWork(tx: Tx, { employeeId, regime }: { employeeId: string; regime: string }, period: Period) {
  if (regime !== 'pp46_2011') return []
  return tx
    .select({
      text: sql<string>`min(${dailyEntries.text})`,
      letter: sql<string>`left(coalesce(nullif(btrim(${dailyEntries.orderNumber}), ''), ${dailyEntries.orderBy}), 200)`,
    })
    .from(dailyEntries)
    .where(
      and(
        eq(dailyEntries.employeeId, employeeId),
        eq(dailyEntries.kind, 'additional'),
        eq(dailyEntries.state, 'approved'),
        between(dailyEntries.workOn, period.startsOn, period.endsOn),
      ),
    )
    .groupBy(sql`2`)
    .orderBy(sql`2`)
}

export type FoundEvaluation = NonNullable<Awaited<ReturnType<typeof findEvaluation>>>

/** What the appraiser said about a plan while the period went on, the earliest first. */
async function givenIn(tx: Tx, planId: string, { startsOn, endsOn }: Period) {
  const rows = await tx
    .select({
      id: planFeedback.id,
      itemId: planFeedback.itemId,
      value: planFeedback.value,
      text: planFeedback.text,
      authorName: planFeedback.authorName,
      writtenAt: planFeedback.writtenAt,
    })
    .from(planFeedback)
    .where(eq(planFeedback.planId, planId))
    .orderBy(asc(planFeedback.writtenAt))
  return rows
    .map(({ writtenAt, ...said }) => ({ ...said, on: civilDateIn('Asia/Jakarta', writtenAt) }))
    .filter(({ on }) => startsOn <= on && on <= endsOn)
}

export type Given = Awaited<ReturnType<typeof givenIn>>[number]

function partOf(plan: { employeeId: string; appraiserId: string }, actor: string | null): EvaluationPart {
  if (plan.employeeId === actor) return 'employee'
  return plan.appraiserId === actor ? 'appraiser' : 'superior'
}
