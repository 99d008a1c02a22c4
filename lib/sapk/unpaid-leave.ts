import { addDays, type CivilDate, wholeMonthsBetween } from '@/lib/civil-date'

/** Cuti di luar tanggungan negara (CLTN). Without an end it still goes on. */
export type UnpaidLeave = {
  startsOn: CivilDate
  endsOn: CivilDate | null // last day
  returnedOn: CivilDate | null // aktif kembali, first day back
}

/**
 * Whole months of unpaid leave from one day until another, which is not counted any more. A leave ends on the day
 * before the return, or without one after its last day: 1 January to 31 December are 12 months.
 */
export function unpaidMonths(leaves: readonly UnpaidLeave[], from: CivilDate, until: CivilDate): number {
  let months = 0
  for (const { startsOn, endsOn, returnedOn } of leaves) {
    const backOn = backFrom({ endsOn, returnedOn }) ?? until
    const first = startsOn > from ? startsOn : from
    const end = backOn > until ? until : backOn
    if (first < end) months += wholeMonthsBetween(first, end)
  }
  return months
}

/** Whether one of these leaves runs on a day. */
export function isOnUnpaidLeave(leaves: readonly UnpaidLeave[], on: CivilDate): boolean {
  return leaves.some((leave) => {
    const backOn = backFrom(leave)
    return leave.startsOn <= on && (backOn === null || on < backOn)
  })
}

/** The first day back; null while nobody knows it. */
function backFrom({ endsOn, returnedOn }: Pick<UnpaidLeave, 'endsOn' | 'returnedOn'>): CivilDate | null {
  return returnedOn ?? (endsOn && addDays(endsOn, 1))
}
