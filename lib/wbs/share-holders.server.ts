import 'server-only'
import { eq } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { shareHolders } from '@/db/wbs/seal-schema'

/**
 * The accounts that were ever given a share of a report's sealed identity, whether they still hold it or not: they may
 * have kept a copy, so they never read that report, and never ask for the other shares.
 */
export async function shareHoldersOf(tx: WbsTx, reportId: string): Promise<ReadonlySet<string>> {
  const isOf = eq(shareHolders.reportId, reportId)
  const rows = await tx.select({ holder: shareHolders.holder }).from(shareHolders).where(isOf)
  return new Set(rows.map(({ holder }) => holder))
}
