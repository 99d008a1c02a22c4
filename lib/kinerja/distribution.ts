import type { Finding } from '@/lib/refusal'
import { PREDICATES, type Predicate } from '@/lib/registry/predicate'

/** Predikat of a unit's own performance: istimewa, baik, butuh perbaikan, kurang, sangat kurang. */
export const ORGANISATION_PREDICATES = ['excellent', 'good', 'needs_improvement', 'poor', 'very_poor'] as const
export type OrganisationPredicate = (typeof ORGANISATION_PREDICATES)[number]

/** How many people of a unit have each predikat. */
export type Distribution = Readonly<Record<Predicate, number>>

/** Predikat that a condition counts together. */
type Group = Predicate | 'poor_or_improvement'

type Condition =
  | { kind: 'largest' | 'some' | 'none'; group: Group }
  | { kind: 'most' | 'least'; group: Group; percent: number }

/** What is expected of the people of a unit by its own predikat; a chart draws the same conditions. */
export const PATTERNS: Record<OrganisationPredicate, readonly Condition[]> = {
  excellent: [
    { kind: 'largest', group: 'very_good' },
    { kind: 'most', group: 'very_good', percent: 70 },
  ],
  good: [
    { kind: 'largest', group: 'good' },
    { kind: 'most', group: 'good', percent: 70 },
    { kind: 'some', group: 'poor_or_improvement' },
  ],
  needs_improvement: [
    { kind: 'least', group: 'needs_improvement', percent: 60 },
    { kind: 'most', group: 'very_good', percent: 10 },
  ],
  poor: [
    { kind: 'least', group: 'poor', percent: 60 },
    { kind: 'least', group: 'needs_improvement', percent: 10 },
    { kind: 'most', group: 'very_good', percent: 10 },
  ],
  very_poor: [
    { kind: 'least', group: 'very_poor', percent: 60 },
    { kind: 'least', group: 'poor_or_improvement', percent: 10 },
    { kind: 'none', group: 'very_good' },
  ],
}

/** Below so many people a pattern says nothing: ours. */
const FEWEST_PEOPLE = 10

/**
 * How the predikat of a unit's people lie to the pattern of its own. Guidance: an unmet one asks for a reason
 * (`deviationReason`) and changes nobody's rating. None for a unit of fewer than ten.
 *
 * Source: PermenPANRB 6/2022 and the circular of MenPANRB on its patterns.
 */
export function distributionFindings(organisation: OrganisationPredicate, people: Distribution): Finding[] {
  const total = PREDICATES.reduce((count, each) => count + people[each], 0)
  if (total < FEWEST_PEOPLE) return []
  return PATTERNS[organisation].map((condition) => {
    const count = countOf(people, condition.group)
    const limitPercent = 'percent' in condition ? condition.percent : null
    return {
      code: `kinerja.distribution_${condition.kind}`,
      met: isMet(condition, people, total),
      facts: { organisation, group: condition.group, count, total, limitPercent },
      source: SOURCE,
    }
  })
}

/** Whoever deviates from a pattern says why. */
export function deviationReason(pattern: readonly Finding[], reason: string | null): Finding {
  const deviations = pattern.filter(({ met }) => !met).length
  return {
    code: 'kinerja.distribution_reason',
    met: deviations === 0 || (reason ?? '').trim() !== '',
    facts: { deviations },
    source: SOURCE,
  }
}

const SOURCE = 'PermenPANRB 6/2022; SE MenPANRB'

/** Shares are compared as whole numbers: 7 of 10 are 70 per cent to the last digit. */
function isMet(condition: Condition, people: Distribution, total: number): boolean {
  const count = countOf(people, condition.group)
  switch (condition.kind) {
    case 'largest': // or as large as the largest
      return PREDICATES.every((each) => people[each] <= count)
    case 'some':
      return count > 0
    case 'none':
      return count === 0
    case 'most':
      return count * 100 <= condition.percent * total
    case 'least':
      return count * 100 >= condition.percent * total
  }
}

function countOf(people: Distribution, group: Group): number {
  return group === 'poor_or_improvement' ? people.needs_improvement + people.poor : people[group]
}
