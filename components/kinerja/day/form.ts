import type { CivilDate } from '@/lib/civil-date'
import { wallClock } from '@/lib/format'
import { type EntryFacts, entryFindings, isQuantity, MOST_LETTERS, STANDING_STATES } from '@/lib/kinerja/entry'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import type { OwnDays, OwnEntry, Suggestion } from '@/lib/kinerja/own-days'
import type { Facts } from '@/lib/refusal'
import { serverNow } from './desk'
import type { Waiting } from './device'

const DAY_STARTS = 450 // 07.30
const USUAL_MINUTES = 60
const FIVE = 5
const LAST_MINUTE = 1439

type Placed = { id: string; workOn: CivilDate; startsMinute: number; endsMinute: number }

/** What takes up time, at the server and on the device; a row on its way counts as it is on the device. */
export function standingEntries(own: OwnDays, waiting: readonly Waiting[]) {
  const onTheWay = waiting.map(({ entry }) => entry)
  const standing = own.entries.filter(
    ({ id, state }) => STANDING_STATES.some((each) => each === state) && !onTheWay.some((entry) => entry.id === id),
  )
  return [...standing, ...onTheWay].map(({ id, workOn, startsMinute, endsMinute, text, kind, planItemId }) => {
    return { id, workOn, startsMinute, endsMinute, text, kind, planItemId }
  })
}

/** The day of a new entry, and what bounds its end. */
export type When = { on: CivilDate; isToday: boolean; nowMinute: number; mostMinutes: number }

export function whenOf(own: OwnDays, on: CivilDate, today: CivilDate): When {
  const nowMinute = minuteOf(wallClock(serverNow(), own.zone).time)
  return { on, isToday: on === today, nowMinute, mostMinutes: own.rules.dayMinutes }
}

/** A new entry of a day: it starts where the last one ended and says what was suggested. */
export function newEntry(day: When, placed: readonly Placed[], suggestion: Suggestion | undefined): EntryInput {
  const ends = placed.filter(({ workOn }) => workOn === day.on).map(({ endsMinute }) => endsMinute)
  const startsMinute = Math.min(Math.max(...ends, DAY_STARTS), LAST_MINUTE - FIVE)
  const entry: EntryInput = {
    id: crypto.randomUUID(),
    version: 0,
    workOn: day.on,
    isToday: day.isToday,
    startsMinute,
    endsMinute: startsMinute,
    kind: 'general',
    planItemId: null,
    text: '',
    quantity: 1,
    unit: null,
    place: null,
    orderBy: null,
    orderNumber: null,
    lateReason: null,
    deviceAt: new Date().toISOString(),
  }
  const latest = latestEnd(day, placed, startsMinute)
  return suggestion
    ? suggested(entry, suggestion, latest)
    : { ...entry, endsMinute: Math.min(startsMinute + USUAL_MINUTES, latest) }
}

/** When an entry ends at the latest: now, where it is of today, and with the minutes that the day still counts. */
export function latestEnd(
  { on, isToday, nowMinute, mostMinutes }: When,
  placed: readonly Placed[],
  startsMinute: number,
): number {
  const now = nowMinute - (nowMinute % FIVE)
  const taken = placed
    .filter(({ workOn }) => workOn === on)
    .reduce((sum, each) => sum + each.endsMinute - each.startsMinute, 0)
  const left = mostMinutes - taken
  const byNow = isToday && now > startsMinute ? now : LAST_MINUTE
  return left >= FIVE ? Math.min(byNow, startsMinute + left) : byNow
}

/** The entry with what a suggestion says; it ends after its usual time, and at `latest` where that is sooner. */
export function suggested(entry: EntryInput, suggestion: Suggestion, latest = LAST_MINUTE): EntryInput {
  const { text, kind, planItemId, unit, quantity, minutes } = suggestion
  const endsMinute = Math.min(entry.startsMinute + (minutes ?? USUAL_MINUTES), latest)
  return { ...entry, text, kind, planItemId, unit, quantity: quantity ?? 1, endsMinute }
}

/** The entry again as what may be changed. */
export function changing(entry: OwnEntry): EntryInput {
  const { state, reviewNote, approvedMinutes, receivedAt, evidence, ...rest } = entry
  return { ...rest, isToday: false, deviceAt: new Date().toISOString() }
}

export type Wrong = { field: keyof EntryInput; code: WrongCode; facts: Facts }
export type WrongCode =
  | 'text'
  | 'quantity'
  | 'time'
  | 'overlap'
  | 'minutes'
  | 'orderBy'
  | 'letter'
  | 'lateReason'
  | 'long'

/** Which field of the sheet mends an unmet condition. The rest is the server's to say, and the entry waits for it. */
const MENDED: Record<string, [keyof EntryInput, WrongCode]> = {
  'kinerja.entry_time': ['endsMinute', 'time'],
  'kinerja.entry_overlap': ['startsMinute', 'overlap'],
  'kinerja.entry_minutes': ['endsMinute', 'minutes'],
  'kinerja.entry_order': ['orderBy', 'orderBy'],
  'kinerja.entry_leave': ['orderNumber', 'letter'],
  'kinerja.entry_day_off': ['orderNumber', 'letter'],
  'kinerja.entry_late': ['lateReason', 'lateReason'],
}

/** What keeps an entry from being sent, by the same rules as the server's. */
export function wrongIn(entry: EntryInput, own: OwnDays, placed: readonly Placed[], today: CivilDate): Wrong[] {
  const known = own.entries.find(({ id }) => id === entry.id)
  const isCorrection = known?.state === 'returned' && known.workOn === entry.workOn
  const facts: EntryFacts = {
    receivedOn: isCorrection ? entry.workOn : today,
    rules: own.rules,
    holidays: new Set(own.holidays.map(({ day }) => day)),
    leave: own.leave,
    plans: own.plans,
    others: placed,
  }
  const found: Wrong[] = entryFindings(entry, facts).flatMap(({ code, met, facts }) => {
    const mended = met ? undefined : MENDED[code]
    return mended ? [{ field: mended[0], code: mended[1], facts }] : []
  })
  if (entry.quantity !== null && !isQuantity(entry.quantity))
    found.unshift({ field: 'quantity', code: 'quantity', facts: {} })
  if (!entry.text.trim()) found.unshift({ field: 'text', code: 'text', facts: {} })
  const first = found.filter(({ code }, at) => found.findIndex((each) => each.code === code) === at)
  return [...first, ...tooLong(entry)]
}

/** What of that is told while it is mended: what was told at the last try and still holds, with the facts of now. */
export function stillWrong(told: readonly Wrong[], now: readonly Wrong[]): Wrong[] {
  return now.filter(({ field, code }) => told.some((each) => each.field === field && each.code === code))
}

/** Texts with more characters than the server takes: it would refuse the entry only after the sheet has closed. */
export function tooLong(entry: Pick<EntryInput, keyof typeof MOST_LETTERS>): Wrong[] {
  return (Object.keys(MOST_LETTERS) as (keyof typeof MOST_LETTERS)[])
    .filter((field) => (entry[field]?.trim().length ?? 0) > MOST_LETTERS[field])
    .map((field) => ({ field, code: 'long', facts: { field, most: MOST_LETTERS[field] } }))
}

/** What a part of the sheet shows and changes, and what is wrong in it. */
export type Part = {
  entry: EntryInput
  change: (changes: Partial<EntryInput>) => void
  wrong: readonly Wrong[]
}

/** Minutes of the day of a time as a field has it (07:30). */
export function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}
