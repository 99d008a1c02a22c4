import 'server-only'
import { and, asc, eq, gte, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { referenceRows } from '@/db/schema/reference'
import { positions, units } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import type { HistoryKind } from '@/lib/registry/history'
import { fieldsOf, type HistoryField } from '@/lib/registry/history-fields'
import { mayBeHeldIn, positionOption } from '@/lib/registry/position-search.server'
import { standsOn } from '@/lib/registry/unit-days.server'

export type Option = { value: string; label: string; group?: string }

type ListName = Extract<HistoryField, { control: 'list' }>['of']

/** Whose row it is: posts and units are those of the agency, and what the row says already. */
export type ListScope = {
  agencyId: number
  unitId?: unknown
  positionId?: unknown
  pickedPositionId?: unknown
  on?: CivilDate
}

/** What may stand in the fields of a history that come from a table, by field; on a day only what was in force on it. */
export async function historyLists(context: Context, kind: HistoryKind, scope: ListScope) {
  return transact(context, (tx) => historyListsIn(tx, kind, scope))
}

export async function historyListsIn(tx: Tx, kind: HistoryKind, scope: ListScope): Promise<Record<string, Option[]>> {
  const lists: Record<string, Option[]> = {}
  for (const [name, field] of Object.entries(fieldsOf(kind))) {
    if (field.control === 'list') lists[name] = await optionsOf(tx, field.of, scope)
  }
  return lists
}

function optionsOf(tx: Tx, list: ListName, scope: ListScope): Promise<Option[]> {
  if (list === 'positions') return positionOptions(tx, scope)
  return list === 'units' ? unitOptions(tx, scope) : referenceOptions(tx, list, scope.on)
}

/** The post that the row names, and the one picked in its place if the agency has it; the form searches for others. */
async function positionOptions(tx: Tx, { agencyId, positionId, pickedPositionId }: ListScope): Promise<Option[]> {
  const rows = await tx
    .select({ id: positions.id, name: positions.name, kind: positions.kind })
    .from(positions)
    .where(or(is(positions.id, positionId), and(is(positions.id, pickedPositionId), mayBeHeldIn(tx, agencyId))))
  return rows.map(positionOption)
}

/** The units of the agency; for a row of a day those that stand on it. */
async function unitOptions(tx: Tx, { agencyId, unitId, on }: ListScope): Promise<Option[]> {
  const rows = await tx
    .select({ id: units.id, name: units.name })
    .from(units)
    .where(or(and(eq(units.agencyId, agencyId), on ? standsOn(sql`${on}`) : undefined), is(units.id, unitId)))
    .orderBy(asc(units.agencyId), asc(units.preorder), asc(units.id))
  return rows.map(({ id, name }) => ({ value: String(id), label: name }))
}

function is(column: typeof units.id | typeof positions.id, id: unknown): SQL {
  return typeof id === 'number' ? eq(column, id) : sql`false`
}

/** Stands in the list of echelons for "none", and in the list of promotions for the first rank: both are no value. */
const NO_VALUE = ['NON', 'PENGADAAN']

/** Remarks that a table has behind a name. */
const NOTE = / \(.*\)$/

/** What histories name by its words; everything else by its code. */
const KEPT_AS_WORDS = ['echelons', 'penghargaan', 'cltn']

async function referenceOptions(tx: Tx, tableName: string, on: CivilDate | undefined): Promise<Option[]> {
  const { code, data, validFrom, validTo, position } = referenceRows
  const inForce = on ? and(lte(validFrom, on), or(isNull(validTo), gte(validTo, on))) : undefined
  const rows = await tx
    .select({ code, data, position })
    .from(referenceRows)
    .where(and(eq(referenceRows.tableName, tableName), inForce))
    .orderBy(asc(position))
  const options = rows.map((row) => {
    const { label, name } = row.data as Record<string, string | undefined>
    const shown = label ?? name?.replace(NOTE, '') ?? row.code
    return { value: KEPT_AS_WORDS.includes(tableName) ? shown : row.code, label: shown }
  })
  const unique = new Map(options.map((option) => [option.value, option]))
  return [...unique.values()].filter(({ value }) => !NO_VALUE.includes(value))
}
