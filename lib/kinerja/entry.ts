import { type CivilDate, civilDateIn, isWithin } from '@/lib/civil-date'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import type { Finding } from '@/lib/refusal'
import type { Flow } from '@/lib/workflow'
import { addWorkingDays, isWorkingDay } from '@/lib/working-days'

/** A clock that is wrong by less is no news: answers take their time. */
const SKEW_SECONDS = 300

export type EntryState = 'submitted' | 'returned' | 'approved' | 'rejected' | 'withdrawn'

/** An entry is its owner's until it is answered, and again once it comes back. */
export const entryFlow = {
  submitted: {
    edit: 'submitted',
    withdraw: 'withdrawn',
    approve: 'approved',
    correct: 'approved', // with fewer minutes
    return: 'returned',
    reject: 'rejected',
  },
  returned: { edit: 'submitted', withdraw: 'withdrawn' },
  approved: { correct: 'approved', reopen: 'submitted' },
  rejected: {},
  withdrawn: {},
} as const satisfies Flow<EntryState>

/** Entries that take up their minutes of the day. */
export const STANDING_STATES = ['submitted', 'returned', 'approved'] as const satisfies readonly EntryState[]

export type EntryRules = {
  entryDays: number // working days after the work
  lateDays: number | null // working days after those within which a reason still opens the day; null: no end
  dayMinutes: number
  extensions?: readonly Extension[] // none in what a device has kept since before there were any
}

/** Work of these days is in time until a day: something stood still that nobody is to pay for. */
export type Extension = { startsOn: CivilDate; endsOn: CivilDate; openUntil: CivilDate }

/** Characters of the texts of an entry, at most. */
export const MOST_LETTERS = { text: 500, unit: 40, orderBy: 200, orderNumber: 100, lateReason: 500, collaborators: 200 }

/** What holds where an agency has decided nothing. */
export const USUAL_RULES: EntryRules = { entryDays: 3, lateDays: null, dayMinutes: 600 }

/** Everything around an entry that decides. */
export type EntryFacts = {
  receivedOn: CivilDate // by the server's clock at the place of work; a returned entry of the same day keeps its first
  rules: EntryRules
  holidays: ReadonlySet<CivilDate>
  leave: readonly { startsOn: CivilDate; endsOn: CivilDate | null }[]
  plans: readonly { startsOn: CivilDate; endsOn: CivilDate; itemIds: readonly string[] }[] // that were agreed
  others: readonly { id: string; workOn: CivilDate; startsMinute: number; endsMinute: number }[] // that stand
}

/** The last day on which work is entered without a reason. */
export function entryDueOn(workOn: CivilDate, rules: EntryRules, holidays: ReadonlySet<CivilDate>): CivilDate {
  return extended(addWorkingDays(workOn, rules.entryDays, holidays), workOn, rules)
}

/** The last day on which work is entered at all, null where there is none. */
export function entryClosesOn(workOn: CivilDate, rules: EntryRules, holidays: ReadonlySet<CivilDate>) {
  if (rules.lateDays === null) return null
  return extended(addWorkingDays(workOn, rules.entryDays + rules.lateDays, holidays), workOn, rules)
}

/** A day, or the last one of the extensions for such work where that is later. */
function extended(day: CivilDate, workOn: CivilDate, { extensions = [] }: EntryRules): CivilDate {
  const own = extensions.filter((each) => isWithin(workOn, each))
  return own.reduce((last, { openUntil }) => (openUntil > last ? openUntil : last), day)
}

/** Seconds that the clock of a device is ahead, negative when it is behind; 0 where nobody would notice. */
export function clockSkewSeconds(sentAt: Date, now: Date): number {
  const seconds = Math.round((+sentAt - +now) / 1000)
  return Math.abs(seconds) < SKEW_SECONDS ? 0 : seconds
}

/**
 * The day of work. What was written as "today" by a clock that is wrong happened on the day that the server's clock
 * showed; a day that was picked by its date stays what it is. Nothing was written after now, whatever a clock says.
 *
 * @param zone of the place of work
 */
export function dayOfWork(
  { workOn, isToday, deviceAt }: Pick<EntryInput, 'workOn' | 'isToday' | 'deviceAt'>,
  skewSeconds: number,
  zone: string,
  now: Date,
): CivilDate {
  if (!isToday) return workOn
  return civilDateIn(zone, new Date(Math.min(+new Date(deviceAt) - skewSeconds * 1000, +now)))
}

