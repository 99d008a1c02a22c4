import { addDays, type CivilDate, daysBetween, lastOfMonth } from '@/lib/civil-date'

/** One entry as far as the signs read it. */
export type SignedEntry = {
  workOn: CivilDate
  text: string
  minutes: number
  receivedOn: CivilDate
  isWaiting: boolean
}

/** What makes the entries of one person worth reading before they are approved with others. */
export type EntrySign =
  | { kind: 'same_text'; percent: number; days: CivilDate[] }
  | { kind: 'month_end'; receivedOn: CivilDate; days: CivilDate[] }
  | { kind: 'at_cap'; minutes: number; days: CivilDate[] }

/** Days whose words are alike by so much say the same. */
const SAME_PERCENT = 90
/** Two such days may be the nature of the work; from the third on it is looked at. */
const SAME_DAYS = 3
/** The last days of a month, in which everything comes in at once. */
const MONTH_END_DAYS = 3
/** Work of that many days that came in long after it was done. */
const LATE_DAYS = 3
/** An entry of yesterday is no entry in bulk. */
const LATE_AFTER_DAYS = 2

/**
 * The signs over the entries of one person that stand in a period; a sign over days that were all answered is none.
 *
 * @param dayMinutes most minutes that one day counts
 *
 * Source: the limits for approving many at once, with the same words on at least three days, everything at the end of
 * a month, and minutes exactly at the most that count.
 */
export function entrySigns(entries: readonly SignedEntry[], dayMinutes: number): EntrySign[] {
  const waiting = new Set(entries.filter(({ isWaiting }) => isWaiting).map(({ workOn }) => workOn))
  const signs = [sameText(entries), monthEnd(entries), atCap(entries, dayMinutes)]
  return signs.filter((sign): sign is EntrySign => sign?.days.some((day) => waiting.has(day)) ?? false)
}

/** The largest group of days whose words are the same as those of its first day; the least alike one says how much. */
function sameText(entries: readonly SignedEntry[]): EntrySign | null {
  const days = [...byDay(entries)].map(([day, of]) => ({ day, pairs: letterPairs(of.map(({ text }) => text)) }))
  let largest: EntrySign | null = null
  for (const first of days) {
    const alike = days
      .map(({ day, pairs }) => ({ day, percent: likeness(first.pairs, pairs) }))
      .filter(({ percent }) => percent >= SAME_PERCENT)
    if (alike.length < Math.max(SAME_DAYS, (largest?.days.length ?? 0) + 1)) continue
    const percent = Math.min(...alike.map((each) => each.percent))
    largest = { kind: 'same_text', percent, days: alike.map(({ day }) => day) }
  }
  return largest
}

/** Every entry came in during the last days of a month, for work of days before. */
function monthEnd(entries: readonly SignedEntry[]): EntrySign | null {
  const isOfMonthEnd = ({ receivedOn }: SignedEntry) => receivedOn > addDays(lastOfMonth(receivedOn), -MONTH_END_DAYS)
  const late = entries.filter(({ workOn, receivedOn }) => daysBetween(workOn, receivedOn) >= LATE_AFTER_DAYS)
  const days = [...byDay(late).keys()]
  const [last] = late.map(({ receivedOn }) => receivedOn).sort((one, other) => (one < other ? 1 : -1))
  if (!last || days.length < LATE_DAYS || !entries.every(isOfMonthEnd)) return null
  return { kind: 'month_end', receivedOn: last, days }
}

/** Days whose minutes are the most that count, to the minute. */
function atCap(entries: readonly SignedEntry[], dayMinutes: number): EntrySign | null {
  const full = [...byDay(entries)].filter(([, of]) => of.reduce((sum, { minutes }) => sum + minutes, 0) === dayMinutes)
  return full.length > 0 ? { kind: 'at_cap', minutes: dayMinutes, days: full.map(([day]) => day) } : null
}

function byDay(entries: readonly SignedEntry[]): Map<CivilDate, SignedEntry[]> {
  const days = new Map<CivilDate, SignedEntry[]>()
  const inOrder = [...entries].sort((one, other) => (one.workOn < other.workOn ? -1 : 1))
  for (const entry of inOrder) days.set(entry.workOn, [...(days.get(entry.workOn) ?? []), entry])
  return days
}

/** Pairs of neighbouring letters with how often each stands there; case, signs and the order of entries do not count. */
function letterPairs(texts: readonly string[]): Map<string, number> {
  const pairs = new Map<string, number>()
  for (const text of texts) {
    const letters = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
    for (let at = 0; at < letters.length - 1; at += 1) {
      const pair = letters.slice(at, at + 2)
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
    }
  }
  return pairs
}

/** How many of the pairs of both are common, in whole per cent, rounded down. */
function likeness(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let [common, all] = [0, 0]
  for (const [pair, count] of one) common += Math.min(count, other.get(pair) ?? 0)
  for (const count of [...one.values(), ...other.values()]) all += count
  return all === 0 ? 0 : Math.floor((200 * common) / all)
}
