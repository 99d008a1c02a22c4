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
    const backOn = returnedOn ?? (endsOn === null ? until : addDays(endsOn, 1))
    const first = startsOn > from ? startsOn : from
    const end = backOn > until ? until : backOn
    if (first < end) months += wholeMonthsBetween(first, end)
  }
  return months
}
