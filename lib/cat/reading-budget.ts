import { setImmediate } from 'node:timers/promises'
import { Refusal } from '@/lib/refusal'

/** A file of items is read beside running exams: what one may cost, in bytes, items and milliseconds. */
export const READING_LIMITS = {
  items: 1_000,
  bytes: 40_000_000, // what it unpacks to, and what its items use of it, counted as often as they use it
  documentBytes: 8_000_000,
  milliseconds: 30_000,
}

/** A use costs as much as this many bytes, however small it is. */
const LEAST_BYTES = 1_000

/** So many lines of a text take about a millisecond. */
const STEPS_AT_ONCE = 1_000

export type ReadingBudget = ReturnType<typeof readingBudget>

/**
 * Counts what reading one file costs, before each part is read. Refuses with cat.package_heavy, cat.package_slow or
 * cat.too_many_items.
 */
export function readingBudget(limits = READING_LIMITS, elapsed = () => performance.now()) {
  const { items, bytes, documentBytes, milliseconds } = limits
  const startedAt = elapsed()
  let spentBytes = 0

  function refuseSlow(): void {
    if (elapsed() - startedAt > milliseconds) throw new Refusal('cat.package_slow', { seconds: milliseconds / 1_000 })
  }

  /** Before a part of so many bytes is used, be it for the first time or again. */
  function spend(size: number): void {
    spentBytes += Math.max(size, LEAST_BYTES)
    if (size > documentBytes || spentBytes > bytes) {
      throw new Refusal('cat.package_heavy', { megabytes: bytes / 1_000_000, part: documentBytes / 1_000_000 })
    }
    refuseSlow()
  }

  /**
   * Takes the parts that are found in a text as they are found, be it none for a while (null). Beside the exams it keeps no
   * more of them than it may read, and only counts the others.
   */
  async function gather<Part>(search: Iterable<Part | null>): Promise<Part[]> {
    const parts: Part[] = []
    let [found, steps] = [0, 0]
    for (const part of search) {
      if (part !== null && ++found <= items) parts.push(part)
      if (++steps % STEPS_AT_ONCE > 0) continue
      refuseSlow()
      await setImmediate()
    }
    refuseMany(found)
    return parts
  }

  function refuseMany(found: number): void {
    if (found > items) throw new Refusal('cat.too_many_items', { limit: items, found })
  }

  /** Reads parts one after another; in between the process serves others. */
  async function readEach<Part, Read>(parts: readonly Part[], read: (part: Part) => Read): Promise<Read[]> {
    refuseMany(parts.length)
    const all: Read[] = []
    for (const part of parts) {
      refuseSlow()
      all.push(read(part))
      await setImmediate()
    }
    return all
  }

  return { spend, gather, readEach }
}

/** The lines of a text one after the other, and an empty one at its end: millions never stand in memory at once. */
export function* linesOf(text: string): Generator<string> {
  for (const [, line = ''] of text.matchAll(/([^\r\n]*)(?:\r\n?|\n|$)/g)) yield line
}
