import { type DecisionConsistency, decisionConsistency } from '@/lib/cat/decision-consistency'
import { type Dif, differentialFunctioning } from '@/lib/cat/fairness'
import { alpha, itemStatistics, standardError, totalMoments } from '@/lib/cat/item-analysis'
import { type ItemTime, itemTime } from '@/lib/cat/item-times'
import { knownMean, sumOf } from '@/lib/cat/statistics'

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
  /** The best 27 of a hundred against the last 27 (D). */
  upperLower: number | null
  time: ItemTime
  /** Share of those who left it blank. */
  blank: number
  options: ReviewedOption[]
  signs: Sign[]
  /** Groups for which it is another item than for others of the same ability; right or wrong items alone. */
  dif: GroupDif[]
}

/** Whose answers are held against those of all others: women, people with an accommodation, those of one province. */
type DifGroup = { group: 'women' | 'accommodated' } | { group: 'region'; region: string }
export type GroupDif = Pick<Dif, 'delta' | 'class'> & DifGroup

/** Who belongs to a group, of each person; null where it is not known. */
export type Membership = DifGroup & { isIn: readonly (boolean | null)[] }

/** One membership for each province that somebody is of; null: of nobody knows which, who is compared with nobody. */
export function ofRegions(provinces: readonly (string | null)[]): Membership[] {
  const known = new Set(provinces.filter((province) => province !== null))
  return [...known].sort().map((region) => ({
    group: 'region',
    region,
    isIn: provinces.map((province) => (province === null ? null : province === region)),
  }))
}

export type ReviewedSection = {
  items: ReviewedItem[]
  reliability: number | null
  standardError: number | null
  /** At each minimum of the section of which something can be said. */
  consistency: DecisionConsistency[]
}

/** What else is known of a session. */
export type Background = {
  /** Who of the people belongs to which group. */
  groups?: readonly Membership[]
  /** Seconds that each person took for each item; null where it is not known. */
  seconds?: readonly (readonly (number | null)[])[]
  /** Points of the section that a passing grade asks for. */
  minimums?: readonly number[]
}

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
  { groups = [], seconds = [], minimums = [] }: Background = {},
): ReviewedSection {
  const table = people.map((chosen) => keys.map((points, at) => points[chosen[at] ?? ''] ?? 0))
  const totals = table.map(sumOf)
  const best = keys.map((points) => Math.max(...Object.values(points)))
  const statistics = itemStatistics(table, best)
  const items = keys.map((points, at): ReviewedItem => {
    const chosen = people.map((row) => row[at] ?? null)
    const rests = totals.map((total, person) => total - (table[person]?.[at] ?? 0))
    const { difficulty = 0, itemRest = null, upperLower = null } = statistics[at] ?? {}
    const options = Object.entries(points).map(([id, worth]) => optionOf(id, worth, chosen, rests))
    const blank = chosen.filter((option) => option === null).length / chosen.length
    const isWeighted = options.filter((option) => option.points > 0).length > 1
    const dif = isWeighted
      ? []
      : difOf(
          table.map((row) => (row[at] ?? 0) === best[at]),
          rests,
          groups,
        )
    const time = itemTime(seconds.flatMap((row) => row[at] ?? []))
    const signs = signsOf(difficulty, itemRest, options)
    return { difficulty, itemRest, upperLower, time, blank, options, signs, dif }
  })
  const reliability = alpha(table)
  const scores = { ...totalMoments(table), reliability }
  const step = keys.flatMap((points) => Object.values(points)).reduce(greatestDivisor, 0)
  return {
    items,
    reliability,
    standardError: reliability === null ? null : standardError(table, reliability),
    consistency: minimums.flatMap((minimum) => decisionConsistency(scores, minimum, step) ?? []),
  }
}

/** The step between two scores is what all points are multiples of. */
function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}

/** Groups for which it is moderately or much harder, or easier. */
function difOf(rights: readonly boolean[], rests: readonly number[], groups: readonly Membership[]): GroupDif[] {
  return groups.flatMap(({ isIn, ...group }) => {
    const compared = rights.flatMap((isRight, person) => {
      const isFocal = isIn[person] ?? null
      return isFocal === null ? [] : [{ isFocal, isRight, rest: rests[person] ?? 0 }]
    })
    const dif = differentialFunctioning(compared)
    return dif && dif.class !== 'A' ? [{ ...group, delta: dif.delta, class: dif.class }] : []
  })
}

function optionOf(id: string, points: number, chosen: readonly (string | null)[], rests: readonly number[]) {
  const own = rests.filter((_, person) => chosen[person] === id)
  return { id, points, share: own.length / chosen.length, meanRest: knownMean(own) }
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
