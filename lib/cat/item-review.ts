import { alpha, itemStatistics, standardError } from '@/lib/cat/item-analysis'

/** What one option of an item was chosen by: the share of all, and their mean score in the rest of the section. */
export type ReviewedOption = { id: string; points: number; share: number; meanRest: number | null }

/** What a reviewer should look at; `options` are those meant. */
export type Sign = {
  code: 'too_hard' | 'too_easy' | 'check_key' | 'weak' | 'idle_options' | 'better_wrong' | 'uneven_weights'
  options: string[]
}

export type ReviewedItem = {
  /** Mean points over the highest. */
  difficulty: number
  /** Correlation with the rest of the section; null where one of them does not vary. */
  itemRest: number | null
  /** Share of those who left it blank. */
  blank: number
  options: ReviewedOption[]
  signs: Sign[]
}

export type ReviewedSection = { items: ReviewedItem[]; reliability: number | null; standardError: number | null }

/** With fewer people the numbers say little. */
export const ENOUGH_PEOPLE = 100

const HARD = 0.2
const EASY = 0.9
const WRONG_KEY = 0.1
const GOOD = 0.3
const IDLE = 0.05

/** The points of each option of an item by the option's id. */
export type Points = Readonly<Record<string, number>>

/**
 * Classical analysis of one section of a form that everybody had.
 *
 * @param keys of each item
 * @param people what each of them chose at each item; null is blank
 */
export function reviewSection(
  keys: readonly Points[],
  people: readonly (readonly (string | null)[])[],
): ReviewedSection {
  const table = people.map((chosen) => keys.map((points, at) => points[chosen[at] ?? ''] ?? 0))
  const totals = table.map((row) => row.reduce((sum, points) => sum + points, 0))
  const statistics = itemStatistics(table)
  const items = keys.map((points, at): ReviewedItem => {
    const chosen = people.map((row) => row[at] ?? null)
    const rests = totals.map((total, person) => total - (table[person]?.[at] ?? 0))
    const best = Math.max(...Object.values(points))
    const difficulty = (statistics[at]?.difficulty ?? 0) / best
    const itemRest = statistics[at]?.itemRest ?? null
    const options = Object.entries(points).map(([id, worth]) => optionOf(id, worth, chosen, rests))
    const blank = chosen.filter((option) => option === null).length / chosen.length
    return { difficulty, itemRest, blank, options, signs: signsOf(difficulty, itemRest, options) }
  })
  const reliability = alpha(table)
  return { items, reliability, standardError: reliability === null ? null : standardError(table, reliability) }
}

function optionOf(id: string, points: number, chosen: readonly (string | null)[], rests: readonly number[]) {
  const own = rests.filter((_, person) => chosen[person] === id)
  const meanRest = own.length === 0 ? null : own.reduce((sum, rest) => sum + rest, 0) / own.length
  return { id, points, share: own.length / chosen.length, meanRest }
}

/** Source: the limits that item writers usually hold to (difficulty .20 to .90, item-rest r from .30, distractors 5%). */
function signsOf(difficulty: number, itemRest: number | null, options: readonly ReviewedOption[]): Sign[] {
  const idsOf = (meant: readonly ReviewedOption[]) => meant.map(({ id }) => id)
  const right = options.filter(({ points }) => points > 0)
  const wrong = options.filter(({ points }) => points === 0)
  const isWeighted = right.length > 1
  const idle = (isWeighted ? options : wrong).filter(({ share }) => share < IDLE)
  const usual = options.filter(({ share }) => share >= IDLE)
  const keyRest = right[0]?.meanRest ?? null
  const better = usual.filter(({ points, meanRest }) => points === 0 && keyRest !== null && (meanRest ?? 0) > keyRest)
  const signs: (Sign | false)[] = [
    difficulty < HARD && { code: 'too_hard', options: [] },
    difficulty > EASY && { code: 'too_easy', options: [] },
    itemRest !== null && itemRest < WRONG_KEY && { code: 'check_key', options: [] },
    itemRest !== null && itemRest >= WRONG_KEY && itemRest < GOOD && { code: 'weak', options: [] },
    idle.length > 0 && { code: 'idle_options', options: idsOf(idle) },
    !isWeighted && better.length > 0 && { code: 'better_wrong', options: idsOf(better) },
    isWeighted && !risesWithPoints(usual) && { code: 'uneven_weights', options: [] },
  ]
  return signs.filter((sign) => sign !== false)
}

/** Whether those who chose a heavier option did better in the rest, option by option. */
function risesWithPoints(options: readonly ReviewedOption[]): boolean {
  const rests = [...options].sort((a, b) => a.points - b.points).map(({ meanRest }) => meanRest ?? 0)
  return rests.every((rest, at) => at === 0 || rest >= (rests[at - 1] ?? 0))
}
