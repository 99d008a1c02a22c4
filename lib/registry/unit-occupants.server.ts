import 'server-only'
import type { Tx } from '@/db/client.server'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { factsOfHolders, holdersOf } from '@/lib/registry/unit-holders.server'
import { structureOn, type UnitEvent } from '@/lib/registry/unit-structure'

/** How much is under way in a unit outside the register, which itself asks no module. */
export type CountUnderWay = (tx: Tx, unitId: number) => Promise<number>

/**
 * Refuses to end a unit on a day on which or after which something rests on it: units below, people whose post it
 * holds (Plt, Plh and additional posts too) or will hold, proposals that are under way.
 */
export async function refuseOccupied(
  tx: Tx,
  { id, agencyId, name }: { id: number; agencyId: number; name: string },
  events: readonly UnitEvent[],
  on: CivilDate,
  countProposals: CountUnderWay,
): Promise<void> {
  const standing = structureOn(events, on)
  const below = [...standing.values()].filter(({ parentId }) => parentId === id).length
  const people = await holdersOf(tx, { id, agencyId }, { from: on })
  const proposals = await countProposals(tx, id)
  if (below + people.count + proposals === 0) return
  throw new Refusal('structure.occupied', { unit: name, on, below, ...factsOfHolders(people), proposals })
}

/** Refuses structure.held_before to found a unit later than was recorded when people hold posts in it in between. */
export async function refuseHeldBefore(
  tx: Tx,
  unit: { id: number; agencyId: number; name: string },
  from: CivilDate,
  until: CivilDate,
): Promise<void> {
  if (until <= from) return
  const people = await holdersOf(tx, unit, { from, until })
  if (people.count === 0) return
  throw new Refusal('structure.held_before', { unit: unit.name, on: until, ...factsOfHolders(people) })
}
