import type { RecoveryKey } from '@/lib/wbs/ceremony'
import { beginConversation, beginNotes, type Conversation } from '@/lib/wbs/conversation'
import { type KeyChange, type ReportKeyChange, replaceMembers, reportKeyChange } from '@/lib/wbs/epochs'
import type { Manifest, SignedManifest } from '@/lib/wbs/manifest'
import { Tampered } from '@/lib/wbs/protocol'
import { epochsUnread, readReport, type ServedReport } from '@/lib/wbs/reading'
import { areTooFew } from '@/lib/wbs/report'
import { RECOVERY } from '@/lib/wbs/wraps'

/** Reports that nobody can open any more, as they are taken to a ceremony of recovery. `for`: the keys that are to read. */
export type TakenReports = SignedManifest & { for: string[]; reports: TakenReport[] }
export type TakenReport = {
  id: string
  reporterBox: string
  out: string[] // running keys, of members and of `for`, that are not to read this report
  pesan: ServedReport
  catatan: ServedReport | null
}

/** What the ceremony gives back: the changes that `bringRecovered` takes, and which reports are not as they must be. */
export type RecoveredReports = { changes: ReportKeyChange[]; failed: { report: string; code: string }[] }

/**
 * Gives reports to new readers with the key of last resort: a new epoch in each ring, whose message that key signs, so that
 * the reporter and everybody after sees that it was used. Each report is read from its first message and checked as a
 * reader would; one that was tampered with is left out and named, and so is one of which a key does not open, for nobody
 * would ever read that part again: `cannot_decrypt`. `wbs_too_few_readers`: of those who are to read fewer than two may.
 *
 * @param keys the one in force, a former one, or both: where a report is leaving the former one it hangs on both
 * @param isPartial takes what does not open for lost
 */
export async function recoverReports(
  { reports, for: adding }: Pick<TakenReports, 'for' | 'reports'>,
  keys: readonly RecoveryKey[],
  manifest: Manifest,
  isPartial = false,
): Promise<RecoveredReports> {
  const recovered: RecoveredReports = { changes: [], failed: [] }
  const [first] = keys
  if (!first) return recovered
  const by = { id: RECOVERY, sign: (keys.find(({ sign }) => sign.public === manifest.recovery.sign) ?? first).sign }
  const identities = keys.map(({ box }) => box.identity)
  const read = async (begin: Conversation, served: ServedReport) => {
    const opened = await readReport(begin, served, identities, manifest)
    const [unread] = epochsUnread(opened)
    if (unread !== undefined && !isPartial) throw new Tampered('cannot_decrypt', { epoch: unread })
    return opened
  }
  for (const { id, reporterBox, out, pesan, catatan } of reports) {
    const readers = manifest.keys.filter((key) => adding.includes(key.id) && !out.includes(key.id))
    if (areTooFew(readers)) {
      recovered.failed.push({ report: id, code: 'wbs_too_few_readers' })
      continue
    }
    try {
      const report = await read(beginConversation(id), pesan)
      const { members, gap } = report.conversation
      const notes = catatan && (await read(beginNotes(report.conversation), catatan))
      const madeUnder = Math.min(report.conversation.manifest, notes?.conversation.manifest ?? Infinity)
      const changed = ({ conversation, boxes }: typeof report, box?: string): Promise<KeyChange> => {
        const at = { ...conversation, members, gap, manifest: madeUnder }
        const who = { leaving: out, adding: readers.map((key) => key.id) }
        return replaceMembers(at, boxes, who, by, manifest, box)
      }
      const rings: { pesan: KeyChange; catatan?: KeyChange } = { pesan: await changed(report, reporterBox) }
      if (notes) rings.catatan = await changed(notes)
      recovered.changes.push(reportKeyChange(id, rings))
    } catch (error) {
      if (!(error instanceof Tampered)) throw error
      recovered.failed.push({ report: id, code: error.code })
    }
  }
  return recovered
}
