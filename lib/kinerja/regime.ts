import type { performanceRegime } from '@/db/schema/kinerja'
import { type CivilDate, civilDate, yearOf } from '@/lib/civil-date'
import type { Finding } from '@/lib/refusal'
import { inForce, type Validity } from '@/lib/registry/validity'

/** The rules by which work is planned and assessed, by the law that made them. DP3 is read from old papers alone. */
export type Regime = (typeof performanceRegime.enumValues)[number] | 'pp10_1979'

/** What a regime gives at the end of a year: a number that a word is read from, or ratings that the matrix joins. */
export type RegimeRule = Validity & { regime: Regime; result: 'number' | 'matrix'; isImported: boolean }

/** The first year whose results are ratings, as SIASN takes them. Source: PermenPANRB 6/2022. */
export const FIRST_RATED_YEAR = 2022

/**
 * Regimes by the period of work. PP 30/2019 repealed PP 46/2011 on paper in April 2019; work was assessed by it until
 * the middle of 2021 all the same.
 */
export const REGIMES: readonly RegimeRule[] = [
  {
    regime: 'pp10_1979',
    result: 'number',
    isImported: true,
    validFrom: '1979-05-15',
    validTo: '2013-12-31',
    source: 'PP 10/1979',
  },
  {
    regime: 'pp46_2011',
    result: 'number',
    isImported: false,
    validFrom: '2014-01-01',
    validTo: '2021-06-30',
    source: 'PP 46/2011; Perka BKN 1/2013',
  },
  {
    regime: 'permenpanrb8_2021',
    result: 'number',
    isImported: true,
    validFrom: '2021-07-01',
    validTo: '2021-12-31',
    source: 'PP 30/2019; PermenPANRB 8/2021; SE MenPANRB 3/2021',
  },
  {
    regime: 'permenpanrb6_2022',
    result: 'matrix',
    isImported: false,
    validFrom: `${FIRST_RATED_YEAR}-01-01`,
    validTo: null,
    source: 'PP 30/2019; PermenPANRB 6/2022',
  },
]

/**
 * The regime of a period of work, by its first day and never by today.
 *
 * @throws RangeError for work before PP 10/1979
 */
export function regimeOn(startsOn: CivilDate): RegimeRule {
  const rule = inForce(REGIMES, startsOn)
  if (!rule) throw new RangeError(`no regime for work of ${startsOn}`)
  return rule
}

/** A part of a year that one regime assesses. */
export type AssessmentPart = { startsOn: CivilDate; endsOn: CivilDate; rule: RegimeRule }

/**
 * What a year is assessed in: one part, but two halves in 2021. The two results of that year were merged half and half;
 * how a score of PP 46/2011 was carried to the scale of 120 is not published, so the merged one is imported.
 *
 * Source: SE MenPANRB 3/2021.
 */
export function assessmentParts(year: number): AssessmentPart[] {
  const [first, last] = [civilDate(year, 1, 1), civilDate(year, 12, 31)]
  return REGIMES.filter(({ validFrom, validTo }) => validFrom <= last && (validTo ?? last) >= first).map((rule) => ({
    startsOn: rule.validFrom > first ? rule.validFrom : first,
    endsOn: rule.validTo !== null && rule.validTo < last ? rule.validTo : last,
    rule,
  }))
}

/** A period of an SKP lies in one year and under one regime. Source: PP 30/2019; SE MenPANRB 3/2021. */
export function periodFindings(startsOn: CivilDate, endsOn: CivilDate): Finding[] {
  const rule = regimeOn(startsOn)
  const facts = { startsOn, endsOn }
  return [
    { code: 'kinerja.period_order', met: startsOn <= endsOn, facts, source: rule.source },
    { code: 'kinerja.period_year', met: yearOf(startsOn) === yearOf(endsOn), facts, source: rule.source },
    {
      code: 'kinerja.period_regime',
      met: rule.validTo === null || endsOn <= rule.validTo,
      facts: { ...facts, lastOn: rule.validTo },
      source: rule.source,
    },
  ]
}
