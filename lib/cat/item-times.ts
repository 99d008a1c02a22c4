/** When one choice arrived, in the order of an attempt; null: cleared again. `epoch` changes with the device. */
export type Arrival = { item: number; option: string | null; epoch: number; at: number }

/** What was chosen first at an item, and after how many seconds. It may have been changed later. */
export type FirstChoice = { option: string | null; seconds: number }

/** A choice within so many seconds is faster than the question can be read. Source: Wise & Kong 2005. */
export const RAPID_SECONDS = 3

/** How long people took for an item; seconds. */
export type ItemTime = {
  /** Of how many people it is known. */
  known: number
  /** A tenth took at most so long, then half of them, then nine tenths. */
  quantiles: [number, number, number] | null
  /** Share of the known times below the limit. */
  rapid: number
}

/**
 * The first choice of each item with its seconds, counted from the choice before it on the same paper or from the start.
 *
 * Times are those at which the server received the choices: the device's own clock is not believed. What was received
 * together (after a time without a network), what came after a pause, and what came from another device than the choice
 * before it says nothing of how long somebody took: such items are left out, and so is the one right after them.
 *
 * @param startedAt and `pauses` in milliseconds, on the clock of the arrivals
 */
export function firstChoices(
  arrivals: readonly Arrival[],
  startedAt: number,
  pauses: readonly number[] = [],
): Map<number, FirstChoice> {
  const first = new Map<number, FirstChoice>()
  const seen = new Set<number>()
  const isAlone = (index: number) =>
    arrivals[index]?.at !== arrivals[index - 1]?.at && arrivals[index]?.at !== arrivals[index + 1]?.at
  for (const [index, { item, option, epoch, at }] of arrivals.entries()) {
    if (seen.has(item)) continue
    seen.add(item)
    const before = arrivals[index - 1] ?? { at: startedAt, epoch }
    const isKnown = isAlone(index) && (index === 0 || isAlone(index - 1)) && before.epoch === epoch
    const isPaused = pauses.some((pause) => pause >= before.at && pause <= at)
    if (isKnown && !isPaused) first.set(item, { option, seconds: (at - before.at) / 1000 })
  }
  return first
}

export function itemTime(times: readonly number[]): ItemTime {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0
  return {
    known: sorted.length,
    quantiles: sorted.length === 0 ? null : [at(0.1), at(0.5), at(0.9)],
    rapid: sorted.filter((time) => time < RAPID_SECONDS).length / (sorted.length || 1),
  }
}
