import { type Moments, meanOf, momentsOf, sumOf, varianceOf } from '@/lib/cat/statistics'

/** One row per person, one column per item; points from 0 to the highest of the item. */
export type PointTable = readonly (readonly number[])[]

export type ItemStatistics = {
  /** Mean points over the highest: for a right or wrong item the share who had it right. */
  difficulty: number
  /** Correlation of the item with the total; null where one of them does not vary. */
  itemTotal: number | null
  /** The same with the total of the other items. */
  itemRest: number | null
  /** Difficulty among the best 27 of a hundred less that among the last 27 (D); null for fewer than four people. */
  upperLower: number | null
}

/**
 * Classical statistics of each item. Standard deviations are those of the population.
 *
 * @param best the highest points of each item
 */
export function itemStatistics(table: PointTable, best: readonly number[]): ItemStatistics[] {
  const totals = table.map(sumOf)
  return columnsOf(table).map((column, at) => ({
    difficulty: meanOf(column) / (best[at] ?? 1),
    itemTotal: correlation(column, totals),
    itemRest: correlation(
      column,
      totals.map((total, row) => total - (column[row] ?? 0)),
    ),
    upperLower: upperLower(column, totals, best[at] ?? 1),
  }))
}

/** Source: Kelley 1939, "The selection of upper and lower groups for the validation of test items". */
const OUTER_GROUP = 0.27
const ENOUGH_FOR_GROUPS = 4

function upperLower(column: readonly number[], totals: readonly number[], best: number): number | null {
  if (column.length < ENOUGH_FOR_GROUPS) return null
  const size = Math.round(OUTER_GROUP * column.length)
  const people = column.map((points, row) => ({ points, total: totals[row] ?? 0 })).sort((a, b) => b.total - a.total)
  return (meanOfFirst(people, size) - meanOfFirst(people.reverse(), size)) / best
}

/** Mean points of the first people in an order by total; of equals at the edge each counts by the same part. */
function meanOfFirst(people: readonly { points: number; total: number }[], size: number): number {
  const edge = people[size - 1]?.total
  const inside = people.slice(0, size).filter(({ total }) => total !== edge)
  const equals = people.filter(({ total }) => total === edge)
  const places = size - inside.length
  const pointsOf = (group: typeof people) => sumOf(group.map(({ points }) => points))
  return (pointsOf(inside) + (pointsOf(equals) * places) / equals.length) / size
}

/** Cronbach's alpha; for right or wrong items the same as KR-20. Null where totals do not vary. */
export function alpha(table: PointTable): number | null {
  const columns = columnsOf(table)
  const total = varianceOf(table.map(sumOf))
  if (total === 0 || columns.length < 2) return null
  const k = columns.length
  return (k / (k - 1)) * (1 - sumOf(columns.map(varianceOf)) / total)
}

/** KR-21, which takes every item for equally difficult. Right or wrong items only. */
export function kr21(table: PointTable): number | null {
  const totals = table.map(sumOf)
  const k = table[0]?.length ?? 0
  const total = varianceOf(totals)
  if (total === 0 || k < 2) return null
  const average = meanOf(totals)
  return (k / (k - 1)) * (1 - (average * (k - average)) / (k * total))
}

/** Mean and standard deviation of the totals, in points. */
export function totalMoments(table: PointTable): Moments {
  return momentsOf(table.map(sumOf))
}

/** Standard error of measurement in points, from the reliability. */
export function standardError(table: PointTable, reliability: number): number {
  return totalMoments(table).deviation * Math.sqrt(1 - reliability)
}

/** Chance of a right answer with ability theta; discrimination 1 is the Rasch model. */
export function chanceOf(theta: number, difficulty: number, discrimination = 1): number {
  return 1 / (1 + Math.exp(-discrimination * (theta - difficulty)))
}

/** What an item tells of ability theta. */
export function informationOf(theta: number, difficulty: number, discrimination = 1): number {
  const chance = chanceOf(theta, difficulty, discrimination)
  return discrimination ** 2 * chance * (1 - chance)
}

/** The line that carries one scale onto another: `slope * x + shift`. */
export type Linking = { slope: number; shift: number }

/** By the mean and the spread of the anchor items' difficulties on both scales. */
export function meanSigma(from: readonly number[], to: readonly number[]): Linking {
  const slope = Math.sqrt(varianceOf(to) / varianceOf(from))
  return { slope, shift: meanOf(to) - slope * meanOf(from) }
}

/** By the mean of the anchor items' difficulties alone. */
export function meanMean(from: readonly number[], to: readonly number[]): Linking {
  return { slope: 1, shift: meanOf(to) - meanOf(from) }
}

/** Linear equating of scores by the mean and standard deviation of both forms. */
export function linearEquating(from: Moments, to: Moments): Linking {
  const slope = to.deviation / from.deviation
  return { slope, shift: to.mean - slope * from.mean }
}

function columnsOf(table: PointTable): number[][] {
  return (table[0] ?? []).map((_, column) => table.map((row) => row[column] ?? 0))
}

function correlation(a: readonly number[], b: readonly number[]): number | null {
  const spread = Math.sqrt(varianceOf(a) * varianceOf(b))
  if (spread === 0) return null
  const [meanA, meanB] = [meanOf(a), meanOf(b)]
  return meanOf(a.map((value, index) => (value - meanA) * ((b[index] ?? 0) - meanB))) / spread
}
