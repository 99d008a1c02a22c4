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

  /** Reads parts one after another; in between the process serves others. */
  async function readEach<Part, Read>(parts: readonly Part[], read: (part: Part) => Read): Promise<Read[]> {
    if (parts.length > items) throw new Refusal('cat.too_many_items', { limit: items, found: parts.length })
    const all: Read[] = []
    for (const part of parts) {
      refuseSlow()
      all.push(read(part))
      await setImmediate()
    }
    return all
  }

  return { spend, readEach }
}
