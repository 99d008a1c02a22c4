import { chanceOfAtLeast } from '@/lib/cat/compound-binomial'
import { sumOf } from '@/lib/cat/statistics'
import { LEVELS, type Sitter, type Sitting } from '@/lib/cat/wrong-options'

/** Two people who made the same mistakes more often than chance explains. */
export type SimilarPair = {
  people: [number, number]
  /** Items at which both were wrong. */
  bothWrong: number
  /** Those of them at which they chose the same wrong option. */
  same: number
  /** At how many two people of their scores usually choose the same. */
  expected: number
  /** How many such pairs a session of this size has by chance. */
  byChance: number
}

/** Told from here on: chance alone brings one such lead in twenty sessions. */
export const UNLIKELY = 0.05

/** Fewer same mistakes say nothing in any session. */
const FEWEST = 5

/** Pairs this many standard deviations above what is usual are looked at exactly. */
const WORTH_A_LOOK = 3

/**
 * Compares one person after the other with all who come after them, so that whoever calls it can let others work in
 * between; gives the pairs that chance does not explain.
 *
 * Only mistakes count: people who know the same are right at the same items, and two who are both wrong choose the same
 * wrong option only as often as others do.
 */
export function comparison(sitting: Sitting): (person: number) => SimilarPair[] {
  const { sitters } = sitting
  const tables = sitting.items.map(({ chances }) => matchTable(chances))
  const pairs = (sitters.length * (sitters.length - 1)) / 2
  return (person) => {
    const found: SimilarPair[] = []
    const mistakes = mistakesOf(sitting, tables, person)
    for (let second = person + 1; second < sitters.length; second++) {
      const other = sitters[second]
      if (!other || !isWorthALook(mistakes, other)) continue
      const { chance, ...pair } = pairOf(sitting, person, second)
      if (pairs * chance <= UNLIKELY) found.push({ ...pair, byChance: pairs * chance })
    }
    return found
  }
}

/** The mistakes of one person in a row, each with the chance that somebody of each level makes the same. */
type Mistakes = { places: Uint16Array; options: Uint8Array; sections: Uint8Array; chances: Float64Array }

function mistakesOf({ items, sitters }: Sitting, tables: readonly Float64Array[], person: number): Mistakes {
  const { wrongs, levels } = sitters[person] ?? { wrongs: new Uint8Array(), levels: [] }
  const places = Uint16Array.from([...wrongs.keys()].filter((place) => wrongs[place] !== 0))
  const sections = Uint8Array.from(places, (place) => items[place]?.section ?? 0)
  const chances = new Float64Array(places.length * LEVELS)
  for (const [at, place] of places.entries()) {
    const row = (levels[sections[at] ?? 0] ?? 0) * LEVELS
    chances.set(tables[place]?.subarray(row, row + LEVELS) ?? [], at * LEVELS)
  }
  const options = Uint8Array.from(places, (place) => wrongs[place] ?? 0)
  return { places, options, sections, chances }
}

/** Whether the same mistakes are far above what is usual; asked of every pair, so nothing is made on the way. */
function isWorthALook({ places, options, sections, chances }: Mistakes, { wrongs, levels }: Sitter): boolean {
  const width = LEVELS // read once: an import is slower than a local where it is asked so often
  let same = 0
  let mean = 0
  let variance = 0
  for (let at = 0; at < places.length; at++) {
    const wrong = wrongs[places[at] ?? 0]
    if (wrong === 0) continue
    if (wrong === options[at]) same++
    const chance = chances[at * width + (levels[sections[at] ?? 0] ?? 0)] ?? 0
    mean += chance
    variance += chance * (1 - chance)
  }
  return same >= FEWEST && same - mean >= WORTH_A_LOOK * Math.sqrt(variance)
}

/**
 * The mistakes that two people share, and the chance that two who know nothing of each other, wrong at the same items,
 * share so many or more. The same whoever is named first.
 *
 * Source: error similarity of Bellezza & Bellezza 1989, "Detection of cheating on multiple-choice tests by using
 * error-similarity analysis", Teaching of Psychology 16, 151-155; with a chance for each item and ability, as in the
 * generalized binomial test of van der Linden & Sotaridona 2006, Journal of Educational and Behavioral Statistics 31,
 * 283-304.
 */
export function pairOf({ items, sitters }: Sitting, a: number, b: number) {
  const [one, other] = [sitters[a], sitters[b]]
  const chances = items.flatMap(({ section, chances: ofLevels }, place) =>
    one?.wrongs[place] && other?.wrongs[place]
      ? [matchChance(ofLevels, one.levels[section] ?? 0, other.levels[section] ?? 0)]
      : [],
  )
  const same = one && other ? sameWrongs(one, other) : 0
  return {
    people: [a, b] as [number, number],
    bothWrong: chances.length,
    same,
    expected: sumOf(chances),
    chance: chanceOfAtLeast(same, chances),
  }
}

function sameWrongs({ wrongs: one }: Sitter, { wrongs: other }: Sitter): number {
  let same = 0
  for (let place = 0; place < one.length; place++) if (one[place] !== 0 && one[place] === other[place]) same++
  return same
}

/** Chance that two who are wrong choose the same, for each two levels. */
function matchTable(chances: readonly Float64Array[]): Float64Array {
  return Float64Array.from({ length: LEVELS * LEVELS }, (_, at) =>
    matchChance(chances, Math.floor(at / LEVELS), at % LEVELS),
  )
}

function matchChance(chances: readonly Float64Array[], level: number, other: number): number {
  return chances[level]?.reduce((sum, chance, option) => sum + chance * (chances[other]?.[option] ?? 0), 0) ?? 0
}
