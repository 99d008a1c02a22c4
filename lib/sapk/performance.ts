import { type CivilDate, monthOf, yearOf } from '@/lib/civil-date'
import type { Facts, Finding } from '@/lib/refusal'
import type { Predicate } from '@/lib/registry/predicate'

type Predicates = Readonly<Record<number, Predicate | undefined>>

/** Annual assessments of a year are closed when the next January is over. Source: PermenPANRB 6/2022. */
const ASSESSED_FROM_MONTH = 2

/**
 * The two conditions of performance for a promotion: a predicate for each of the two latest years that are assessed
 * on the day of decision, and none of them below Baik. The last year alone is asked of a Spesialis I.
 *
 * Source: PP 99/2000 jo. PP 12/2002.
 */
export function performanceFindings(
  predicates: Predicates,
  effectiveOn: CivilDate,
  decidedOn: CivilDate,
  years: 1 | 2 = 2,
): Finding[] {
  const lastYear = latestAssessedYear(predicates, effectiveOn, decidedOn)
  const last = predicates[lastYear]
  const first = predicates[lastYear - 1]
  const lastFacts = {
    lastYear,
    lastPredicate: last ?? null,
    openYear: lastYear < yearOf(effectiveOn) - 1 ? yearOf(effectiveOn) - 1 : null, // still to be assessed
  }
  if (years === 1) {
    return [
      { code: 'promotion.predicate_missing_1', met: last !== undefined, facts: lastFacts, source: SOURCE },
      { code: 'promotion.predicate_1', met: isGood(last), facts: lastFacts, source: SOURCE },
    ]
  }
  const facts = { firstYear: lastYear - 1, firstPredicate: first ?? null, ...lastFacts }
  return [
    { code: 'promotion.predicate_missing', met: first !== undefined && last !== undefined, facts, source: SOURCE },
    { code: 'promotion.predicate', met: isGood(first) && isGood(last), facts, source: SOURCE },
  ]
}

/** The years that the two conditions looked at, with the predicates found. */
export function performanceFacts(findings: readonly Finding[]): Facts {
  return findings.find(({ code }) => code === 'promotion.predicate' || code === 'promotion.predicate_1')?.facts ?? {}
}

/** True when the year just before the TMT is not assessed yet on the day of decision. */
export function isProvisional(predicates: Predicates, effectiveOn: CivilDate, decidedOn: CivilDate): boolean {
  return latestAssessedYear(predicates, effectiveOn, decidedOn) < yearOf(effectiveOn) - 1
}

/**
 * The latest calendar year before the TMT that is assessed: its term is over, or the predicate is there already.
 * A missing predicate of a closed year is a fault of the data, of an open year it is not.
 */
export function latestAssessedYear(predicates: Predicates, effectiveOn: CivilDate, decidedOn: CivilDate): number {
  const decisionYear = yearOf(decidedOn)
  const isClosed = monthOf(decidedOn) >= ASSESSED_FROM_MONTH || predicates[decisionYear - 1] !== undefined
  return Math.min(decisionYear - (isClosed ? 1 : 2), yearOf(effectiveOn) - 1)
}

/** The predicate of the latest assessed year, as an increment asks for it; null where that year has none. */
export function latestPredicate(predicates: Predicates, today: CivilDate): Predicate | null {
  return predicates[latestAssessedYear(predicates, today, today)] ?? null
}

const SOURCE = 'PP 99/2000 jo. PP 12/2002'

/** What is missing is told by its own finding. */
function isGood(predicate: Predicate | undefined): boolean {
  return predicate === undefined || predicate === 'very_good' || predicate === 'good'
}
