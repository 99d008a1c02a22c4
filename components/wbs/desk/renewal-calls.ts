import { Locked, renewManifest, requireHeld } from '@/components/wbs/desk/held'
import { unlockAny } from '@/components/wbs/desk/key-calls'
import { beginConversation, beginNotes, besideReport, type Conversation } from '@/lib/wbs/conversation'
import { addMembers, type KeyChange, type ReportKeyChange, reportKeyChange } from '@/lib/wbs/epochs'
import { type Box, decryptWith, encryptTo } from '@/lib/wbs/hybrid'
import type { SignedManifest } from '@/lib/wbs/manifest'
import type { ServedCase } from '@/lib/wbs/office-report.server'
import type { OldShare } from '@/lib/wbs/old-shares.server'
import { base64url, fromBase64url, Tampered } from '@/lib/wbs/protocol'
import { epochsUnread, readReport, type ServedReport } from '@/lib/wbs/reading'
import type { LockedKey } from '@/lib/wbs/recipient-key'
import { openShare } from '@/lib/wbs/seal'

export type TakenOver = { change: ReportKeyChange; isWhole: boolean }

export const renewalCalls = {
  /**
   * Takes an own key that has ended out of its lock, beside the running one; false where what was typed is not it. Refuses
   * `wrong_key` for one that the list does not name as this person's.
   */
  async unlockOld({
    id,
    locked,
    typed,
  }: {
    id: string
    locked: readonly LockedKey[]
    typed: string
  }): Promise<boolean> {
    const held = requireHeld()
    const key = await unlockAny(locked, typed)
    if (!key) return false
    const listed = held.manifest.keys.find((each) => each.id === id && each.holder === held.officer.holder)
    if (listed?.box !== key.box.recipient || listed.sign !== key.sign.public) throw new Tampered('wrong_key')
    held.old = { id, key }
    return true
  },

  /**
   * Lets the running key read what the old one reads, in both rings. The old key signs that, as everybody sees. `isWhole`:
   * every message was opened. Refuses `cannot_decrypt` where the key of an epoch is missing, and `wrong_epoch` past a gap.
   */
  async takeOver({ report, manifest: signed, pesan, catatan }: ServedCase): Promise<TakenOver> {
    const manifest = renewManifest(signed)
    const { officer, old } = requireHeld()
    if (!old) throw new Locked()
    const readAll = (begin: Conversation, served: ServedReport) =>
      readReport(begin, served, old.key.box.identity, manifest)
    const adding = (at: Conversation, boxes: readonly Box[]) =>
      addMembers(at, boxes, [officer.keyId], { id: old.id, sign: old.key.sign }, manifest)
    const read = await readAll(beginConversation(report), pesan)
    requireAll(read)
    const rings: { pesan: KeyChange; catatan?: KeyChange } = { pesan: await adding(read.conversation, read.boxes) }
    const unopened = [...read.unopened]
    if (catatan.wraps.length + catatan.messages.length > 0) {
      const notes = await readAll(beginNotes(read.conversation), catatan)
      requireAll(notes)
      rings.catatan = await adding(besideReport(notes.conversation, read.conversation), notes.boxes)
      unopened.push(...notes.unopened)
    }
    return { change: reportKeyChange(report, rings), isWhole: unopened.length === 0 }
  },
  /** Locks the own share of a sealed identity, and what was asked with it, for the running key instead of the old one. */
  async takeOverShare({ manifest: signed, ...given }: OldShare & { manifest: SignedManifest }): Promise<OldShare> {
    renewManifest(signed)
    const { key, old } = requireHeld()
    if (!old) throw new Locked()
    const from = old.key.box.identity
    await openShare(from, given.share, given.report)
    const anew = async (ct: string) =>
      base64url(await encryptTo(key.box.recipient, await decryptWith(from, fromBase64url(ct))))
    const letters = given.letters.map(async ({ request, question, order }) => {
      return { request, question: await anew(question), order: order === null ? null : await anew(order) }
    })
    return { ...given, share: await anew(given.share), letters: await Promise.all(letters) }
  },
}

/** What the old key cannot open here the new one would never be given, and then the old one is destroyed. */
function requireAll(read: Parameters<typeof epochsUnread>[0]): void {
  const [epoch] = epochsUnread(read)
  if (epoch !== undefined) throw new Tampered('cannot_decrypt', { epoch })
}
