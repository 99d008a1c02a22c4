import {
  add,
  compareExact,
  decimal,
  divide,
  type Exact,
  exact,
  greatest,
  isAtLeast,
  least,
  multiply,
  roundHalfUp,
  subtract,
  sum,
} from '@/lib/exact'
import { MOST_DECIMALS, type Score, shown, step } from '@/lib/kinerja/working'
import type { Predicate } from '@/lib/registry/predicate'

/** Target of an indicator: a range, or one figure in both places. In a special one less is better. */
export type IndicatorTarget = { least: string | number; most: string | number; isLessBetter: boolean }

const NOUGHT = exact(0)
const HUNDRED = exact(100)

/**
 * Capaian of an indicator in per cent. Outside a range the nearer bound is the target, inside it is met.
 *
 * Source: PermenPANRB 8/2021.
 */
export function achievementPercent(target: IndicatorTarget, realised: string | number): Score {
  const [from, to, result] = [decimal(target.least), decimal(target.most), decimal(realised)]
  const aim = isAtLeast(result, to) ? to : isAtLeast(result, from) ? result : from
  const share = divide(result, aim)
  const [a, r] = [shown(aim, MOST_DECIMALS), shown(result, MOST_DECIMALS)]
  const value = multiply(target.isLessBetter ? subtract(exact(2), share) : share, HUNDRED)
  const expression = target.isLessBetter ? `(1 + (1 − ${r} / ${a})) × 100` : `${r} / ${a} × 100`
  return { value, steps: [step('achievement', expression, value)] }
}

/**
 * What a capaian is worth to a high official, 0 to 120. The law gives whole per cents; ours is that a line goes on to
 * the next one, so that 99.5 per cent are worth 89.5.
 *
 * @param isHighestPossible the target is the most that can be reached: to meet it is worth 120
 *
 * Source: PermenPANRB 8/2021, annex.
 */
export function achievementValue(percent: Exact, isHighestPossible = false): Exact {
  const from = (start: number, value: Exact, slope = exact(1)) =>
    add(value, multiply(subtract(percent, exact(start)), slope))
  const reaches = (start: number) => isAtLeast(percent, exact(start))
  if (reaches(100) && isHighestPossible) return exact(120)
  if (reaches(110)) return exact(120)
  if (reaches(101)) return from(101, exact(110), exact(10, 9))
  if (reaches(100)) return from(100, exact(109))
  if (reaches(80)) return from(80, exact(70))
  if (reaches(60)) return from(60, exact(50))
  return greatest(NOUGHT, multiply(percent, exact(49, 59)))
}

const MOST_ADDITIONAL = exact(10)
const MOST = exact(120)

/**
 * Nilai SKP: kinerja utama by their weights, and kinerja tambahan, which count 10 at most. Ours: never above 120.
 *
 * @throws RangeError when the weights do not make a hundred
 *
 * Source: PermenPANRB 8/2021.
 */
export function targetsScore(
  main: readonly { value: Exact; weightPercent: number }[],
  additional: readonly Exact[],
): Score {
  const weights = main.reduce((total, { weightPercent }) => total + weightPercent, 0)
  if (weights !== 100) throw new RangeError(`the weights of the results make ${weights}`)
  const weighted = sum(main.map(({ value, weightPercent }) => multiply(value, exact(weightPercent, 100))))
  const more = least(MOST_ADDITIONAL, sum(additional))
  const value = least(MOST, add(weighted, more))
  const terms = main.map((each) => `${shown(each.value)} × ${each.weightPercent} %`).join(' + ')
  return { value, steps: [step('plan', `min(120, ${terms} + ${shown(more)})`, value)] }
}

/**
 * Nilai kinerja: 70 per cent of the SKP and 30 of the behaviour, or 60 and 40 where peers and subordinates rated it.
 *
 * Source: PP 30/2019 art. 41.
 */
export function mergedScore(plan: Exact, behaviour: Exact, isRatedByPeers: boolean): Score {
  const share = isRatedByPeers ? 60 : 70
  const value = add(multiply(plan, exact(share, 100)), multiply(behaviour, exact(100 - share, 100)))
  const expression = `${shown(plan)} × ${share} % + ${shown(behaviour)} × ${100 - share} %`
  return { value, steps: [step('result', expression, value)] }
}

/**
 * Predikat of a score of 0 to 120, read from two decimals. Very good takes a new idea or way of working that served the
 * organisation or the State: 115 without one is good.
 *
 * @throws RangeError outside 0-120
 *
 * Source: PP 30/2019 art. 41.
 */
export function scorePredicate(score: Exact, hasInnovation: boolean): Predicate {
  if (compareExact(score, NOUGHT) < 0 || compareExact(score, MOST) > 0) throw new RangeError('a score is 0 to 120')
  const reaches = (start: number) => isAtLeast(roundHalfUp(score, 2), exact(start))
  if (reaches(110) && hasInnovation) return 'very_good'
  if (reaches(90)) return 'good'
  if (reaches(70)) return 'needs_improvement'
  return reaches(50) ? 'poor' : 'very_poor'
}
