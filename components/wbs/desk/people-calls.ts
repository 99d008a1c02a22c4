import { type ReadRing, requireHeld, requireRead } from '@/components/wbs/desk/held'
import { addMembers, type KeyChange, type ReportKeyChange, replaceMembers, reportKeyChange } from '@/lib/wbs/epochs'
import type { Ring } from '@/lib/wbs/wraps'

export const peopleCalls = {
  /**
   * Makes the change of who reads a report, in both rings. Whoever leaves makes a new key necessary, which they do not get.
   * Refuses what `addMembers` and `replaceMembers` refuse.
   */
  async changePeople({
    report,
    leaving,
    adding,
  }: {
    report: string
    leaving: string[]
    adding: string[]
  }): Promise<ReportKeyChange> {
    const { officer, key, manifest } = requireHeld()
    const { reporterBox, pesan, catatan } = requireRead(report)
    const by = { id: officer.keyId, sign: key.sign }
    const changed = ({ conversation, boxes }: ReadRing, box?: string): Promise<KeyChange> =>
      leaving.length > 0
        ? replaceMembers(conversation, boxes, { leaving, adding }, by, manifest, box)
        : addMembers(conversation, boxes, adding, by, manifest)
    const rings: Partial<Record<Ring, KeyChange>> = { pesan: await changed(pesan, reporterBox) }
    if (catatan) rings.catatan = await changed(catatan)
    return reportKeyChange(report, rings)
  },
}
