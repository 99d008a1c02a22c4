import 'server-only'
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { importProblems } from '@/db/schema/import'
import type { Context } from '@/lib/auth/actor'
import type { Facts } from '@/lib/refusal'
import type { Severity } from './problem'

export type ListedProblem = {
  row: number
  column: string
  value: string
  code: string
  severity: Severity
  facts: Facts
  suggestion: string | null
}

/** Every problem of a run by row, or of one row. */
export async function listProblems(context: Context, runId: string, row?: number): Promise<ListedProblem[]> {
  return transact(context, async (tx) => {
    const rows = await tx
      .select()
      .from(importProblems)
      .where(
        and(
          eq(importProblems.runId, runId),
          eq(importProblems.agencyId, context.actor.agencyId),
          row === undefined ? undefined : eq(importProblems.rowNo, row),
        ),
      )
      .orderBy(asc(importProblems.rowNo), asc(importProblems.column))
    return rows.map(listed)
  })
}

/** The errors of the next rows of a run that have any. */
export async function nextErrors(
  context: Context,
  runId: string,
  afterRow: number,
  rows: number,
): Promise<ListedProblem[]> {
  const { rowNo, column, isError, agencyId } = importProblems
  const ofRun = and(eq(importProblems.runId, runId), eq(agencyId, context.actor.agencyId), isError)
  return transact(context, async (tx) => {
    const next = tx
      .selectDistinct({ rowNo })
      .from(importProblems)
      .where(and(ofRun, gt(rowNo, afterRow)))
      .orderBy(asc(rowNo))
      .limit(rows)
    const found = await tx
      .select()
      .from(importProblems)
      .where(and(ofRun, inArray(rowNo, next)))
      .orderBy(asc(rowNo), asc(column))
    return found.map(listed)
  })
}

export function listed(row: typeof importProblems.$inferSelect): ListedProblem {
  return {
    row: row.rowNo,
    column: row.column,
    value: row.value,
    code: row.code,
    severity: row.isError ? 'error' : 'warning',
    facts: row.facts as Facts,
    suggestion: row.suggestion,
  }
}
