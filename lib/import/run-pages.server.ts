import 'server-only'
import { and, asc, count, countDistinct, desc, eq, inArray, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { transact } from '@/db/client.server'
import { importProblems, importRows, importRuns } from '@/db/schema/import'
import type { Context } from '@/lib/auth/actor'
import { pageWithin } from '@/lib/list-view'
import { type ListedProblem, listed } from './problem-list.server'

export const PAGE_ROWS = 10

/** The newest imports of the actor's agency. */
export async function listRuns(context: Context) {
  return transact(context, (tx) =>
    tx
      .select({
        id: importRuns.id,
        fileName: importRuns.fileName,
        status: importRuns.status,
        counts: importRuns.counts,
        createdByName: importRuns.createdByName,
        createdAt: importRuns.createdAt,
      })
      .from(importRuns)
      .where(eq(importRuns.agencyId, context.actor.agencyId))
      .orderBy(desc(importRuns.createdAt))
      .limit(20),
  )
}

export type ProblemPage = { problems: ListedProblem[]; total: number; page: number }

/**
 * The errors or warnings of one page of rows, of one column group or all. Rows are counted, not problems: the total is
 * that of the figure and the chip which lead here.
 */
export async function problemPage(
  context: Context,
  runId: string,
  wanted: { isError: boolean; group?: string; page: number },
): Promise<ProblemPage> {
  const { isError, group } = wanted
  const where = and(
    eq(importProblems.runId, runId),
    eq(importProblems.agencyId, context.actor.agencyId),
    eq(importProblems.isError, isError),
    group ? eq(importProblems.columnGroup, group) : undefined,
  )
  return transact(context, async (tx) => {
    const [found] = await tx
      .select({ total: countDistinct(importProblems.rowNo) })
      .from(importProblems)
      .where(where)
    const total = found?.total ?? 0
    const page = pageWithin(wanted.page, PAGE_ROWS, total)
    const rowNos = tx
      .selectDistinct({ rowNo: importProblems.rowNo })
      .from(importProblems)
      .where(where)
      .orderBy(asc(importProblems.rowNo))
      .limit(PAGE_ROWS)
      .offset((page - 1) * PAGE_ROWS)
    const rows = await tx
      .select()
      .from(importProblems)
      .where(and(where, inArray(importProblems.rowNo, rowNos)))
      .orderBy(asc(importProblems.rowNo), asc(importProblems.column), asc(importProblems.code))
    return { problems: rows.map(listed), total, page }
  })
}

export type RowPage = { rows: StagedLine[]; total: number; page: number }
type StagedLine = {
  row: number
  employeeId: string | null
  nip: string
  name: string
  rank: string
  pppkGrade: number | null
  position: string
  unit: string
}

/** One page of the rows that the register will gain, change or keep. */
export async function rowPage(
  context: Context,
  runId: string,
  resolution: 'new' | 'updated' | 'same',
  wantedPage: number,
): Promise<RowPage> {
  const where = and(
    eq(importRows.runId, runId),
    eq(importRows.agencyId, context.actor.agencyId),
    eq(importRows.resolution, resolution),
  )
  const text = (column: AnyPgColumn) => sql<string>`coalesce(${column}, '')`
  return transact(context, async (tx) => {
    const [found] = await tx.select({ total: count() }).from(importRows).where(where)
    const total = found?.total ?? 0
    const page = pageWithin(wantedPage, PAGE_ROWS, total)
    const rows = await tx
      .select({
        row: importRows.rowNo,
        employeeId: importRows.employeeId,
        nip: text(importRows.nip),
        name: text(importRows.name),
        rank: sql<string>`coalesce(${importRows.rank}::text, '')`,
        pppkGrade: importRows.pppkGrade,
        position: text(importRows.positionName),
        unit: text(importRows.unitCode),
      })
      .from(importRows)
      .where(where)
      .orderBy(asc(importRows.rowNo))
      .limit(PAGE_ROWS)
      .offset((page - 1) * PAGE_ROWS)
    return { rows, total, page }
  })
}
