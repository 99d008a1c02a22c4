import type { RecoveryKey } from '@/lib/wbs/ceremony'
import { beginConversation, beginNotes, type Conversation } from '@/lib/wbs/conversation'
import { type KeyChange, type ReportKeyChange, replaceMembers, reportKeyChange } from '@/lib/wbs/epochs'
import type { Manifest, SignedManifest } from '@/lib/wbs/manifest'
import { Tampered } from '@/lib/wbs/protocol'
import { readReport, type ServedReport } from '@/lib/wbs/reading'
import { RECOVERY } from '@/lib/wbs/wraps'

/** Reports that nobody can open any more, as they are taken to a ceremony of recovery. `for`: the keys that are to read. */
export type TakenReports = SignedManifest & { for: string[]; reports: TakenReport[] }
export type TakenReport = { id: string; reporterBox: string; pesan: ServedReport; catatan: ServedReport | null }

/** What the ceremony gives back: the changes that `bringRecovered` takes, and which reports are not as they must be. */
export type RecoveredReports = { changes: ReportKeyChange[]; failed: { report: string; code: string }[] }

/**
 * Gives reports to new readers with the key of last resort: a new epoch in each ring, whose message that key signs, so that
 * the reporter and everybody after sees that it was used. Each report is read from its first message and checked as a
 * reader would; one that was tampered with is left out and named.
 */
export async function recoverReports(
  { reports, for: adding }: Pick<TakenReports, 'for' | 'reports'>,
  { box, sign }: RecoveryKey,
  manifest: Manifest,
): Promise<RecoveredReports> {
  const recovered: RecoveredReports = { changes: [], failed: [] }
  const changed = async (begin: Conversation, served: ServedReport, reporterBox?: string) => {
    const { conversation, boxes } = await readReport(begin, served, box.identity, manifest)
    const by = { id: RECOVERY, sign }
    const change = await replaceMembers(conversation, boxes, { leaving: [], adding }, by, manifest, reporterBox)
    return { conversation, change }
  }
  for (const { id, reporterBox, pesan, catatan } of reports)
    try {
      const { conversation, change } = await changed(beginConversation(id), pesan, reporterBox)
      const rings: { pesan: KeyChange; catatan?: KeyChange } = { pesan: change }
      if (catatan) rings.catatan = (await changed(beginNotes(conversation), catatan)).change
      recovered.changes.push(reportKeyChange(id, rings))
    } catch (error) {
      if (!(error instanceof Tampered)) throw error
      recovered.failed.push({ report: id, code: error.code })
    }
  return recovered
}
