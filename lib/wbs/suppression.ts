/** How many reports are told; null where they are kept back. */
export type Shown = number | null

/** Fewer than so many reports are never told (wbs.md 15). */
export const LEAST_SHOWN = 5

/**
 * One table of counts as it is published with its total. What is below five is kept back, and so much more with it that
 * nobody computes a kept cell from the others, also who knows this rule and tries every table there could be: never one
 * alone, and never a rest that has one solution. A total below five is kept back with all its cells.
 *
 * Tables that stand side by side over the same reports may share the total and nothing else: a cell of one must not be a sum
 * of cells of another.
 */
export function suppress<Key extends string>(counts: Record<Key, number>): { total: Shown; cells: Record<Key, Shown> } {
  const keys = Object.keys(counts) as Key[]
  const sumOf = (some: Iterable<Key>) => [...some].reduce((sum, key) => sum + counts[key], 0)
  const total = sumOf(keys)
  const kept = new Set(keys.filter((key) => counts[key] < LEAST_SHOWN))
  const isTold = (sum: number) => sum < LEAST_SHOWN || sum === (LEAST_SHOWN - 1) * kept.size // none of them, or all fours
  const isOpen = () => kept.size > 0 && (kept.size < 2 || isTold(sumOf(kept)))
  while (isOpen() && kept.size < keys.length) {
    const least = Math.min(...keys.filter((key) => !kept.has(key)).map((key) => counts[key]))
    for (const key of keys) if (counts[key] === least) kept.add(key) // to choose among equals would tell
  }
  const cells = Object.fromEntries(keys.map((key) => [key, kept.has(key) ? null : counts[key]])) as Record<Key, Shown>
  return { total: total < LEAST_SHOWN ? null : total, cells }
}

const STEPS_TOLD = [100, 50, 25, 10, LEAST_SHOWN]

/**
 * Counts of now, for somebody who may look every day, each rounded down to a step: two looks tell no single report between
 * them but where a count crosses one, and a count below five is told by no difference, because all others are ranges.
 */
export function inSteps<Key extends string>(counts: Record<Key, number>): { total: Shown; cells: Record<Key, Shown> } {
  const told = (count: number): Shown => STEPS_TOLD.find((step) => count >= step) ?? null
  const entries = Object.entries<number>(counts)
  const total = entries.reduce((sum, [, count]) => sum + count, 0)
  const cells = Object.fromEntries(entries.map(([key, count]) => [key, told(count)])) as Record<Key, Shown>
  return { total: told(total), cells }
}

/** The median of what was measured of reports, the lower of two; null where fewer than five were. */
export function shownMedian(measured: readonly number[]): Shown {
  if (measured.length < LEAST_SHOWN) return null
  return [...measured].sort((a, b) => a - b)[Math.ceil(measured.length / 2) - 1] ?? null
}
