import { type ReadRing, requireHeld, requireRead } from '@/components/wbs/desk/held'
import { isBehind } from '@/lib/wbs/conversation'
import {
  addMembers,
  type GivenKey,
  hasEveryEpoch,
  type KeptWrapHash,
  type KeyChange,
  nameOfPlace,
  type ReportKeyChange,
  replaceMembers,
  reportKeyChange,
  wrapAnew,
} from '@/lib/wbs/epochs'
import { isOfFormerRecovery } from '@/lib/wbs/manifest'
import { fromBase64url, hashHex } from '@/lib/wbs/protocol'
import type { Ring } from '@/lib/wbs/wraps'

/** Wraps as this browser sent them: a change of the people, or a key given anew. */
type Sent = { rings: readonly { ring: Ring; wraps: readonly { epoch: number; for: string; ct: string }[] }[] }

export const peopleCalls = {
  /**
   * Makes the change of who reads a report, in both rings. Whoever leaves makes a new key necessary, which they do not
   * get; a running key that could not be opened here, and a key of last resort that was replaced, do as well. Refuses what
   * `addMembers` and `replaceMembers` refuse, so nothing past a gap before `comparedReaders`.
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
    const isLeft = isOfFormerRecovery(manifest, pesan.conversation.manifest)
    const isNew = leaving.length > 0 || isLeft || [pesan, catatan].some((ring) => ring && !holdsRunning(ring))
    const isWhole = [pesan, catatan].every((ring) => !ring || hasEveryEpoch(ring.conversation, ring.boxes))
    const changed = ({ conversation, boxes }: ReadRing, box?: string): Promise<KeyChange> => {
      const { members, gap } = pesan.conversation // notes that nobody could open name nobody
      const at = { ...conversation, members, gap }
      return isNew
        ? replaceMembers(at, boxes, { leaving, adding, isWhole }, by, manifest, box)
        : addMembers(at, boxes, adding, by, manifest)
    }
    const rings: Partial<Record<Ring, KeyChange>> = { pesan: await changed(pesan, reporterBox) }
    if (catatan) rings.catatan = await changed(catatan)
    return reportKeyChange(report, rings)
  },

  /** Believes the list of readers past an epoch that could not be opened: its reader compared it with another one. */
  async comparedReaders({ report }: { report: string }): Promise<void> {
    const read = requireRead(report)
    read.compared = read.pesan.conversation.passed
  },

  /** Which of the wraps that were sent the server does not keep as they were: their readers. */
  async keptOtherwise({ change, kept }: { change: Sent; kept: KeptWrapHash[] }): Promise<string[]> {
    const sent = change.rings.flatMap(({ ring, wraps }) => wraps.map((wrap) => ({ ...wrap, ring })))
    const others = sent.filter(({ ring, epoch, for: reader, ct }) => {
      const same = kept.find((wrap) => wrap.ring === ring && wrap.epoch === epoch && wrap.for === reader)
      return same?.sha256 !== hashHex(fromBase64url(ct))
    })
    return [...new Set(others.map(({ for: reader }) => reader))]
  },

  /** Wraps those keys of a report anew that a reader cannot open and asked for. Refuses what `wrapAnew` refuses. */
  async wrapAgain({
    report,
    reader,
    places,
  }: {
    report: string
    reader: string
    places: readonly string[]
  }): Promise<GivenKey> {
    const { manifest } = requireHeld()
    const { reporterBox, pesan, catatan } = requireRead(report)
    const given = [...(await wrapAnew(pesan.conversation, pesan.boxes, reader, manifest, reporterBox))]
    if (catatan?.conversation.members.includes(reader) && !catatan.conversation.gap)
      given.push(...(await wrapAnew(catatan.conversation, catatan.boxes, reader, manifest)))
    return { report, for: reader, wraps: given.filter((wrap) => places.includes(nameOfPlace(wrap))) }
  },
}

function holdsRunning({ conversation, boxes }: ReadRing): boolean {
  const box = boxes[conversation.epoch]
  return (
    !isBehind(conversation) && !conversation.gap && box !== undefined && hashHex(box.recipient) === conversation.key
  )
}
