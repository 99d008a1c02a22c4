import 'server-only'
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { employeeDocuments } from '@/db/schema/documents'
import { proposalEvents } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import { sha256Of } from '@/lib/documents/file-store.server'
import { restorePaper, withdrawPaper } from '@/lib/documents/intake.server'
import { recordedPaper } from '@/lib/sapk/rank-update.server'

/** Takes the scan of a decree on paper out of force with its record, unless the archive had it before. */
export async function withdrawScan(tx: Tx, context: Context, proposalId: string): Promise<void> {
  const scan = await broughtScan(tx, proposalId)
  if (scan) await withdrawPaper(tx, context, scan.id)
}

/** Lets the scan of a record that was returned count again: only what was typed of it was wrong. */
export async function restoreScan(tx: Tx, proposalId: string, bytes: Uint8Array): Promise<void> {
  const isEnd = inArray(proposalEvents.event, ['return_record', 'revoke_decree'])
  const [last] = await tx
    .select({ event: proposalEvents.event })
    .from(proposalEvents)
    .where(and(eq(proposalEvents.proposalId, proposalId), isEnd))
    .orderBy(desc(proposalEvents.at), desc(proposalEvents.position))
    .limit(1)
  if (last?.event !== 'return_record') return
  const scan = await broughtScan(tx, proposalId)
  if (scan?.fileSha256 === sha256Of(bytes)) await restorePaper(tx, scan.id)
}

/** What the decree was last recorded from, when a record of it put it into the archive. */
async function broughtScan(tx: Tx, proposalId: string) {
  const id = await recordedPaper(tx, proposalId)
  if (!id) return undefined
  const isBrought = and(eq(proposalEvents.documentId, id), eq(proposalEvents.at, employeeDocuments.uploadedAt))
  const [scan] = await tx
    .select({ id: employeeDocuments.id, fileSha256: employeeDocuments.fileSha256 })
    .from(employeeDocuments)
    .innerJoin(proposalEvents, and(eq(proposalEvents.proposalId, proposalId), isBrought))
    .where(eq(employeeDocuments.id, id))
    .limit(1)
  return scan
}
