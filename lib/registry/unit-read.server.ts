import 'server-only'
import { and, count, desc, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Tx, transact } from '@/db/client.server'
import { accounts } from '@/db/schema/access'
import { agencies, employees, units } from '@/db/schema/registry'
import { unitHistory } from '@/db/schema/unit-history'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { unitEvents } from '@/lib/registry/unit-events.server'
import { inTreeOrder, lineAbove, structureOn } from '@/lib/registry/unit-structure'
import { keepsUnitsOf } from '@/lib/registry/units.server'

/** The tree of an agency on a day, and how many people have their post in each unit today; undefined outside the scope. */
export async function findStructure(context: Context, agencyId: number, on: CivilDate) {
  if (!keepsUnitsOf(context, agencyId)) return undefined
  return transact(context, async (tx) => {
    const tree = inTreeOrder(structureOn(await unitEvents(tx, agencyId), on))
    const counted = await tx
      .select({ unitId: employees.unitId, people: count() })
      .from(employees)
      .where(and(eq(employees.agencyId, agencyId), isNull(employees.mergedIntoId)))
      .groupBy(employees.unitId)
    return { tree, people: new Map(counted.map(({ unitId, people }) => [unitId, people])) }
  })
}

/** One unit as its page shows it: as it is today, where it stands on a day, and its whole history, newest first. */
export async function findUnit(context: Context, id: number, on: CivilDate) {
  return transact(context, async (tx) => {
    const [unit] = await tx
      .select({
        id: units.id,
        agencyId: units.agencyId,
        agencyName: agencies.name,
        code: units.code,
        name: units.name,
        kind: units.kind,
        parentId: units.parentId,
        headTitle: units.headTitle,
        headEchelon: units.headEchelon,
        foundedOn: units.foundedOn,
        closedOn: units.closedOn,
      })
      .from(units)
      .innerJoin(agencies, eq(agencies.id, units.agencyId))
      .where(eq(units.id, id))
    if (!unit || !keepsUnitsOf(context, unit.agencyId)) return undefined
    const standing = structureOn(await unitEvents(tx, unit.agencyId), on)
    const tree = inTreeOrder(standing)
    const place = tree.findIndex((one) => one.id === id)
    const history = await historyOf(tx, id)
    return {
      ...unit,
      version: history.length,
      history,
      tree,
      above: lineAbove(standing, id).reverse(),
      below: place < 0 ? [] : tree.slice(place + 1, place + 1 + (tree[place]?.below ?? 0)),
      people: await countPeople(tx, id),
    }
  })
}

export type ShownUnit = NonNullable<Awaited<ReturnType<typeof findUnit>>>

/** People with their post in a unit or below it, as the list of employees counts them. */
function countPeople(tx: Tx, unitId: number): Promise<number> {
  const inside = sql`(select below.id from units top join units below on below.agency_id = top.agency_id
    and below.preorder between top.preorder and top.last_preorder where top.id = ${unitId})`
  return tx.$count(employees, and(sql`${employees.unitId} in ${inside}`, isNull(employees.mergedIntoId)))
}

function historyOf(tx: Tx, unitId: number) {
  const newer = alias(unitHistory, 'newer')
  const parent = alias(units, 'parent')
  const account = alias(accounts, 'account')
  const recorder = alias(employees, 'recorder')
  return tx
    .select({
      id: unitHistory.id,
      change: unitHistory.change,
      effectiveOn: unitHistory.effectiveOn,
      decreeNumber: unitHistory.decreeNumber,
      decreeOn: unitHistory.decreeOn,
      name: unitHistory.name,
      kind: unitHistory.kind,
      parentId: unitHistory.parentId,
      parentName: parent.name,
      headTitle: unitHistory.headTitle,
      headEchelon: unitHistory.headEchelon,
      source: unitHistory.source,
      reason: unitHistory.reason,
      isVoid: unitHistory.isVoid,
      isReplaced: sql<boolean>`${newer.id} is not null`,
      recordedAt: unitHistory.recordedAt,
      recordedBy: recorder.name,
    })
    .from(unitHistory)
    .leftJoin(newer, eq(newer.replacesId, unitHistory.id))
    .leftJoin(parent, eq(parent.id, unitHistory.parentId))
    .leftJoin(account, eq(account.id, unitHistory.recordedBy))
    .leftJoin(recorder, eq(recorder.id, account.employeeId))
    .where(eq(unitHistory.unitId, unitId))
    .orderBy(desc(unitHistory.effectiveOn), desc(unitHistory.recordedAt))
}
