import type { FormKey } from '@/lib/cat/disclosure'
import { momentsOf } from '@/lib/cat/statistics'

/** One person: the wrong option at each place, counted from 1 (0: right, blank, or no question of right and wrong). */
export type Sitter = { wrongs: Uint8Array; levels: number[] }

/** Everybody who sat one form, and which wrong option people of each level of ability take. */
export type Sitting = {
  sitters: Sitter[]
  /** Of each place: its section, and by level the chance of each option among those who are wrong; the first is none. */
  items: { section: number; chances: Float64Array[] }[]
}

/** Levels stand this far apart, from three standard deviations below the mean of a section to three above. */
const STEP = 0.3
const HALF = 10
export const LEVELS = 2 * HALF + 1

/** Whether an item has one right option; where each gives points, none is wrong. */
export function hasOneRight({ points }: Pick<FormKey, 'points'>): boolean {
  return Object.values(points).filter((each) => each > 0).length === 1
}

/**
 * Which wrong option people take at each item, smoothed over those who scored alike in its section. Nothing is
 * impossible: all options together have one person more.
 *
 * Source: Ramsay 1991, "Kernel smoothing approaches to nonparametric item characteristic curve estimation", Psychometrika
 * 56, 611-630, with its bandwidth of 1.1 N^-0.2 standard deviations.
 *
 * @param people the option of each of them at each place; null is blank
 */
export function fitWrongOptions(keys: readonly FormKey[], people: readonly (readonly (string | null)[])[]): Sitting {
  const sections = [...new Set(keys.map(({ section }) => section))]
  const wrongs = people.map((row) => Uint8Array.from(keys, (key, place) => wrongAt(key, row[place] ?? null)))
  const standings = sections.map((section) => standingsIn(keys, section, people))
  const weights = standings.map(weightsOf)
  const items = keys.map(({ section, points }, place) => {
    const at = sections.indexOf(section)
    const taken = wrongs.map((row) => row[place] ?? 0)
    return { section: at, chances: chancesOf(taken, weights[at] ?? [], Object.values(points)) }
  })
  const levels = standings.map((standing) => standing.map(levelOf))
  return {
    items,
    sitters: wrongs.map((row, person) => ({ wrongs: row, levels: levels.map((own) => own[person] ?? 0) })),
  }
}

function wrongAt(key: FormKey, option: string | null): number {
  if (option === null || !hasOneRight(key) || (key.points[option] ?? 0) > 0) return 0
  return Object.keys(key.points).indexOf(option) + 1
}

/** Scores in a section, in standard deviations from their mean. */
function standingsIn(keys: readonly FormKey[], section: string, people: readonly (readonly (string | null)[])[]) {
  const scores = people.map((row) =>
    keys.reduce((sum, key, place) => (key.section === section ? sum + (key.points[row[place] ?? ''] ?? 0) : sum), 0),
  )
  const { mean, deviation } = momentsOf(scores)
  return scores.map((score) => (deviation === 0 ? 0 : (score - mean) / deviation))
}

function levelOf(standing: number): number {
  return Math.max(0, Math.min(LEVELS - 1, Math.round(standing / STEP) + HALF))
}

/** How much each person says of each level. */
function weightsOf(standings: readonly number[]): Float64Array[] {
  const width = 1.1 * standings.length ** -0.2
  return Array.from({ length: LEVELS }, (_, level) => {
    const middle = (level - HALF) * STEP
    return Float64Array.from(standings, (standing) => Math.exp(-(((standing - middle) / width) ** 2) / 2))
  })
}

function chancesOf(taken: readonly number[], weights: readonly Float64Array[], points: readonly number[]) {
  const first = Float64Array.from([0, ...points], (each, option) => (option > 0 && each === 0 ? 1 : 0))
  const wrongOptions = first.reduce((sum, each) => sum + each, 0) || 1
  return weights.map((ofLevel) => {
    const chances = first.map((each) => each / wrongOptions)
    let all = 1
    for (const [person, option] of taken.entries()) {
      if (option === 0) continue
      const weight = ofLevel[person] ?? 0
      chances[option] = (chances[option] ?? 0) + weight
      all += weight
    }
    return chances.map((chance) => chance / all)
  })
}
