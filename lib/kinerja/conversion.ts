import { addDays, type CivilDate, calendarMonthsBetween, firstOfNextMonth, isFirstOfMonth } from '@/lib/civil-date'
import { type Exact, exact, fractionText, isAtLeast, multiply, nearestWhole, sum } from '@/lib/exact'
import { type Score, shown, step } from '@/lib/kinerja/working'
import type { Finding } from '@/lib/refusal'
import type { Predicate } from '@/lib/registry/predicate'

/** Whole months of one year with one predikat, in one jenjang. */
export type CreditPeriod = {
  startsOn: CivilDate // first of a month
  endsOn: CivilDate // last of a month
  predicate: Predicate
  coefficientThousandths: number // koefisien tahunan of the jenjang: 12 500 for 12,5
}

const PERCENT: Record<Predicate, number> = { very_good: 150, good: 100, needs_improvement: 75, poor: 50, very_poor: 25 }

/** What a predikat counts of the koefisien. Source: PermenPANRB 1/2023. */
export function creditPercent(predicate: Predicate): number {
  return PERCENT[predicate]
}

/**
 * Angka kredit of a predikat: the share of the year, times the per cent of the predikat, times the koefisien tahunan.
 * Exact: only the PAK rounds.
 *
 * Source: PermenPANRB 1/2023; Peraturan BKN 3/2023.
 */
export function creditScore(coefficientThousandths: number, predicate: Predicate, months: number): Score {
  const percent = PERCENT[predicate]
  const value = multiply(exact(months * percent, 1200), exact(coefficientThousandths, 1000))
  const coefficient = shown(exact(coefficientThousandths, 1000), 3)
  return { value, steps: [step('credit', `${months} / 12 × ${percent} % × ${coefficient}`, value)] }
}

/** The same in whole thousandths, half up, as a PAK prints it. */
export function creditFor(coefficientThousandths: number, predicate: Predicate, months: number): number {
  const { value } = creditScore(coefficientThousandths, predicate, months)
  return nearestWhole(multiply(value, exact(1000)))
}

/** What periods make together, to be held against a threshold without being rounded before. */
export function totalCredit(periods: readonly CreditPeriod[]): Score {
  const scores = periods.map((each) => creditScore(each.coefficientThousandths, each.predicate, monthsIn(each)))
  const value = sum(scores.map((score) => score.value))
  const terms = scores.map((score) => shown(score.value, 3)).join(' + ')
  return { value, steps: [...scores.flatMap(({ steps }) => steps), step('credit_total', terms || '0', value)] }
}

/**
 * A period cut where the jenjang changed. A month belongs to the jenjang that is held on its first day: ours.
 *
 * @param grades coefficients by the day since when they count, the earliest first
 */
export function splitAtGrades(
  { startsOn, endsOn, predicate }: Omit<CreditPeriod, 'coefficientThousandths'>,
  grades: readonly { since: CivilDate; coefficientThousandths: number }[],
): CreditPeriod[] {
  return grades.flatMap(({ since, coefficientThousandths }, at) => {
    const next = grades[at + 1]
    const from = firstWholeMonth(since)
    const to = next ? addDays(firstWholeMonth(next.since), -1) : endsOn
    const part = { startsOn: from > startsOn ? from : startsOn, endsOn: to < endsOn ? to : endsOn }
    return part.startsOn < part.endsOn ? [{ ...part, predicate, coefficientThousandths }] : []
  })
}

/**
 * Whether angka kredit reach what a rank or a jenjang asks for, by the exact sum.
 *
 * Source: PermenPANRB 1/2023.
 */
export function thresholdFinding(total: Exact, requiredThousandths: number): Finding {
  const thousandths = multiply(total, exact(1000))
  return {
    code: 'kinerja.credit_threshold',
    met: isAtLeast(thousandths, exact(requiredThousandths)),
    facts: {
      creditThousandths: Number(thousandths.numerator / thousandths.denominator), // never shown as more than it is
      requiredThousandths,
      exact: fractionText(total),
    },
    source: SOURCE,
  }
}

const SOURCE = 'PermenPANRB 1/2023; Peraturan BKN 3/2023'

function monthsIn({ startsOn, endsOn }: CreditPeriod): number {
  return calendarMonthsBetween(startsOn, endsOn) + 1
}

function firstWholeMonth(since: CivilDate): CivilDate {
  return isFirstOfMonth(since) ? since : firstOfNextMonth(since)
}
