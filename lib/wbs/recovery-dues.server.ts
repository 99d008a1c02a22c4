import 'server-only'
import { and, count, eq, inArray } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { recoveryDues } from '@/db/wbs/keys-schema'
import { wraps } from '@/db/wbs/schema'
import type { ReportKeyChange } from '@/lib/wbs/epochs'
import { RECOVERY } from '@/lib/wbs/wraps'

/** How many reports hang on a key of last resort that was replaced. */
export async function countOwed(tx: WbsTx): Promise<number> {
  const [owed] = await tx.select({ reports: count() }).from(recoveryDues)
  return owed?.reports ?? 0
}

/** Makes room for the epochs that a change gives to the key of last resort in force. */
export async function forgetFormerWraps(tx: WbsTx, { report, rings }: ReportKeyChange): Promise<void> {
  for (const { ring, wraps: given } of rings) {
    const isOfRing = and(eq(wraps.reportId, report), eq(wraps.ring, ring), eq(wraps.holder, RECOVERY))
    await tx.delete(wraps).where(and(isOfRing, inArray(wraps.epoch, epochsOf(given))))
  }
}

/**
 * A report whose new key gives every epoch of each ring to the key of last resort in force owes nothing any more. Says
 * whether it did; one epoch left out settles nothing.
 */
export async function settleRecovery(tx: WbsTx, { report, rings }: ReportKeyChange): Promise<boolean> {
  const isWhole = rings.every(({ epoch, wraps: given }) => new Set(epochsOf(given)).size === epoch + 1)
  if (!isWhole) return false
  const settled = await tx.delete(recoveryDues).where(eq(recoveryDues.reportId, report)).returning()
  return settled.length > 0
}

function epochsOf(given: ReportKeyChange['rings'][number]['wraps']): number[] {
  return given.filter(({ for: holder }) => holder === RECOVERY).map(({ epoch }) => epoch)
}
