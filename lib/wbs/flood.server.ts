import 'server-only'

/**
 * What everybody together may send in an hour before it costs more or is kept apart: reports, openings of a code, bytes of
 * files, and reports that were locked by hand, for which no browser can work.
 */
const HOURLY = { reports: 60, openings: 600, bytes: 2 * 1024 ** 3, offline: 60 }

/** What a proof of work is asked for. */
export type Burden = 'reports' | 'openings'

const HOUR_MS = 3_600_000
const MOST_DOUBLINGS = 10

type Counts = Record<'hour' | keyof typeof HOURLY, number>

/** Of this process and in its memory alone: an hour on a disk would say when a report came. */
const shared = globalThis as typeof globalThis & { satyaWbsCounts?: Counts; satyaWbsFailures?: number }

function counts(now: Date): Counts {
  const hour = Math.floor(now.getTime() / HOUR_MS)
  const known = shared.satyaWbsCounts
  if (known?.hour === hour) return known
  shared.satyaWbsCounts = { hour, reports: 0, openings: 0, bytes: 0, offline: 0 }
  return shared.satyaWbsCounts
}

export function count(kind: keyof typeof HOURLY, now: Date, by = 1): void {
  counts(now)[kind] += by
}

export function countFailure(): void {
  shared.satyaWbsFailures = (shared.satyaWbsFailures ?? 0) + 1
}

/** How many there were since this was asked last. */
export function takeFailures(): number {
  const failures = shared.satyaWbsFailures ?? 0
  shared.satyaWbsFailures = 0
  return failures
}

/** Whether this hour has brought as much as an hour may. */
export function isFlood(kind: keyof typeof HOURLY, now: Date): boolean {
  return counts(now)[kind] >= HOURLY[kind]
}

/** 1, and twice that when an hour's measure is full, and twice again whenever that doubles. */
export function timesHarder(burden: Burden, now: Date): number {
  const share = counts(now)[burden] / HOURLY[burden]
  return share < 1 ? 1 : 2 ** Math.min(MOST_DOUBLINGS, 1 + Math.floor(Math.log2(share)))
}

/** Begins to count anew, for tests. */
export function forgetCounts(): void {
  shared.satyaWbsCounts = undefined
}
