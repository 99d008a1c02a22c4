import 'server-only'
import { sql } from 'drizzle-orm'
import type { TransactionSql } from 'postgres'
import type { Tx } from '@/db/client.server'
import { LEFT_SERVICE } from '@/lib/registry/legal-status'
import type { Rank } from '@/lib/registry/ranks'
import type { FactsScope } from '@/lib/sapk/facts-query.server'

/** Each unit by number: the one above it, and who heads it. */
export type Heads = ReadonlyMap<number, Head>
type Head = { id: number; parentId: number | null; employeeId: string | null; rank: Rank | null }

/**
 * The rank of the direct superior: the head of one's unit, for a head the head of the unit above; units without a
 * structural head are passed over. Null when nobody is above. Asks no unit twice, whatever the tree says.
 */
export function superiorRank(heads: Heads, { id, unitId }: { id: string; unitId: number | null }): Rank | null {
  const asked = new Set<Head>()
  let unit = unitId === null ? undefined : heads.get(unitId)
  while (unit && !asked.has(unit)) {
    asked.add(unit)
    if (unit.employeeId !== null && unit.employeeId !== id) return unit.rank
    unit = unit.parentId === null ? undefined : heads.get(unit.parentId)
  }
  return null
}

export async function streamHeads(tx: TransactionSql, scope: FactsScope): Promise<Heads> {
  return byUnit(await tx.unsafe<Head[]>(headsQuery(scope)))
}

export async function findHeads(tx: Tx, scope: FactsScope): Promise<Heads> {
  return byUnit(await tx.execute<Head>(sql.raw(headsQuery(scope))))
}

function byUnit(heads: readonly Head[]): Heads {
  return new Map(heads.map((head) => [head.id, head]))
}

/**
 * The structural person in service whose unit and title are those of the unit's head, of several the latest to take the
 * post: one walk over the people, none per unit.
 */
function headsQuery(scope: FactsScope): string {
  const of = (column: string) => (scope === 'everybody' ? '' : `and ${column} in (${agenciesOf(scope)})`)
  return `
    select u.id, u.parent_id as "parentId", h.id as "employeeId", h.rank::text as rank
    from units u
    left join (
      select distinct on (e.unit_id) e.unit_id, e.id, e.rank
      from employees e
      join units led on led.id = e.unit_id and led.agency_id = e.agency_id and led.head_title = e.position_name
      where e.position_kind = 'structural' and e.deceased_on is null and e.merged_into_id is null
        and e.legal_status not in (${LEFT_SERVICE.map((code) => `'${code}'`).join(', ')}) ${of('e.agency_id')}
      order by e.unit_id, e.position_since desc nulls last, e.rank desc, e.id
    ) h on h.unit_id = u.id
    where true ${of('u.agency_id')}`
}

function agenciesOf(scope: Exclude<FactsScope, 'everybody'>): string {
  if ('agencyId' in scope) return String(Math.trunc(scope.agencyId))
  const ids = scope.employeeIds.map((id) => `'${id.replace(/[^0-9a-f-]/g, '')}'`)
  return `select agency_id from employees where id in (${ids.join(', ')})`
}
