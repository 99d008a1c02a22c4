import { addDays, type CivilDate, isoWeekday, isWithin } from '@/lib/civil-date'
import type { Zone } from '@/lib/format'
import { type EntryFacts, type EntryRules, type EntryState, entryClosesOn, entryDueOn } from '@/lib/kinerja/entry'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import type { Evidence } from '@/lib/kinerja/evidence-piece'
import { isWorkingDay } from '@/lib/working-days'

const STRIP_DAYS = 14

/** One day of the own strip. */
export type OwnDay = {
  day: CivilDate
  isWorking: boolean
  holiday: string | null
  isOnLeave: boolean
  dueOn: CivilDate
  closesOn: CivilDate | null
  hasPlan: boolean
}

/** An entry as its owner sees it. */
export type OwnEntry = Omit<EntryInput, 'deviceAt' | 'isToday' | 'unheard'> & {
  state: EntryState
  reviewNote: string | null
  approvedMinutes: number | null
  receivedAt: string
  evidence: Evidence[]
}

/** A line of the own plan that work may serve. */
export type OwnItem = { id: string; number: number; text: string; unit: string | null }

/** What was written before under one name: how often, on which days of the week, and how it usually was. */
export type Habit = {
  text: string
  kind: EntryInput['kind']
  planItemId: string | null
  unit: string | null
  quantity: number | null
  minutes: number
  weekdays: number[] // one number for each time, 1 Monday to 7 Sunday
}

/** All that a device needs to write down days without a network. */
export type OwnDays = {
  owner: { id: string; name: string }
  zone: Zone
  now: string // the server's clock
  rules: EntryRules
  holidays: { day: CivilDate; name: string }[]
  leave: EntryFacts['leave']
  plans: EntryFacts['plans']
  items: OwnItem[]
  entries: OwnEntry[]
  habits: Habit[]
}

/** The first day of the strip that ends on a day. */
export function stripStart(today: CivilDate): CivilDate {
  return addDays(today, 1 - STRIP_DAYS)
}

/** Fourteen days up to today, oldest first. */
export function stripDays({ rules, holidays, leave, plans }: OwnDays, today: CivilDate): OwnDay[] {
  const names = new Map(holidays.map(({ day, name }) => [day, name]))
  const free = new Set(names.keys())
  return Array.from({ length: STRIP_DAYS }, (_, at) => {
    const day = addDays(stripStart(today), at)
    return {
      day,
      isWorking: isWorkingDay(day, free),
      holiday: names.get(day) ?? null,
      isOnLeave: leave.some((span) => isWithin(day, span)),
      dueOn: entryDueOn(day, rules, free),
      closesOn: entryClosesOn(day, rules, free),
      hasPlan: plans.some((plan) => isWithin(day, plan)),
    }
  })
}

/** Where copies of entries may go: the day itself where it is worked, else the next day of the strip that is, if any. */
export function copyTarget(days: readonly OwnDay[], on: CivilDate): CivilDate | null {
  return days.find(({ day, isWorking, isOnLeave }) => day >= on && isWorking && !isOnLeave)?.day ?? null
}

export type Suggestion = Omit<Habit, 'weekdays' | 'minutes'> & {
  key: string
  minutes: number | null
  times: number
  isWeekly: boolean // it comes back on this day of the week
}

/** As often as this on one day of the week is a habit of that day. */
const WEEKLY = 3

/** What somebody probably did: what they usually write on such a day first, then the plan's results that nothing names. */
export function suggestions(habits: readonly Habit[], items: readonly OwnItem[], on: CivilDate): Suggestion[] {
  const weekday = isoWeekday(on)
  const onWeekday = ({ weekdays }: Habit) => weekdays.filter((each) => each === weekday).length
  const usual = habits
    .filter(({ kind, planItemId }) => kind !== 'plan' || items.some(({ id }) => id === planItemId))
    .sort((a, b) => scoreOf(b, onWeekday(b)) - scoreOf(a, onWeekday(a)))
  const used = new Set(usual.map(({ planItemId }) => planItemId))
  return [
    ...usual.map((habit) => {
      const { weekdays, ...rest } = habit
      const isWeekly = onWeekday(habit) >= WEEKLY && onWeekday(habit) * 2 > weekdays.length
      return { ...rest, key: activityKey(habit), times: weekdays.length, isWeekly }
    }),
    ...items
      .filter(({ id }) => !used.has(id))
      .map(({ id, text, unit }) => ({
        key: activityKey({ kind: 'plan', planItemId: id, text }),
        text,
        kind: 'plan' as const,
        planItemId: id,
        unit,
        quantity: null,
        minutes: null,
        times: 0,
        isWeekly: false,
      })),
  ]
}

/** A time on the same day of the week counts for three. */
function scoreOf({ weekdays }: Habit, onWeekday: number): number {
  return weekdays.length + onWeekday * 2
}

/** What makes two entries the same activity. */
export function activityKey({ kind, planItemId, text }: Pick<Suggestion, 'kind' | 'planItemId' | 'text'>): string {
  return `${kind} ${planItemId} ${text}`
}
