import type { CivilDate } from '@/lib/civil-date'
import { decimal, type Exact, isAtLeast, roundHalfUp } from '@/lib/exact'
import { PREDICATES, type Predicate } from '@/lib/registry/predicate'
import { inForce, type Validity } from '@/lib/registry/validity'

/** The least score of each word; what reaches none of them is the last one. */
export type Bands = Validity & { version: string; least: Record<Exclude<Predicate, 'very_poor'>, string> }

/**
 * The words for a score of a hundred. The law names whole numbers (76-90 baik, 91 and above sangat baik) and leaves the
 * gaps open. A word is given once its threshold is reached, so that 90.99 is baik. Spreadsheets that go round read the
 * gaps otherwise; an agency that did has a row of its own.
 */
export const BANDS: readonly Bands[] = [
  {
    version: 'dp3-threshold-reached',
    least: { very_good: '91', good: '76', needs_improvement: '61', poor: '51' },
    validFrom: '1979-05-15',
    validTo: '2013-12-31',
    source: 'PP 10/1979', // amat baik, baik, cukup, sedang, kurang
  },
  {
    version: 'pp46-threshold-reached',
    least: { very_good: '91', good: '76', needs_improvement: '61', poor: '51' },
    validFrom: '2014-01-01',
    validTo: '2021-06-30',
    source: 'PP 46/2011', // sangat baik, baik, cukup, kurang, buruk
  },
]

/** @throws RangeError for work that no band is known for */
export function bandsOn(startsOn: CivilDate, table: readonly Bands[] = BANDS): Bands {
  const bands = inForce(table, startsOn)
  if (!bands) throw new RangeError(`no bands for work of ${startsOn}`)
  return bands
}

/** The word for a score, read from its two decimals, half up. */
export function bandOf(score: Exact, { least }: Bands): Predicate {
  const shown = roundHalfUp(score, 2)
  return PREDICATES.find((each) => each === 'very_poor' || isAtLeast(shown, decimal(least[each]))) ?? 'very_poor'
}
