/** One part of a test, such as TWK. Every item gives at most `pointsPerItem`. */
export type Section = { code: string; itemCount: number; pointsPerItem: number }

/** Points of one candidate per section code. */
export type SectionScores = Readonly<Record<string, number>>

/** The highest score of a section. */
export function maximumOf({ itemCount, pointsPerItem }: Section): number {
  return itemCount * pointsPerItem
}

/** The highest total of a test. */
export function maximumTotal(sections: readonly Section[]): number {
  return sections.reduce((sum, section) => sum + maximumOf(section), 0)
}

export function totalOf(scores: SectionScores): number {
  return Object.values(scores).reduce((sum, score) => sum + score, 0)
}
