import 'server-only'
import { and, desc, eq, getTableName, notExists, type SQL, sql } from 'drizzle-orm'
import { alias, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import { type Tx, transact } from '@/db/client.server'
import {
  appointmentHistory,
  awardHistory,
  creditPointHistory,
  disciplineHistory,
  educationHistory,
  familyHistory,
  leaveHistory,
  performanceHistory,
  positionHistory,
  rankHistory,
  serviceTimeHistory,
  trainingHistory,
} from '@/db/schema/histories'
import { positions, units } from '@/db/schema/registry'
import type { unitHistory } from '@/db/schema/unit-history'
import type { Context } from '@/lib/auth/actor'
import { findEmployeeIn } from '@/lib/registry/employees.server'
import type { HistoryKind } from '@/lib/registry/history'
import { fieldsOf, type historyFields } from '@/lib/registry/history-fields'
import { masked } from '@/lib/registry/masked'

type HistoryTable = PgTable & {
  [column in
    | 'id'
    | 'employeeId'
    | 'effectiveOn'
    | 'decreeNumber'
    | 'decreeOn'
    | 'decreeBy'
    | 'source'
    | 'replacesId'
    | 'isVoid'
    | 'reason'
    | 'recordedAt']: PgColumn
}

/** The table of each history. */
export const historyTables = {
  rank: rankHistory,
  position: positionHistory,
  education: educationHistory,
  training: trainingHistory,
  performance: performanceHistory,
  creditPoint: creditPointHistory,
  appointment: appointmentHistory,
  family: familyHistory,
  serviceTime: serviceTimeHistory,
  discipline: disciplineHistory,
  award: awardHistory,
  leave: leaveHistory,
} as const satisfies Record<HistoryKind, HistoryTable>

/** A row that stands: neither void nor replaced by another. */
export function isStanding(tx: Tx, history: HistoryTable | typeof unitHistory): SQL | undefined {
  const newer = alias(history as typeof rankHistory, 'newer')
  const replacing = tx.select({ one: sql`1` }).from(newer).where(eq(newer.replacesId, history.id))
  return and(eq(history.isVoid, false), notExists(replacing))
}

/**
 * The same as text, of a row that the query names. The condition on null lets the index alone answer.
 *
 * @param table of the history, by its name in the database
 */
export function standsSql(table: string, row = 'h'): string {
  return `not ${row}.is_void and not exists (
    select from ${table} n where n.replaces_id = ${row}.id and n.replaces_id is not null)`
}

/** What every row of a history shows. A row that another one replaces stays, marked. */
export type HistoryRow = {
  id: string
  effectiveOn: string
  decreeNumber: string | null
  decreeOn: string | null
  decreeBy: string | null
  source: string
  replacesId: string | null
  isReplaced: boolean
  isVoid: boolean
  reason: string | null
  recordedAt: Date
}

/** All histories of a person, newest first, corrected rows included; undefined outside the actor's scope. */
export async function findHistories(context: Context, employeeId: string) {
  return transact(context, async (tx) => {
    if (!(await findEmployeeIn(tx, context, employeeId))) return undefined
    return {
      rank: await rowsOf(tx, 'rank', employeeId),
      position: await positionRows(tx, employeeId),
      education: await rowsOf(tx, 'education', employeeId),
      training: await rowsOf(tx, 'training', employeeId),
      appointment: await rowsOf(tx, 'appointment', employeeId),
      performance: await rowsOf(tx, 'performance', employeeId),
      creditPoint: await rowsOf(tx, 'creditPoint', employeeId),
      family: await familyRows(tx, employeeId),
      serviceTime: await rowsOf(tx, 'serviceTime', employeeId),
      discipline: await rowsOf(tx, 'discipline', employeeId),
      award: await rowsOf(tx, 'award', employeeId),
      leave: await rowsOf(tx, 'leave', employeeId),
    }
  })
}

export type Histories = NonNullable<Awaited<ReturnType<typeof findHistories>>>

/** One row with all its columns, and whether it still stands; undefined outside the actor's scope. */
export async function findHistoryRow(context: Context, kind: HistoryKind, employeeId: string, id: string) {
  return transact(context, async (tx) => {
    if (!(await findEmployeeIn(tx, context, employeeId))) return undefined
    const table = historyTables[kind]
    const [row] = await tx
      .select()
      .from(table)
      .where(and(eq(table.id, id), eq(table.employeeId, employeeId)))
    if (!row) return undefined
    const newer = await tx.select({ id: table.id }).from(table).where(eq(table.replacesId, id))
    return { row, isStanding: newer.length === 0 && !row.isVoid }
  })
}

/** The columns of one history that a person may write. */
type OwnColumns<K extends HistoryKind> = Pick<
  (typeof historyTables)[K]['$inferSelect'],
  keyof (typeof historyFields)[K] & keyof (typeof historyTables)[K]['$inferSelect']
>

async function rowsOf<K extends HistoryKind>(tx: Tx, kind: K, employeeId: string) {
  const table = historyTables[kind]
  const rows = await tx
    .select({ ...commonColumns(table), ...ownColumns(kind) })
    .from(table as HistoryTable)
    .where(eq(table.employeeId, employeeId))
    .orderBy(desc(table.effectiveOn), desc(table.recordedAt))
  return rows as unknown as (HistoryRow & OwnColumns<K>)[]
}

function ownColumns(kind: HistoryKind): Record<string, PgColumn> {
  const table = historyTables[kind] as unknown as Record<string, PgColumn>
  return Object.fromEntries(Object.keys(fieldsOf(kind)).flatMap((name) => (table[name] ? [[name, table[name]]] : [])))
}

/** Numbers of relatives are known to whoever keeps them: a list shows their end. */
async function familyRows(tx: Tx, employeeId: string) {
  const rows = await rowsOf(tx, 'family', employeeId)
  return rows.map((row) => ({
    ...row,
    nik: masked('nik', row.nik),
    civilServantNip: masked('nik', row.civilServantNip),
  }))
}

async function positionRows(tx: Tx, employeeId: string) {
  const rows = await tx
    .select({
      ...commonColumns(positionHistory),
      ...ownColumns('position'),
      name: positions.name,
      kind: positions.kind,
      unitName: units.name,
    })
    .from(positionHistory)
    .innerJoin(positions, eq(positions.id, positionHistory.positionId))
    .innerJoin(units, eq(units.id, positionHistory.unitId))
    .where(eq(positionHistory.employeeId, employeeId))
    .orderBy(desc(positionHistory.effectiveOn), desc(positionHistory.recordedAt))
  type Names = { name: string; kind: (typeof positions.$inferSelect)['kind']; unitName: string }
  return rows as unknown as (HistoryRow & OwnColumns<'position'> & Names)[]
}

function commonColumns<T extends HistoryTable>(table: T) {
  return {
    id: table.id as typeof rankHistory.id,
    effectiveOn: table.effectiveOn as typeof rankHistory.effectiveOn,
    decreeNumber: table.decreeNumber as typeof rankHistory.decreeNumber,
    decreeOn: table.decreeOn as typeof rankHistory.decreeOn,
    decreeBy: table.decreeBy as typeof rankHistory.decreeBy,
    source: table.source as typeof rankHistory.source,
    isVoid: table.isVoid as typeof rankHistory.isVoid,
    reason: table.reason as typeof rankHistory.reason,
    replacesId: table.replacesId as typeof rankHistory.replacesId,
    recordedAt: table.recordedAt as typeof rankHistory.recordedAt,
    isReplaced: sql<boolean>`exists (
      select from ${table} newer where newer.replaces_id = ${sql.identifier(getTableName(table))}.id)`,
  }
}
