import 'server-only'
import { and, eq, inArray, ne } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { unreadableStatements } from '@/db/wbs/handling-schema'
import { reports } from '@/db/wbs/schema'

/**
 * Whoever was given keys, or wrote in a report, has stated nothing about the keys of now: a statement is no store of one
 * half of an ending. What ended a report stays, to be taken back whole.
 */
export async function forgetStatements(tx: WbsTx, reportId: string, keyIds: readonly string[]): Promise<void> {
  const open = tx
    .select({ id: reports.id })
    .from(reports)
    .where(and(eq(reports.id, reportId), ne(reports.state, 'unreadable')))
  await tx
    .delete(unreadableStatements)
    .where(and(inArray(unreadableStatements.reportId, open), inArray(unreadableStatements.keyId, [...keyIds])))
}
