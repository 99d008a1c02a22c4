import { addDays, type CivilDate, civilDate, daysInMonth, isoWeekday, monthOf, yearOf } from '@/lib/civil-date'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import { activityKey, type Suggestion } from '@/lib/kinerja/own-days'

/** As many lines as a week shows, where no more were worked on. */
const LINES = 8

type Work = Pick<EntryInput, 'id' | 'workOn' | 'startsMinute' | 'endsMinute' | 'text' | 'kind' | 'planItemId'>

/** One own activity over the days of a week. `cells` has a place for each day. */
export type WeekLine<E extends Work> = {
  key: string
  activity: Suggestion
  cells: { day: CivilDate; minutes: number; entries: E[] }[]
}

/** Monday to Sunday around a day. */
export function weekAround(day: CivilDate): CivilDate[] {
  const monday = addDays(day, 1 - isoWeekday(day))
  return Array.from({ length: 7 }, (_, at) => addDays(monday, at))
}

/** What was worked on in a week, each activity once, then what is usual and was not done. */
export function weekLines<E extends Work>(
  days: readonly CivilDate[],
  entries: readonly E[],
  usual: readonly Suggestion[],
): WeekLine<E>[] {
  const worked = entries.filter(({ workOn }) => days.includes(workOn))
  const activities = new Map(worked.map((each) => [activityKey(each), asActivity(each, usual)]))
  for (const each of usual) if (activities.size < LINES && !activities.has(each.key)) activities.set(each.key, each)
  return [...activities].map(([key, activity]) => ({
    key,
    activity,
    cells: days.map((day) => {
      const own = worked.filter((each) => each.workOn === day && activityKey(each) === key)
      return { day, minutes: minutesOf(own), entries: own }
    }),
  }))
}

/** Minutes of work that take up a day. */
export function minutesOf(entries: readonly Pick<Work, 'startsMinute' | 'endsMinute'>[]): number {
  return entries.reduce((sum, { startsMinute, endsMinute }) => sum + endsMinute - startsMinute, 0)
}

/** The days of the month of a day, in weeks from Monday; null before the first and after the last. */
export function monthWeeks(day: CivilDate): (CivilDate | null)[][] {
  const [year, month] = [yearOf(day), monthOf(day)]
  const days = Array.from({ length: daysInMonth(year, month) }, (_, at) => civilDate(year, month, at + 1))
  const before: null[] = Array(isoWeekday(civilDate(year, month, 1)) - 1).fill(null)
  const all: (CivilDate | null)[] = [...before, ...days]
  while (all.length % 7 > 0) all.push(null)
  return Array.from({ length: all.length / 7 }, (_, at) => all.slice(at * 7, at * 7 + 7))
}

function asActivity(entry: Work, usual: readonly Suggestion[]): Suggestion {
  const key = activityKey(entry)
  const known = usual.find((each) => each.key === key)
  const { text, kind, planItemId } = entry
  return known ?? { key, text, kind, planItemId, unit: null, quantity: null, minutes: null, times: 0, isWeekly: false }
}
