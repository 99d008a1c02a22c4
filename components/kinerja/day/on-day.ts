import type { CivilDate } from '@/lib/civil-date'
import type { OwnDay, OwnDays, OwnEntry } from '@/lib/kinerja/own-days'
import type { Waiting } from './device'

/** Entries of a day as the server has them, but those that the device holds anew. */
export function entriesOn(own: OwnDays, waiting: readonly Waiting[], day: CivilDate): OwnEntry[] {
  return own.entries.filter(
    ({ id, workOn, state }) => workOn === day && state !== 'withdrawn' && !waiting.some(({ key }) => key === id),
  )
}

/** How many entries there are of a day, on the device and at the server. */
export function countOn(own: OwnDays, waiting: readonly Waiting[], day: CivilDate): number {
  return entriesOn(own, waiting, day).length + waiting.filter(({ entry }) => entry.workOn === day).length
}

/** What a day without entries is: off, on leave, to be filled, or nothing to speak of. */
export function emptyState({ day, isWorking, isOnLeave, hasPlan }: OwnDay, today: CivilDate) {
  if (isOnLeave) return 'leave' as const
  if (!isWorking) return 'off' as const
  return day === today || !hasPlan ? ('nothing' as const) : ('empty' as const)
}

/** The earliest day that lacks entries and still takes them: for good until it locks, else while it needs no reason. */
export function gapIn(
  days: readonly OwnDay[],
  today: CivilDate,
  countOf: (day: CivilDate) => number,
  except: CivilDate,
): OwnDay | undefined {
  return days.find(
    (each) =>
      each.day < today &&
      each.day !== except &&
      today <= (each.closesOn ?? each.dueOn) &&
      emptyState(each, today) === 'empty' &&
      countOf(each.day) === 0,
  )
}

/** No entry of the day is taken any more, with a reason or without. */
export function isLocked({ closesOn }: OwnDay, today: CivilDate): boolean {
  return closesOn !== null && closesOn < today
}
