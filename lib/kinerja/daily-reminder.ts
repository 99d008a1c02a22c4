import { addDays, type CivilDate } from '@/lib/civil-date'
import { isWorkingDay } from '@/lib/working-days'

/** As many working days in a row without entries are a gap. */
export const GAP_DAYS = 3

/** What could not be told within two hours of its time, because the product stood still, would come too late. */
const TOLD_WITHIN_MINUTES = 120

/**
 * Whether something is told now that is told at a time of the day.
 *
 * @param at 15:30, or null where an agency tells nobody
 * @param clock the time of the day there, such as 15:34
 */
export function isDueAt(at: string | null, clock: string): boolean {
  if (at === null) return false
  const late = minuteOf(clock) - minuteOf(at)
  return late >= 0 && late < TOLD_WITHIN_MINUTES
}

/** Whether a working day is the last one of its month, on which people are told what the month lacks. */
export function isLastOfMonth(day: CivilDate, holidays: ReadonlySet<CivilDate>): boolean {
  let next = addDays(day, 1)
  while (!isWorkingDay(next, holidays)) next = addDays(next, 1)
  return next.slice(0, 7) > day.slice(0, 7)
}

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}
