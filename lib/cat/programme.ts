/** One part of a test, such as TWK. Every item gives at most `pointsPerItem`. */
export type Section = { code: string; itemCount: number; pointsPerItem: number }

/** Points of one candidate per section code. */
export type SectionScores = Readonly<Record<string, number>>

export function totalOf(scores: SectionScores): number {
  return Object.values(scores).reduce((sum, score) => sum + score, 0)
}
