import 'server-only'
import { and, desc, eq, getTableName, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
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
  positions,
  rankHistory,
  serviceTimeHistory,
  trainingHistory,
  units,
} from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import { findEmployeeIn } from '@/lib/registry/employees.server'
import type { HistoryKind } from '@/lib/registry/history'

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
    const rows = <C extends Record<string, PgColumn>>(table: HistoryTable, columns: C) =>
      rowsOf(tx, table, employeeId, columns)
    return {
      rank: await rows(rankHistory, {
        rank: rankHistory.rank,
        promotionType: rankHistory.promotionType,
        serviceMonths: rankHistory.serviceMonths,
        salaryRupiah: rankHistory.salaryRupiah,
      }),
      position: await positionRows(tx, employeeId),
      education: await rows(educationHistory, {
        program: educationHistory.program,
        school: educationHistory.school,
        graduatedYear: educationHistory.graduatedYear,
      }),
      training: await rows(trainingHistory, {
        name: trainingHistory.name,
        hours: trainingHistory.hours,
        organiser: trainingHistory.organiser,
      }),
      appointment: await rows(appointmentHistory, { status: appointmentHistory.status }),
      performance: await rows(performanceHistory, {
        year: performanceHistory.year,
        predicate: performanceHistory.predicate,
      }),
      creditPoint: await rows(creditPointHistory, {
        mainThousandths: creditPointHistory.mainThousandths,
        kind: creditPointHistory.kind,
        periodStartsOn: creditPointHistory.periodStartsOn,
        periodEndsOn: creditPointHistory.periodEndsOn,
      }),
      family: await rows(familyHistory, {
        relation: familyHistory.relation,
        name: familyHistory.name,
        bornOn: familyHistory.bornOn,
        status: familyHistory.status,
      }),
      serviceTime: await rows(serviceTimeHistory, {
        employer: serviceTimeHistory.employer,
        creditedMonths: serviceTimeHistory.creditedMonths,
      }),
      discipline: await rows(disciplineHistory, {
        severity: disciplineHistory.severity,
        kind: disciplineHistory.kind,
        endsOn: disciplineHistory.endsOn,
      }),
      award: await rows(awardHistory, { kind: awardHistory.kind }),
      leave: await rows(leaveHistory, { kind: leaveHistory.kind, endsOn: leaveHistory.endsOn }),
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

async function rowsOf<C extends Record<string, PgColumn>>(tx: Tx, table: HistoryTable, employeeId: string, columns: C) {
  const rows = await tx
    .select({ ...commonColumns(table), ...columns })
    .from(table)
    .where(eq(table.employeeId, employeeId))
    .orderBy(desc(table.effectiveOn), desc(table.recordedAt))
  return rows as (HistoryRow & {
    [K in keyof C]: C[K]['_']['data'] | (C[K]['_']['notNull'] extends true ? never : null)
  })[]
}

function positionRows(tx: Tx, employeeId: string) {
  return tx
    .select({
      ...commonColumns(positionHistory),
      name: positions.name,
      kind: positions.kind,
      unitName: units.name,
      echelon: positionHistory.echelon,
      assignment: positionHistory.assignment,
    })
    .from(positionHistory)
    .innerJoin(positions, eq(positions.id, positionHistory.positionId))
    .innerJoin(units, eq(units.id, positionHistory.unitId))
    .where(eq(positionHistory.employeeId, employeeId))
    .orderBy(desc(positionHistory.effectiveOn), desc(positionHistory.recordedAt))
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
