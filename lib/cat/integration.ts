import { type SectionScores, totalOf } from '@/lib/cat/programme'
import { add, compareExact, type Exact, exact, formatExact, multiply, sum } from '@/lib/exact'

/** One test of the second stage: points in thousandths, and its share of that stage. */
export type SecondStageTest = {
  scoreThousandths: number
  maximum: number
  weightPercent: number
  name?: string // not of what was recorded before tests were planned
  minimum?: number | null // gugur: whoever has fewer points is out
  session?: string // held here: where it was sealed
}

/** What tests weigh together. */
export function weightOf(tests: readonly { weightPercent: number }[]): number {
  return tests.reduce((sum, { weightPercent }) => sum + weightPercent, 0)
}

/**
 * The final score on a scale of 100, not rounded: the share of the first stage and what is left of the hundred for the
 * second, whose tests count by their weights.
 *
 * @throws RangeError when the weights of the second stage do not make a hundred
 *
 * Source: PermenPANRB 27/2021 and 6/2024 (40 and 60 per cent).
 */
export function integratedScore(
  first: { score: number; maximum: number; weightPercent: number },
  second: readonly SecondStageTest[],
): Exact {
  const weights = weightOf(second)
  if (weights !== 100) throw new RangeError(`the weights of the second stage make ${weights}`)
  const ofSecond = sum(
    second.map(({ scoreThousandths, maximum, weightPercent }) =>
      exact(scoreThousandths * weightPercent, maximum * 1000),
    ),
  )
  const share = exact(100 - first.weightPercent, 100)
  return add(exact(first.score * first.weightPercent, first.maximum), multiply(ofSecond, share))
}

/** To three decimals, half up, as announcements print a final score; for the eye alone. */
export function finalScoreText(score: Exact): string {
  return formatExact(score, 3)
}

export type Finalist = {
  final: Exact
  scores: SectionScores
  /** IPK or average mark of the diploma, in hundredths. */
  diplomaHundredths: number
  bornOn: string
}

/**
 * Best first: the final score, then the first stage in total and by section, the mark of the diploma, the older one.
 *
 * Source: PermenPANRB 27/2021 and 6/2024.
 */
export function compareFinalists(a: Finalist, b: Finalist, tieBreak: readonly string[]): number {
  const byFinal = compareExact(b.final, a.final) || totalOf(b.scores) - totalOf(a.scores)
  if (byFinal !== 0) return byFinal
  for (const section of tieBreak) {
    const difference = (b.scores[section] ?? 0) - (a.scores[section] ?? 0)
    if (difference !== 0) return difference
  }
  return b.diplomaHundredths - a.diplomaHundredths || (a.bornOn < b.bornOn ? -1 : a.bornOn > b.bornOn ? 1 : 0)
}
