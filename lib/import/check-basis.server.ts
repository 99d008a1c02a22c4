import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client.server'
import type { ReferenceRow } from '@/db/reference/shapes'
import { referenceRows } from '@/db/schema/reference'
import { units } from '@/db/schema/registry'
import { buildReference } from '@/lib/registry/reference'
import { employeeLists } from './employee-lists'
import type { CheckBasis } from './employee-row'

/**
 * What every file of an agency is checked against: the tables of the law, BKN's lists and the agency's units, ended
 * ones included: whether a post in one may be is for `heldBeyondEnd` to say.
 */
export type RegisterBasis = Pick<CheckBasis, 'lists' | 'reference'> & { unitCodes: Set<string> }

export async function loadRegisterBasis(tx: Tx, agencyId: number): Promise<RegisterBasis> {
  const rows = (await tx.select().from(referenceRows).orderBy(referenceRows.position)) as ReferenceRow[]
  const own = await tx.select({ code: units.code }).from(units).where(eq(units.agencyId, agencyId))
  return {
    lists: employeeLists(rows),
    reference: buildReference(rows),
    unitCodes: new Set(own.map((unit) => unit.code)),
  }
}

/** The tree of an agency's units, ended ones included: code to the code of the unit above, and which have ended. */
export async function heldTree(tx: Tx, agencyId: number) {
  const above = alias(units, 'above')
  const rows = await tx
    .select({ code: units.code, parentCode: above.code, isEnded: sql<boolean>`${units.closedOn} <= current_date` })
    .from(units)
    .leftJoin(above, eq(above.id, units.parentId))
    .where(eq(units.agencyId, agencyId))
  return {
    above: new Map(rows.map(({ code, parentCode }) => [code, parentCode])),
    ended: new Set(rows.filter(({ isEnded }) => isEnded).map(({ code }) => code)),
  }
}
