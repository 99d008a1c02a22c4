import 'server-only'
import { and, asc, count, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { units } from '@/db/schema/registry'
import { unitHistory } from '@/db/schema/unit-history'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { isStanding } from '@/lib/registry/histories.server'
import { structureFault, type UnitEvent } from '@/lib/registry/unit-structure'

/** Whoever changes the units of an agency waits for whoever does: a tree is a tree only as a whole. */
export async function lockStructure(tx: Tx, agencyId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('structure'), ${agencyId})`)
}

/** Whoever puts a person in a unit waits for whoever changes units of the agency, and is waited for; not for each other. */
export async function shareStructure(tx: Tx, employeeId: string): Promise<void> {
  await tx.execute(sql`
    select pg_advisory_xact_lock_shared(hashtext('structure'), agency_id) from employees where id = ${employeeId}`)
}

/** What stands of the history of the units of an agency, as recorded. */
export function unitEvents(tx: Tx, agencyId: number): Promise<UnitEvent[]> {
  return tx
    .select({
      id: unitHistory.id,
      unitId: units.id,
      code: units.code,
      change: unitHistory.change,
      effectiveOn: unitHistory.effectiveOn,
      name: unitHistory.name,
      kind: unitHistory.kind,
      parentId: unitHistory.parentId,
      headTitle: unitHistory.headTitle,
      headEchelon: unitHistory.headEchelon,
    })
    .from(unitHistory)
    .innerJoin(units, eq(units.id, unitHistory.unitId))
    .where(and(eq(units.agencyId, agencyId), isStanding(tx, unitHistory)))
    .orderBy(asc(unitHistory.recordedAt), asc(unitHistory.id))
}

/** How many rows the history of a unit has, replaced ones included: another number after every change. */
export async function unitVersion(tx: Tx, unitId: number): Promise<number> {
  const [found] = await tx.select({ n: count() }).from(unitHistory).where(eq(unitHistory.unitId, unitId))
  return found?.n ?? 0
}

/** Refuses when from a day on these rows make no tree on some day. */
export function refuseBrokenStructure(events: readonly UnitEvent[], from: CivilDate): void {
  const fault = structureFault(events, from)
  if (fault) throw new Refusal(fault.code, fault.facts)
}
