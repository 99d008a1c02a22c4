import { addDays, type CivilDate, isoWeekday, isWithin } from '@/lib/civil-date'
import type { EntryState } from '@/lib/kinerja/entry'
import { isWorkingDay } from '@/lib/working-days'

type Span = { startsOn: CivilDate; endsOn: CivilDate | null }
type DayEntry = { workOn: CivilDate; state: EntryState; place: string | null }

/** One day of one person: how many entries stand in which state, or why there is none. */
export type DayCell = {
  day: CivilDate
  kind: 'entries' | 'empty' | 'leave' | 'holiday' | 'ahead' | 'elsewhere'
  waiting: number
  approved: number
  returned: number
  rejected: number
  isDuty: boolean // all of its work was done on duty elsewhere
}

/**
 * The days of one person in a week. Work that was written down counts also on leave and days off; a day is empty once
 * it is over, if it was a working day and its work is this appraiser's to answer.
 *
 * @param own days on which the appraiser answers this person's work
 */
export function dayCells(
  days: readonly CivilDate[],
  entries: readonly DayEntry[],
  leave: readonly Span[],
  own: readonly Span[],
  holidays: ReadonlySet<CivilDate>,
  today: CivilDate,
): DayCell[] {
  return days.map((day) => {
    const of = entries.filter(({ workOn, state }) => workOn === day && state !== 'withdrawn')
    const count = (state: EntryState) => of.filter((entry) => entry.state === state).length
    return {
      day,
      kind: of.length > 0 ? 'entries' : withoutEntries(),
      waiting: count('submitted'),
      approved: count('approved'),
      returned: count('returned'),
      rejected: count('rejected'),
      isDuty: of.length > 0 && of.every(({ place }) => place === 'duty'),
    }

    function withoutEntries(): DayCell['kind'] {
      if (!own.some((span) => isWithin(day, span))) return 'elsewhere'
      if (!isWorkingDay(day, holidays)) return 'holiday'
      if (leave.some((span) => isWithin(day, span))) return 'leave'
      return day < today ? 'empty' : 'ahead'
    }
  })
}

/** Monday of the week of a day. */
export function weekOf(day: CivilDate): CivilDate {
  return addDays(day, 1 - isoWeekday(day))
}

/** Monday to Friday, and the days after them as far as somebody worked on them. */
export function daysOfWeek(monday: CivilDate, workedOn: readonly CivilDate[]): CivilDate[] {
  const week = Array.from({ length: 7 }, (_, at) => addDays(monday, at))
  return week.filter((day, at) => at < 5 || workedOn.includes(day))
}

export const teamViews = ['menunggu', 'kosong', 'cuti'] as const
export type TeamView = (typeof teamViews)[number]

type Member = { cells: readonly DayCell[] }

/** The people of a figure: those with entries that wait, with an empty day, on leave; all without one. */
export function ofView<M extends Member>(members: readonly M[], view: TeamView | undefined): M[] {
  const has: Record<TeamView, (cell: DayCell) => boolean> = {
    menunggu: ({ waiting }) => waiting > 0,
    kosong: ({ kind }) => kind === 'empty',
    cuti: ({ kind }) => kind === 'leave',
  }
  return view ? members.filter(({ cells }) => cells.some(has[view])) : [...members]
}

/** The figures over a week; each is the total of the list that it opens. */
export function weekFigures(members: readonly Member[]) {
  return {
    people: members.length,
    waiting: waitingIn(ofView(members, 'menunggu')),
    withEmpty: ofView(members, 'kosong').length,
    onLeave: ofView(members, 'cuti').length,
  }
}

export function waitingIn(members: readonly Member[]): number {
  return members.flatMap(({ cells }) => cells).reduce((sum, { waiting }) => sum + waiting, 0)
}
