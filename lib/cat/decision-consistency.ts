import { density, upperTail } from '@/lib/cat/normal'
import { sumOf } from '@/lib/cat/statistics'

/** Whether a second, equal form would decide the same of the same people at a minimum. */
export type DecisionConsistency = {
  minimum: number
  /** Share of people of whom both forms would decide the same. */
  agreement: number
  /** The same beyond what chance alone agrees on (kappa), from 0 to 1. */
  kappa: number
}

/**
 * How surely one form decides who reaches a minimum, from one sitting. Scores of two equal forms are taken for normal and
 * as alike as the reliability says. Null where scores do not vary, the reliability says nothing, or nobody is near.
 *
 * @param step points between two neighbouring scores, for the correction of continuity
 *
 * Source: Peng & Subkoviak 1980, "A note on Huynh's normal approximation procedure for estimating criterion-referenced
 * reliability", Journal of Educational Measurement 17, 359-368.
 */
export function decisionConsistency(
  { mean, deviation, reliability }: { mean: number; deviation: number; reliability: number | null },
  minimum: number,
  step: number,
): DecisionConsistency | null {
  if (deviation === 0 || reliability === null || reliability < 0) return null
  const z = (minimum - step / 2 - mean) / deviation
  const passing = upperTail(z)
  const byChance = passing ** 2 + (1 - passing) ** 2
  if (byChance > ALMOST_ALL) return null
  const beyond = 2 * togetherBeyondChance(z, reliability)
  return { minimum, agreement: byChance + beyond, kappa: beyond / (1 - byChance) }
}

/** Where chance alone agrees on nearly everybody, kappa is a quotient of two nothings. */
const ALMOST_ALL = 0.999

/** How much oftener two normal values with a correlation are both below `z` than two without. */
function togetherBeyondChance(z: number, correlation: number): number {
  const pieces = 64
  const angle = Math.asin(Math.min(1, correlation))
  const heightAt = (share: number) => density(z / Math.sqrt((1 + Math.sin(share * angle)) / 2)) / Math.sqrt(2 * Math.PI)
  const inner = Array.from({ length: pieces - 1 }, (_, at) => (at % 2 === 0 ? 4 : 2) * heightAt((at + 1) / pieces))
  return ((heightAt(0) + heightAt(1) + sumOf(inner)) * angle) / (3 * pieces)
}
