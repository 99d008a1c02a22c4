import { addDays, type CivilDate, isoWeekday } from '@/lib/civil-date'

/** A clock that stood still after the day `from` until the day `to`, or still does. */
export type Pause = { from: CivilDate; to: CivilDate | null }

/** Monday to Friday and no holiday. */
export function isWorkingDay(day: CivilDate, holidays: ReadonlySet<CivilDate>): boolean {
  return isoWeekday(day) <= 5 && !holidays.has(day)
}

/** The day on which the given number of working days after `from` is reached; the day itself is day zero. */
export function addWorkingDays(from: CivilDate, days: number, holidays: ReadonlySet<CivilDate>): CivilDate {
  let day = from
  for (let left = days; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day, holidays)) left -= 1
  }
  return day
}

/** Working days after `from` up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: CivilDate, to: CivilDate, holidays: ReadonlySet<CivilDate>): number {
  let days = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, holidays)) days += 1
  return days
}

/**
 * The last day to decide, when the clock stands still while a case lies with somebody else. Days after a pause began
 * up to the day it ended do not count. Null while a pause is open: the deadline is not running.
 */
export function deadline(
  from: CivilDate,
  days: number,
  pauses: readonly Pause[],
  holidays: ReadonlySet<CivilDate>,
): CivilDate | null {
  if (pauses.some((pause) => pause.to === null)) return null
  let day = from
  for (let left = days; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day, holidays) && !isPaused(day, pauses)) left -= 1
  }
  return day
}

function isPaused(day: CivilDate, pauses: readonly Pause[]): boolean {
  return pauses.some((pause) => pause.from < day && (pause.to === null || day <= pause.to))
}
