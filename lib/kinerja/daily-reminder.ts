/** What the product itself reminds people of. */
export type DailyReminderKind = 'unwritten' | 'waiting' | 'overdue'

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

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}
