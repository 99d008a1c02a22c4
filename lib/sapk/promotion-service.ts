import { addYears, type CivilDate, firstOfMonth, wholeMonthsBetween, yearOf } from '@/lib/civil-date'
import type { Finding } from '@/lib/refusal'
import { nextRank, type Rank } from '@/lib/registry/ranks'
import type { PromotionFacts } from '@/lib/sapk/promotion'

/** Months in the rank that a length of continuous service asks for. Source: PP 99/2000 art. 27 jo. PP 12/2002. */
const TENURE_BY_SERVICE = [
  { serviceYears: 30, rankMonths: 1 },
  { serviceYears: 20, rankMonths: 12 },
  { serviceYears: 10, rankMonths: 24 },
] as const

const SOURCE = 'PP 99/2000 jo. PP 12/2002'

/** Kenaikan pangkat pengabdian at BUP: the first of the month in which BUP falls, one month before the pension. */
export function servicePromotionOn(ageReachedOn: CivilDate): CivilDate {
  return firstOfMonth(ageReachedOn)
}

/** IV/e stays IV/e. */
export function servicePromotionRank(rank: Rank): Rank {
  return nextRank(rank) ?? rank
}

/**
 * The conditions of a kenaikan pangkat pengabdian for somebody who reaches BUP.
 *
 * @param cpnsOn begin of the continuous service
 */
export function servicePromotion(facts: PromotionFacts, cpnsOn: CivilDate, effectiveOn: CivilDate): Finding[] {
  const serviceMonths = wholeMonthsBetween(cpnsOn, effectiveOn) - (facts.unpaidMonths ?? 0)
  const tenureMonths = wholeMonthsBetween(facts.rankSince, effectiveOn)
  const isLongEnough = TENURE_BY_SERVICE.some(
    (rule) => serviceMonths >= rule.serviceYears * 12 && tenureMonths >= rule.rankMonths,
  )
  const lastYear = yearOf(effectiveOn) - 1
  const predicate = facts.predicates[lastYear]
  const yearBefore = addYears(effectiveOn, -1)
  const sanction = facts.sanctions.find(({ severity, endsOn }) => severity !== 'light' && endsOn >= yearBefore)
  return [
    {
      code: 'service_promotion.service',
      met: isLongEnough,
      facts: { serviceMonths, tenureMonths, rank: facts.rank },
      source: SOURCE,
    },
    {
      code: 'service_promotion.predicate',
      met: predicate === 'good' || predicate === 'very_good',
      facts: { lastYear, lastPredicate: predicate ?? null },
      source: SOURCE,
    },
    {
      code: 'service_promotion.sanction',
      met: sanction === undefined,
      facts: { severity: sanction?.severity ?? null, endsOn: sanction?.endsOn ?? null },
      source: SOURCE,
    },
  ]
}
