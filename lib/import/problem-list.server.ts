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

/** The problems of one row. */
export async function listProblems(context: Context, runId: string, row: number): Promise<ListedProblem[]> {
  const { rowNo, column } = importProblems
  return transact(context, async (tx) => {
    const found = await tx
      .select()
      .from(importProblems)
      .where(and(ofRun(context, runId), eq(rowNo, row)))
      .orderBy(asc(column))
    return found.map(listed)
  })
}

/** The problems, or the errors alone, of the next rows of a run that have any: a list of any length, piece by piece. */
export async function nextProblems(
  context: Context,
  runId: string,
  { afterRow, rows, isErrorOnly = false }: { afterRow: number; rows: number; isErrorOnly?: boolean },
): Promise<ListedProblem[]> {
  const { rowNo, column, isError } = importProblems
  const wanted = and(ofRun(context, runId), isErrorOnly ? isError : undefined)
  return transact(context, async (tx) => {
    const next = tx
      .selectDistinct({ rowNo })
      .from(importProblems)
      .where(and(wanted, gt(rowNo, afterRow)))
      .orderBy(asc(rowNo))
      .limit(rows)
    const found = await tx
      .select()
      .from(importProblems)
      .where(and(wanted, inArray(rowNo, next)))
      .orderBy(asc(rowNo), asc(column))
    return found.map(listed)
  })
}

const ofRun = (context: Context, runId: string) =>
  and(eq(importProblems.runId, runId), eq(importProblems.agencyId, context.actor.agencyId))

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
