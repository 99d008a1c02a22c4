import { addDays, type CivilDate } from '@/lib/civil-date'
import type { Finding } from '@/lib/refusal'

type Unit = { id: number; parentId: number | null; headId: string | null }

/** Who assesses the members of a unit, and who its head. */
export type UnitAppraisers = { unitId: number; headId: string | null; ofMembers: string | null; ofHead: string | null }

/**
 * Pejabat penilai from the tree of units: the head of the own unit, for the head that of the unit above. A vacant post
 * goes up, and nobody is their own; who heads two units on the way is passed by.
 *
 * Source: PP 30/2019; PermenPANRB 6/2022.
 */
export function appraisersOfUnits(units: readonly Unit[]): UnitAppraisers[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const firstHead = (from: Unit | undefined, butNot: string | null): string | null => {
    const seen = new Set<number>()
    for (let unit = from; unit && !seen.has(unit.id); unit = above(unit)) {
      seen.add(unit.id)
      if (unit.headId && unit.headId !== butNot) return unit.headId
    }
    return null
  }
  const above = ({ parentId }: Unit) => (parentId === null ? undefined : byId.get(parentId))
  return units.map((unit) => ({
    unitId: unit.id,
    headId: unit.headId,
    ofMembers: firstHead(unit, null),
    ofHead: unit.headId && firstHead(above(unit), unit.headId),
  }))
}

type Period = { startsOn: CivilDate; endsOn: CivilDate | null }

/** What is left of a time once another one is taken out of it: before, after, both or nothing. */
export function restOf(time: Period, taken: Period): Period[] {
  const before =
    time.startsOn < taken.startsOn ? [{ startsOn: time.startsOn, endsOn: addDays(taken.startsOn, -1) }] : []
  if (taken.endsOn === null || (time.endsOn !== null && time.endsOn <= taken.endsOn)) return before
  return [...before, { startsOn: addDays(taken.endsOn, 1), endsOn: time.endsOn }]
}

/** Nobody is assessed by themselves, nor by whom they assess over some others. Source: PP 30/2019. */
export function appraiserFinding(isLoop: boolean): Finding {
  return { code: 'kinerja.appraiser_loop', met: !isLoop, facts: {}, source: 'PP 30/2019' }
}
