import { PREDICATES, type Predicate, RATINGS, type Rating } from '@/lib/registry/predicate'

/** Predikat by the rating of results, then by that of behaviour. */
const MATRIX: Record<Rating, Record<Rating, Predicate>> = {
  above: { above: 'very_good', as_expected: 'good', below: 'poor' },
  as_expected: { above: 'good', as_expected: 'good', below: 'poor' },
  below: { above: 'needs_improvement', as_expected: 'needs_improvement', below: 'very_poor' },
}

/**
 * The predikat that two ratings make. Nobody types one: behaviour below what was expected spoils good results, and a
 * year is rated afresh, never counted from its quarters.
 *
 * Source: PermenPANRB 6/2022, annex.
 */
export function predicateOf(result: Rating, behaviour: Rating): Predicate {
  return MATRIX[result][behaviour]
}

/** What the exchange with SIASN calls a rating (1 to 3) and a predikat (kuadran, 1 to 5), the best one first. */
export function exchangeCode(value: Rating | Predicate): number {
  const list: readonly string[] = isRating(value) ? RATINGS : PREDICATES
  return list.indexOf(value) + 1
}

function isRating(value: Rating | Predicate): value is Rating {
  return RATINGS.some((rating) => rating === value)
}
