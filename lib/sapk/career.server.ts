import 'server-only'
import { and, asc, eq, lte } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { type Tx, transact } from '@/db/client.server'
import { educationHistory, positionHistory, rankHistory, serviceTimeHistory } from '@/db/schema/histories'
import { employees, positions, units } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDay } from '@/lib/civil-date'
import { ofScopeOrSeconded } from '@/lib/registry/employee-scope.server'
import { isStanding } from '@/lib/registry/histories.server'
import { retirementAge } from '@/lib/registry/positions'
import type { Reference } from '@/lib/registry/reference'
import { loadReference } from '@/lib/registry/reference.server'
import { serviceMonthsAt } from '@/lib/registry/service-time'
import { type CareerFacts, type CareerPoint, careerLine } from '@/lib/sapk/career'
import { findFacts } from '@/lib/sapk/facts.server'
import { type Increment, nextIncrement } from '@/lib/sapk/increment'
import type { NextPromotion } from '@/lib/sapk/next-promotion'
import { retirementAgeOn } from '@/lib/sapk/pension'
import { latestPredicate } from '@/lib/sapk/performance'
import { currentPeriod } from '@/lib/sapk/period'
import { listPeriods } from '@/lib/sapk/periods.server'
import { proposedRank } from '@/lib/sapk/promotion'
import { type OtherPath, promotionPaths } from '@/lib/sapk/promotion-paths'
import { withCredits } from '@/lib/sapk/rank-held'
import { type SalaryPoint, salarySteps } from '@/lib/sapk/salary-steps'

/** A working life from the first decree to the pension, and what comes next in it. */
export type Career = {
  today: CivilDate
  nip: string
  name: string
  frontTitle: string | null
  backTitle: string | null
  cpnsOn: CivilDate
  pnsOn: CivilDate | null
  facts: CareerFacts
  serviceMonths: number // masa kerja golongan today
  points: CareerPoint[]
  salary: SalaryPoint[] // the past, step by step
  posts: { name: string; unitName: string; effectiveOn: CivilDate }[] // oldest first
  increment: Increment
  promotion: NextPromotion
  otherPaths: OtherPath[] // the types of promotion that the present post is not for
  proposed: ReturnType<typeof proposedRank> // on the next promotion, when there is one
  ageReachedOn: CivilDate // BUP
}

/** Undefined outside the actor's scope; null for somebody without ranks ahead: a PPPK, or who has left the service. */
export async function findCareer(context: Context, employeeId: string): Promise<Career | null | undefined> {
  const today = civilDay(context.now)
  return transact(context, async (tx) => {
    const [person] = await tx
      .select({
        nip: employees.nip,
        name: employees.name,
        frontTitle: employees.frontTitle,
        backTitle: employees.backTitle,
        bornOn: employees.bornOn,
        cpnsOn: employees.cpnsOn,
        pnsOn: employees.pnsOn,
      })
      .from(employees)
      .where(and(eq(employees.id, employeeId), ofScopeOrSeconded(context)))
    if (!person) return undefined
    const reference = await loadReference(tx)
    const [found] = await findFacts(tx, [employeeId], today, reference)
    if (!found?.facts) return null
    const histories = await loadHistories(tx, employeeId, today)
    const { bornOn, ...rest } = person
    const facts: CareerFacts = {
      ...found.facts,
      bornOn,
      cpnsOn: person.cpnsOn,
      retirementAgeYears: retirementAge(reference, found.facts.post, today),
      creditedMonths: histories.credits.reduce((sum, { months }) => sum + months, 0),
    }
    const from = currentPeriod(await listPeriods(tx, today), today)?.effectiveOn ?? today
    return { today, ...rest, facts, ...lineOf(facts, histories, person.pnsOn, { today, from }, reference) }
  })
}

type Histories = Awaited<ReturnType<typeof loadHistories>>

function lineOf(
  facts: CareerFacts,
  { ranks, credits, posts, diplomas }: Histories,
  pnsOn: CivilDate | null,
  { today, from }: { today: CivilDate; from: CivilDate }, // from the first period that still takes proposals
  reference: Reference,
) {
  const line = careerLine({ ranks, credits, posts, diplomas }, facts, today, from, reference)
  const { own: promotion, others: otherPaths } = promotionPaths(facts, from, today, reference)
  return {
    serviceMonths: serviceMonthsAt(facts, today, facts.unpaidMonths ?? 0),
    points: line,
    salary: salarySteps(withCredits(ranks, credits), pnsOn, today, reference),
    posts,
    increment: nextIncrement({ ...facts, latestPredicate: latestPredicate(facts.predicates, today) }, today, reference),
    promotion,
    otherPaths,
    proposed: promotion.effectiveOn === null ? undefined : proposedRank(facts, promotion.effectiveOn, reference),
    ageReachedOn: retirementAgeOn(facts.bornOn, facts.retirementAgeYears),
  }
}

/** The rows in force, oldest first. */
async function loadHistories(tx: Tx, employeeId: string, today: CivilDate) {
  const ranks = await tx
    .select({
      rank: rankHistory.rank,
      effectiveOn: rankHistory.effectiveOn,
      serviceMonths: rankHistory.serviceMonths,
    })
    .from(rankHistory)
    .where(inForce(tx, rankHistory, employeeId, today))
    .orderBy(asc(rankHistory.effectiveOn), asc(rankHistory.rank))
  const posts = await tx
    .select({ name: positions.name, unitName: units.name, effectiveOn: positionHistory.effectiveOn })
    .from(positionHistory)
    .innerJoin(positions, eq(positions.id, positionHistory.positionId))
    .innerJoin(units, eq(units.id, positionHistory.unitId))
    .where(and(inForce(tx, positionHistory, employeeId, today), eq(positionHistory.assignment, 'definitive')))
    .orderBy(asc(positionHistory.effectiveOn))
  const diplomas = await tx
    .select({ name: educationHistory.program, obtainedOn: educationHistory.effectiveOn })
    .from(educationHistory)
    .where(inForce(tx, educationHistory, employeeId, today))
    .orderBy(asc(educationHistory.effectiveOn))
  const credits = await tx
    .select({ effectiveOn: serviceTimeHistory.effectiveOn, months: serviceTimeHistory.creditedMonths })
    .from(serviceTimeHistory)
    .where(inForce(tx, serviceTimeHistory, employeeId, today))
  return { ranks, posts, diplomas, credits }
}

function inForce(
  tx: Tx,
  history: typeof rankHistory | typeof positionHistory | typeof educationHistory | typeof serviceTimeHistory,
  employeeId: string,
  today: CivilDate,
) {
  const { employeeId: holder, effectiveOn }: { [column in 'employeeId' | 'effectiveOn']: AnyPgColumn } = history
  return and(eq(holder, employeeId), lte(effectiveOn, today), isStanding(tx, history))
}
