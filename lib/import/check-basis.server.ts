import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client.server'
import type { ReferenceRow } from '@/db/reference/shapes'
import { referenceRows } from '@/db/schema/reference'
import { units } from '@/db/schema/registry'
import { buildReference } from '@/lib/registry/reference'
import { employeeLists } from './employee-lists'
import type { CheckBasis } from './employee-row'

/** What every file of an agency is checked against: the tables of the law, BKN's lists and the agency's units. */
export type RegisterBasis = Pick<CheckBasis, 'lists' | 'reference'> & { unitCodes: Set<string> }

export async function loadRegisterBasis(tx: Tx, agencyId: number): Promise<RegisterBasis> {
  const rows = (await tx.select().from(referenceRows).orderBy(referenceRows.position)) as ReferenceRow[]
  const own = await tx
    .select({ code: units.code })
    .from(units)
    .where(and(eq(units.agencyId, agencyId), isNull(units.closedOn)))
  return {
    lists: employeeLists(rows),
    reference: buildReference(rows),
    unitCodes: new Set(own.map((unit) => unit.code)),
  }
}

/** The tree of an agency's units, closed ones included: code to the code of the unit above. */
export async function unitParents(tx: Tx, agencyId: number): Promise<Map<string, string | null>> {
  const above = alias(units, 'above')
  const rows = await tx
    .select({ code: units.code, parentCode: above.code })
    .from(units)
    .leftJoin(above, eq(above.id, units.parentId))
    .where(eq(units.agencyId, agencyId))
  return new Map(rows.map(({ code, parentCode }) => [code, parentCode]))
}
