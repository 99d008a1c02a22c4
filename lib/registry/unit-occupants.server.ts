import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { LEFT_SERVICE } from '@/lib/registry/legal-status'
import { structureOn, type UnitEvent } from '@/lib/registry/unit-structure'
import { countOpenProposals } from '@/lib/sapk/public.server'

const NAMES_TOLD = 3

/**
 * Refuses to end a unit on a day on which or after which something rests on it: units below, people whose post it
 * holds (Plt, Plh and additional posts too) or will hold, proposals that are under way.
 */
export async function refuseOccupied(
  tx: Tx,
  { id, agencyId, name }: { id: number; agencyId: number; name: string },
  events: readonly UnitEvent[],
  on: CivilDate,
): Promise<void> {
  const standing = structureOn(events, on)
  const below = [...standing.values()].filter(({ parentId }) => parentId === id).length
  const people = await holdersFrom(tx, { id, agencyId }, on)
  const proposals = await countOpenProposals(tx, id)
  if (below + people.count + proposals === 0) return
  const names = people.names.join(', ')
  throw new Refusal('structure.occupied', { unit: name, on, below, people: people.count, names, proposals })
}

/** People in service with a post in the unit on a day or later: how many, and the first names. */
async function holdersFrom(tx: Tx, { id, agencyId }: { id: number; agencyId: number }, on: CivilDate) {
  const [found] = await tx.execute<{ count: number; names: string[] | null }>(sql`
    select count(*)::int as count, (array_agg(e.name order by e.name))[1:${sql.raw(String(NAMES_TOLD))}] as names
    from employees e
    where e.agency_id = ${agencyId} and e.merged_into_id is null and e.deceased_on is null
      and e.legal_status <> all(${sql.param(`{${LEFT_SERVICE}}`)}::text[])
      and exists (
        select from position_history h
        where h.employee_id = e.id and h.unit_id = ${id} and not h.is_void
          and not exists (select from position_history n where n.replaces_id = h.id)
          and (h.effective_on > ${on}
            or (h.assignment <> 'definitive' and coalesce(h.ends_on, 'infinity') >= ${on})
            or (h.assignment = 'definitive' and not exists (
              select from position_history l
              where l.employee_id = e.id and l.assignment = 'definitive' and not l.is_void and l.effective_on <= ${on}
                and (l.effective_on, l.recorded_at) > (h.effective_on, h.recorded_at)
                and not exists (select from position_history n where n.replaces_id = l.id)))))`)
  return { count: found?.count ?? 0, names: found?.names ?? [] }
}
