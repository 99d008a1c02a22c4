import { addDays, addMonths, addYears, type CivilDate } from '@/lib/civil-date'
import type { Finding } from '@/lib/refusal'
import type { Reference } from '@/lib/registry/reference'
import { rowOn } from '@/lib/registry/validity'
import { nextPeriodDate } from '@/lib/sapk/period'
import {
  applicablePromotionType,
  type PromotionFacts,
  type PromotionType,
  promotionFindings,
} from '@/lib/sapk/promotion'
import { requiredCredit } from '@/lib/sapk/promotion-functional'
import { inPostAndInaugurated, postTenureSince } from '@/lib/sapk/promotion-structural'

/** The next promotion that somebody can reach by time alone, or the conditions that time does not heal. */
export type NextPromotion = {
  type: PromotionType
  /** The earliest TMT, always a period date; null while a condition of `stops` stands in the way. */
  effectiveOn: CivilDate | null
  /** Every condition on that TMT as the nominatif of today has it: years still to be assessed leave it provisional. */
  findings: Finding[]
  stops: Finding[]
}

/** Unmet, these stay so however long one waits in the present post. */
const STOPS: ReadonlySet<string> = new Set([
  'promotion.top_rank',
  'promotion.retirement',
  'promotion.education_ceiling',
  'promotion.post_range',
  'promotion.post_minimum',
  'promotion.post_maximum',
  'promotion.grade',
])

/** Above any chain of waiting that the rules can make: each condition is waited for at most twice. */
const MAX_WAITS = 16

/**
 * When somebody may next be promoted in the post held now, supposing good predicates, and what is missing until then.
 *
 * @param from the first day to look at, such as the next period still open
 * @param today knows which years are assessed, as for the nominatif of the same day
 */
export function nextPromotion(
  facts: PromotionFacts,
  from: CivilDate,
  today: CivilDate,
  reference: Reference,
): NextPromotion {
  const type = applicablePromotionType(facts)
  let effectiveOn = nextPeriodDate(from, reference) ?? from
  for (let waits = 0; waits < MAX_WAITS; waits += 1) {
    const findings = promotionFindings(type, facts, effectiveOn, today, reference)
    const unmet = findings.filter((finding) => !finding.met)
    const stops = unmet.filter((finding) => STOPS.has(finding.code))
    if (stops.length > 0) return { type, effectiveOn: null, findings, stops }

    const ready = unmet.map((finding) => readyOn(finding, facts, from, reference)).reduce(later, effectiveOn)
    const next = nextPeriodDate(ready, reference) ?? ready
    if (next === effectiveOn) return { type, effectiveOn, findings, stops: [] }
    effectiveOn = next
  }
  throw new Error(`no promotion date settles for ${facts.rank} since ${facts.rankSince}`)
}

function later(one: CivilDate, other: CivilDate): CivilDate {
  return one > other ? one : other
}

/** The day from which an unmet condition is met by waiting; a day long past for one that waiting does not change. */
function readyOn(finding: Finding, facts: PromotionFacts, from: CivilDate, reference: Reference): CivilDate {
  const inRank = (years: number) => addMonths(addYears(facts.rankSince, years), facts.unpaidMonths ?? 0)
  switch (finding.code) {
    case 'promotion.tenure_4':
      return inRank(4)
    case 'promotion.tenure_2':
      return inRank(2)
    case 'promotion.tenure_1':
      return inRank(1)
    case 'promotion.post_tenure_1':
    case 'promotion.inaugurated_tenure_1':
      return addYears(postTenureSince(facts), 1)
    case 'promotion.inauguration':
    case 'promotion.inaugurated':
      return addDays(inPostAndInaugurated(facts), 1)
    case 'promotion.sanction':
      return addDays(String(finding.facts.endsOn), 1)
    case 'promotion.predicate':
      return twoYearsAfter(finding)
    case 'promotion.predicate_1':
      return assessedOn(Number(finding.facts.lastYear) + 1)
    case 'promotion.credit_points':
      return creditReadyOn(facts, from, reference)
    default:
      return facts.rankSince
  }
}

/** Once the two counted years lie behind the poor one. */
function twoYearsAfter({ facts }: Finding): CivilDate {
  const isLastGood =
    facts.lastPredicate === 'good' || facts.lastPredicate === 'very_good' || facts.lastPredicate === null
  const poorYear = Number(isLastGood ? facts.firstYear : facts.lastYear)
  return assessedOn(poorYear + 2)
}

/** A year is assessed by the next February and decided on in March. */
function assessedOn(year: number): CivilDate {
  return `${year + 1}-03-01`
}

/** Points still missing are earned at the rate of Baik from the day looked at. */
function creditReadyOn(facts: PromotionFacts, from: CivilDate, reference: Reference): CivilDate {
  const grade = facts.post.grade === null ? undefined : rowOn(reference.creditPoints, facts.post.grade, from)
  if (!grade) return from
  const missing = requiredCredit(facts, grade) - (facts.creditThousandths ?? 0)
  return addMonths(from, Math.ceil((missing * 12) / grade.coefficientThousandths))
}
