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