/**
 * The conditions of one entry, met or not. Work on a day off, and work on leave, has a letter of assignment; additional
 * work names who ordered it.
 *
 * Source: PP 30/2019 (work implements an agreed SKP); the rest is the agency's own, `performance_settings`.
 */
export function entryFindings(entry: Omit<EntryInput, 'deviceAt' | 'isToday'>, facts: EntryFacts): Finding[] {
  return [...dayFindings(entry, facts), ...timeFindings(entry, facts), ...workFindings(entry, facts)]
}

const LAW = 'PP 30/2019'
const OWN = 'performance_settings'

function dayFindings(
  { workOn, lateReason, orderNumber }: Pick<EntryInput, 'workOn' | 'lateReason' | 'orderNumber'>,
  { receivedOn, rules, holidays, leave }: EntryFacts,
): Finding[] {
  const dueOn = entryDueOn(workOn, rules, holidays)
  const closesOn = entryClosesOn(workOn, rules, holidays)
  const isOnLeave = leave.some((span) => isWithin(workOn, span))
  const hasLetter = orderNumber !== null
  const isLate = receivedOn > dueOn
  const late = { workOn, dueOn, isLate }
  const off = { workOn, hasLetter }
  return [
    { code: 'kinerja.entry_day', met: workOn <= receivedOn, facts: { workOn, receivedOn }, source: OWN },
    { code: 'kinerja.entry_late', met: !isLate || lateReason !== null, facts: late, source: OWN },
    {
      code: 'kinerja.entry_closed',
      met: closesOn === null || receivedOn <= closesOn,
      facts: { workOn, closesOn },
      source: OWN,
    },
    { code: 'kinerja.entry_leave', met: !isOnLeave || hasLetter, facts: off, source: OWN },
    { code: 'kinerja.entry_day_off', met: isWorkingDay(workOn, holidays) || hasLetter, facts: off, source: OWN },
  ]
}

function timeFindings(entry: Pick<EntryInput, 'id' | 'workOn' | 'startsMinute' | 'endsMinute'>, facts: EntryFacts) {
  const { startsMinute, endsMinute } = entry
  const others = facts.others.filter(({ id, workOn }) => id !== entry.id && workOn === entry.workOn)
  const over = others.find((other) => startsMinute < other.endsMinute && other.startsMinute < endsMinute)
  const minutes = [entry, ...others].reduce((sum, each) => sum + each.endsMinute - each.startsMinute, 0)
  const mostMinutes = facts.rules.dayMinutes
  const time = { from: timeOf(startsMinute), to: timeOf(endsMinute) }
  return [
    { code: 'kinerja.entry_time', met: startsMinute < endsMinute, facts: time, source: OWN },
    {
      code: 'kinerja.entry_overlap',
      met: !over,
      facts: over ? { from: timeOf(over.startsMinute), to: timeOf(over.endsMinute) } : time,
      source: OWN,
    },
    { code: 'kinerja.entry_minutes', met: minutes <= mostMinutes, facts: { minutes, mostMinutes }, source: OWN },
  ]
}

function workFindings(
  { workOn, kind, planItemId, orderBy }: Pick<EntryInput, 'workOn' | 'kind' | 'planItemId' | 'orderBy'>,
  { plans }: EntryFacts,
): Finding[] {
  const plan = plans.filter((each) => isWithin(workOn, each))
  const hasItem = plan.some(({ itemIds }) => itemIds.some((id) => id === planItemId))
  return [
    { code: 'kinerja.entry_plan', met: plan.length > 0, facts: { workOn }, source: LAW },
    {
      code: 'kinerja.entry_item',
      met: kind === 'plan' ? hasItem : planItemId === null,
      facts: { workOn, kind },
      source: LAW,
    },
    { code: 'kinerja.entry_order', met: kind !== 'additional' || orderBy !== null, facts: { orderBy }, source: LAW },
  ]
}

/** Whether a quantity is one that is kept as it was written: more than nought, with two decimals at most. */
export function isQuantity(quantity: number): boolean {
  const hundredths = quantity * 100
  return quantity > 0 && Math.abs(hundredths - Math.round(hundredths)) < 1e-6
}

/** 07.30: a minute of the day as a clock shows it. */
export function timeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}.${String(minute % 60).padStart(2, '0')}`
}

/** The number that an entry is asked after with: its day and the beginning of its id. */
export function receiptNumber({ id, workOn }: { id: string; workOn: CivilDate }): string {
  return `KH-${workOn.replaceAll('-', '')}-${id.slice(0, 6).toUpperCase()}`
}
