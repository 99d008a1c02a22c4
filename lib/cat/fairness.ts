import { type Linking, linearEquating } from '@/lib/cat/item-analysis'
import { type Moments, momentsOf } from '@/lib/cat/statistics'

/** One person at one item that is right or wrong, with what they got in the rest of the section. */
export type Comparison = { isFocal: boolean; isRight: boolean; rest: number }

/** Source: the limits of ETS (Zwick & Ercikan 1989): A negligible, B moderate, C large. */
export type DifClass = 'A' | 'B' | 'C'

export type Dif = {
  /** Odds of the others over those of the group, of equal ability. */
  oddsRatio: number
  /** On the scale of ETS; below zero: harder for the group. */
  delta: number
  /** Mantel-Haenszel, with the correction for continuity; one degree of freedom. */
  chiSquare: number
  class: DifClass
}

const ETS_SCALE = -2.35
const MODERATE = 1
const LARGE = 1.5
const CHI_SQUARE_95 = 3.841
/** A group of fewer says nothing. */
export const ENOUGH_IN_GROUP = 50

/**
 * Whether an item is harder for one group than for others who did equally well in the rest (Mantel-Haenszel). Null where
 * a group is too small, or the data say nothing.
 */
export function differentialFunctioning(people: readonly Comparison[], enough = ENOUGH_IN_GROUP): Dif | null {
  const focal = people.filter(({ isFocal }) => isFocal).length
  if (Math.min(focal, people.length - focal) < enough) return null
  let [above, below, right, expected, variance] = [0, 0, 0, 0, 0]
  for (const { a, b, c, d } of strataOf(people)) {
    const all = a + b + c + d
    if (all < 2) continue
    above += (a * d) / all
    below += (b * c) / all
    right += a
    expected += ((a + b) * (a + c)) / all
    variance += ((a + b) * (c + d) * (a + c) * (b + d)) / (all * all * (all - 1))
  }
  if (above === 0 || below === 0 || variance === 0) return null
  const oddsRatio = above / below
  const delta = ETS_SCALE * Math.log(oddsRatio)
  const chiSquare = Math.max(0, Math.abs(right - expected) - 0.5) ** 2 / variance
  return { oddsRatio, delta, chiSquare, class: classOf(Math.abs(delta), chiSquare) }
}

function classOf(size: number, chiSquare: number): DifClass {
  if (size < MODERATE || chiSquare < CHI_SQUARE_95) return 'A'
  return size < LARGE ? 'B' : 'C'
}

/** Of each rest score: others right and wrong, the group right and wrong. */
type Stratum = { a: number; b: number; c: number; d: number }

function strataOf(people: readonly Comparison[]): Iterable<Stratum> {
  const strata = new Map<number, Stratum>()
  for (const { isFocal, isRight, rest } of people) {
    const stratum = strata.get(rest) ?? { a: 0, b: 0, c: 0, d: 0 }
    strata.set(rest, stratum)
    stratum[isFocal ? (isRight ? 'c' : 'd') : isRight ? 'a' : 'b'] += 1
  }
  return strata.values()
}

/** Of one group: everybody's score in a section, and in the items that both groups had. */
export type AnchoredScores = { total: number; anchor: number }[]

/** At least so many common items carry a comparison, or this share of the form. */
const ENOUGH_ANCHORS = 20
const ENOUGH_OF_FORM = 0.2

export function isAnchored(anchors: number, items: number): boolean {
  return anchors > 0 && (anchors >= ENOUGH_ANCHORS || anchors >= ENOUGH_OF_FORM * items)
}

/**
 * What a score on one form would be on another, by the items that both have: from the first form onto the anchors in the
 * first group, and from there onto the second form in the second (chained linear equating). Null where nobody differs.
 */
export function chainedLinear(from: AnchoredScores, to: AnchoredScores): Linking | null {
  const [x, v1] = [momentsAt(from, 'total'), momentsAt(from, 'anchor')]
  const [v2, y] = [momentsAt(to, 'anchor'), momentsAt(to, 'total')]
  if (x.deviation === 0 || v2.deviation === 0) return null
  const [onto, back] = [linearEquating(x, v1), linearEquating(v2, y)]
  return { slope: back.slope * onto.slope, shift: back.slope * onto.shift + back.shift }
}

function momentsAt(scores: AnchoredScores, of: 'total' | 'anchor'): Moments {
  return momentsOf(scores.map((each) => each[of]))
}
