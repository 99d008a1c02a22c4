import 'server-only'
import { and, count, eq, inArray, lte } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { recoveryDues } from '@/db/wbs/keys-schema'
import { wraps } from '@/db/wbs/schema'
import type { ReportKeyChange } from '@/lib/wbs/epochs'
import { RECOVERY } from '@/lib/wbs/wraps'

/** Whether a report hangs on a key of last resort that was replaced. */
export async function owesRecovery(tx: WbsTx, reportId: string): Promise<boolean> {
  const [due] = await tx.select().from(recoveryDues).where(eq(recoveryDues.reportId, reportId))
  return due !== undefined
}

/** How many reports do. */
export async function countOwed(tx: WbsTx): Promise<number> {
  const [owed] = await tx.select({ reports: count() }).from(recoveryDues)
  return owed?.reports ?? 0
}

/**
 * Makes room for the epochs that a change gives to the key of last resort in force, which has all of them then: the report
 * owes nothing any more. Says whether it did.
 *
 * @param running the running epoch of the messages; a change that leaves one out settles nothing
 */
export async function settleRecovery(
  tx: WbsTx,
  reportId: string,
  { rings }: ReportKeyChange,
  running: number,
): Promise<boolean> {
  for (const { ring, wraps: given } of rings) {
    const epochs = given.filter(({ for: holder }) => holder === RECOVERY).map(({ epoch }) => epoch)
    const isOfRing = and(eq(wraps.reportId, reportId), eq(wraps.ring, ring), eq(wraps.holder, RECOVERY))
    await tx.delete(wraps).where(and(isOfRing, inArray(wraps.epoch, epochs), lte(wraps.epoch, running)))
  }
  const pesan = rings.find(({ ring }) => ring === 'pesan')?.wraps.filter(({ for: holder }) => holder === RECOVERY) ?? []
  const isWhole = Array.from({ length: running + 1 }, (_, epoch) => epoch).every((epoch) =>
    pesan.some((wrap) => wrap.epoch === epoch),
  )
  if (isWhole) await tx.delete(recoveryDues).where(eq(recoveryDues.reportId, reportId))
  return isWhole
}
