import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { importFixes } from '@/db/schema/import'
import type { Fixes } from './fixes'
import type { ImportRun } from './run'

/** Everything that was put into cells of a run's file. */
export async function loadFixes(tx: Tx, runId: string): Promise<Fixes> {
  const fixes = new Map<number, Record<string, string>>()
  for (const { rowNo, column, value } of await tx.select().from(importFixes).where(eq(importFixes.runId, runId))) {
    fixes.set(rowNo, { ...fixes.get(rowNo), [column]: value })
  }
  return fixes
}

/** Keeps what was put into one cell; the last word counts. */
export async function keepFix(
  tx: Tx,
  run: Pick<ImportRun, 'id' | 'agencyId'>,
  fix: { row: number; column: string; value: string },
): Promise<void> {
  await tx
    .insert(importFixes)
    .values({ runId: run.id, agencyId: run.agencyId, rowNo: fix.row, column: fix.column, value: fix.value })
    .onConflictDoUpdate({
      target: [importFixes.runId, importFixes.rowNo, importFixes.column],
      set: { value: sql`excluded.value` },
    })
}
