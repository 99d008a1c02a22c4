import { type CivilDate, calendarMonthsBetween } from '@/lib/civil-date'
import { type Rank, rankGroup } from '@/lib/registry/ranks'

/**
 * Masa kerja golongan at a date, in months: what the last rank decree says and the whole months since its TMT,
 * counted between firsts of months, without unpaid periods.
 */
export function serviceMonthsAt(
  rank: { rankSince: CivilDate; serviceMonths: number },
  at: CivilDate,
  unpaidMonths = 0,
): number {
  return rank.serviceMonths + calendarMonthsBetween(rank.rankSince, at) - unpaidMonths
}

/**
 * Masa kerja golongan after a promotion: crossing from group I to II takes 6 years off, II to III 5, a jump from I to
 * III 11, III to IV nothing. Below zero the years become 0 and the months stay.
 *
 * Source: Kepka BKN 12/2002.
 */
export function serviceMonthsAfter(serviceMonths: number, from: Rank, to: Rank): number {
  const months = serviceMonths - 12 * yearsLost(rankGroup(from), rankGroup(to))
  return months >= 0 ? months : serviceMonths % 12
}

function yearsLost(fromGroup: number, toGroup: number): number {
  const leavesFirst = fromGroup === 1 && toGroup > 1
  const leavesSecond = fromGroup <= 2 && toGroup > 2
  return (leavesFirst ? 6 : 0) + (leavesSecond ? 5 : 0)
}
