/** One part of a test, such as TWK. Every item gives at most `pointsPerItem`. */
export type Section = { code: string; itemCount: number; pointsPerItem: number }

/** `single`: one option is right. `weighted`: each option gives something else, the best one most. */
export const SCORINGS = ['single', 'weighted'] as const

/**
 * A section as its programme keeps it, with the kind of items that it is made of, and by how many points of a hundred the
 * mean difficulty of one form may differ from that of others.
 */
export type ProgrammeSection = Section & {
  name: string
  scoring: (typeof SCORINGS)[number]
  optionCount: number
  tolerancePercent?: number
}

/** What the live board of a programme says of each candidate beside the scores. */
export const BOARD_SHOWS = ['initials', 'numbers'] as const

/** How many options the items of a section may have. */
export const OPTION_COUNTS = ['2', '3', '4', '5', '6', '7', '8'] as const

/** The bank gives points in fifths of what an item is worth: five for the right option, or one to five. */
export const FULL_POINTS = 5

/** What next year's programme is called, made from this year's. */
export function inNextYear({ code, name, year }: { code: string; name: string; year: number }) {
  const next = (text: string) => text.replaceAll(String(year), String(year + 1))
  return { code: next(code), name: next(name), year: year + 1 }
}

/** What somebody has who takes all points of every section. */
export function highestScore(sections: readonly Pick<Section, 'itemCount' | 'pointsPerItem'>[]): number {
  return sections.reduce((sum, { itemCount, pointsPerItem }) => sum + itemCount * pointsPerItem, 0)
}

/** Points of one candidate per section code. */
export type SectionScores = Readonly<Record<string, number>>

export function totalOf(scores: SectionScores): number {
  return Object.values(scores).reduce((sum, score) => sum + score, 0)
}
