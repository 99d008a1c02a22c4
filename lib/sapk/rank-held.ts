import { type CivilDate, calendarMonthsBetween } from '@/lib/civil-date'
import type { Rank } from '@/lib/registry/ranks'
import { serviceMonthsAt } from '@/lib/registry/service-time'

/** One decree of a rank, with the masa kerja golongan that it states for its TMT. */
export type RankDecree = { rank: Rank; effectiveOn: CivilDate; serviceMonths: number }

/** A rank, the TMT of its first decree after any other rank, and what the last decree says. */
export type HeldRank = { rank: Rank; since: CivilDate; serviceOn: CivilDate; serviceMonths: number }

/** A recognised PMK (peninjauan masa kerja): months that count from a day on. */
export type ServiceCredit = { effectiveOn: CivilDate; months: number }

/**
 * The rank held once further decrees have come into force. Another decree of the same rank (SK PNS after SK CPNS, a new
 * masa kerja) does not begin it again: years in the rank count from its first decree, for a first promotion from CPNS.
 *
 * @param decrees oldest first, none of them older than the rank held
 *
 * Source: PP 99/2000 art. 5.
 */
export function heldAfter(held: HeldRank | null, decrees: readonly RankDecree[]): HeldRank | null {
  return decrees.reduce<HeldRank | null>(
    (before, { rank, effectiveOn, serviceMonths }) => ({
      rank,
      since: before?.rank === rank ? before.since : effectiveOn,
      serviceOn: effectiveOn,
      serviceMonths,
    }),
    held,
  )
}

/**
 * Masa kerja golongan reckoned back to the day on which the rank began, so that whole months since that day bring it to
 * what the last decree states, and to a PMK on top of it.
 *
 * @param unpaidMonths unpaid leave from that day on; that before the last decree is in its masa kerja already
 */
export function serviceMonthsAtBegin(
  held: HeldRank,
  credits: readonly ServiceCredit[],
  unpaidMonths: { sinceRank: number; sinceDecree: number },
): number {
  return (
    held.serviceMonths -
    calendarMonthsBetween(held.since, held.serviceOn) +
    (unpaidMonths.sinceRank - unpaidMonths.sinceDecree) +
    creditedAfter(credits, held.serviceOn)
  )
}

/** A decree states the masa kerja with every PMK that took effect up to its TMT. */
function creditedAfter(credits: readonly ServiceCredit[], decreeOn: CivilDate): number {
  return credits.reduce((sum, { effectiveOn, months }) => (effectiveOn > decreeOn ? sum + months : sum), 0)
}

/** The decrees with a step for each PMK between them, where the masa kerja grows on the same rank; oldest first. */
export function withCredits(decrees: readonly RankDecree[], credits: readonly ServiceCredit[]): RankDecree[] {
  const steps = [...decrees]
  for (const { effectiveOn, months } of credits.toSorted((one, other) =>
    one.effectiveOn < other.effectiveOn ? -1 : 1,
  )) {
    const at = steps.findLastIndex((step) => step.effectiveOn <= effectiveOn)
    const held = steps[at]
    if (!held || decrees.some((decree) => decree.effectiveOn === effectiveOn)) continue
    const serviceMonths = serviceMonthsAt(
      { rankSince: held.effectiveOn, serviceMonths: held.serviceMonths },
      effectiveOn,
    )
    steps.splice(at + 1, 0, { rank: held.rank, effectiveOn, serviceMonths: serviceMonths + months })
  }
  return steps
}
