import { type ReadCase, renewManifest, requireHeld, requireRead } from '@/components/wbs/desk/held'
import { canonical } from '@/lib/canonical-json'
import {
  beginConversation,
  beginNotes,
  besideReport,
  type Conversation,
  type FirstBody,
  isBehind,
  isTorn,
  nextEnvelope,
  openNext,
  type Unopened,
} from '@/lib/wbs/conversation'
import { type Envelope, type MessageKind, sealEnvelope } from '@/lib/wbs/envelope'
import { type KeyPlace, openNotes, type ReportKeyChange, reportKeyChange } from '@/lib/wbs/epochs'
import type { Manifest, SignedManifest } from '@/lib/wbs/manifest'
import type { ServedCase, ServedFirst } from '@/lib/wbs/office-report.server'
import { base64url, fromBase64url, hashHex, Tampered } from '@/lib/wbs/protocol'
import { epochsUnread, readReport, type ServedReport } from '@/lib/wbs/reading'
import { type Category, isReportContent } from '@/lib/wbs/report-content'
import { openWrap, type Ring } from '@/lib/wbs/wraps'

/** A message of which nothing can be shown; `sentBy` is a key or `pelapor`, by the server's word alone. */
export type ShownUnopened = Unopened & { sentBy: string | null }

/**
 * A report as it was opened. `notes` is null where the ring has not been opened, or was never given to the reader; in a ring
 * that `mayWrite` does not name nothing of theirs would be read. `stop`: an epoch was passed over, so that who reads is not
 * sure, or the row of messages is torn.
 */
export type OpenedCase = {
  conversation: Conversation
  messages: Envelope[]
  notes: Envelope[] | null
  unopened: Record<Ring, ShownUnopened[]>
  mayWrite: Record<Ring, boolean>
  stop: 'gap' | 'torn' | null
  manifest: Manifest
}

/** A message ready to be sent. */
export type Sealed = { ring: Ring; seq: number; epoch: number; ct: string }

/** What a list shows of a report; `tampered` is what was found of one that is not shown. */
export type Peeked = { report: string } & ({ category: Category | null; firstLine: string } | { tampered: string })

export const readingCalls = {
  /** Reads both rings from their first message. Throws what `readReport` throws. */
  async open({ report, reporterBox, manifest: signed, pesan, catatan, withdrawal }: ServedCase): Promise<OpenedCase> {
    const manifest = renewManifest(signed)
    const { key, officer, reports, unread } = requireHeld()
    unread.set(report, [...placesOf('pesan', pesan), ...placesOf('catatan', catatan)])
    const before = reports.get(report)
    const identity = key.box.identity
    const begin = beginConversation(report)
    const read = await readReport(begin, pesan, identity, manifest, before?.pesan.conversation)
    if (before?.compared === read.conversation.passed) read.conversation.gap = false
    if (read.conversation.reporter?.box !== hashHex(reporterBox)) throw new Tampered('wrong_key')
    const isNoted = catatan.wraps.length > 0
    if (before?.catatan && !isNoted) throw new Tampered('wrong_ring')
    const beginning = beginNotes(read.conversation)
    const notes = isNoted
      ? await readReport(beginning, catatan, identity, manifest, before?.catatan?.conversation)
      : null
    if (notes) notes.conversation = besideReport(notes.conversation, read.conversation)
    read.conversation.manifest = notes?.conversation.manifest ?? read.conversation.manifest
    reports.set(report, { reporterBox, pesan: read, catatan: notes, withdrawal, compared: before?.compared })
    unread.set(report, [
      ...epochsUnread(read).map((epoch) => ({ ring: 'pesan' as const, epoch })),
      ...(notes ? epochsUnread(notes) : []).map((epoch) => ({ ring: 'catatan' as const, epoch })),
    ])
    const { conversation, envelopes: messages } = read
    const unopened = { pesan: named(read.unopened, pesan), catatan: named(notes?.unopened ?? [], catatan) }
    const isWritable = (at: Conversation) => at.members.includes(officer.keyId) && !isBehind(at) && !at.gap
    const mayWrite = { pesan: isWritable(conversation), catatan: isWritable(notes?.conversation ?? conversation) }
    const isGap = conversation.gap || notes?.conversation.gap
    const stop = isGap ? 'gap' : Object.values(unopened).flat().some(isTorn) ? 'torn' : null
    return { conversation, messages, notes: notes?.envelopes ?? null, unopened, mayWrite, stop, manifest }
  },

  /** The keys of a report that do not open here, to ask for. */
  async unreadKeys({ report }: { report: string }): Promise<KeyPlace[]> {
    return requireHeld().unread.get(report) ?? []
  },

  /** Category and beginning of reports, for a list. */
  async peek({ manifest: signed, firsts }: { manifest: SignedManifest; firsts: ServedFirst[] }): Promise<Peeked[]> {
    const manifest = renewManifest(signed)
    const { identity } = requireHeld().key.box
    return Promise.all(firsts.map((first) => peekAt(first, identity, manifest)))
  },

  /** Makes the key of the notes for all who read the report. */
  async openNotes({ report }: { report: string }): Promise<ReportKeyChange> {
    const { officer, key, manifest } = requireHeld()
    const { conversation } = requireRead(report).pesan
    const by = { id: officer.keyId, sign: key.sign }
    return reportKeyChange(report, {
      catatan: await openNotes(beginNotes(conversation), conversation.members, by, manifest),
    })
  },

  /**
   * Signs and locks the next message of a ring; the very same one again where its envelope is. Refuses `not_a_member` for
   * whoever has left it.
   */
  async seal({
    report,
    ring,
    kind,
    body,
  }: {
    report: string
    ring: Ring
    kind: MessageKind
    body: unknown
  }): Promise<Sealed> {
    const { officer, key, sealed } = requireHeld()
    const { conversation, boxes } = ringOf(requireRead(report), ring)
    const box = boxes[conversation.epoch]
    if (!box || !conversation.members.includes(officer.keyId)) throw new Tampered('not_a_member')
    if (isBehind(conversation) || conversation.gap) throw new Tampered('wrong_epoch')
    const envelope = nextEnvelope(conversation, { kind, sender: officer.keyId, body })
    const [of, before] = [canonical(envelope), sealed.get(`${report} ${ring}`)]
    const isSame = before?.envelope === of
    const ct = isSame ? before.ct : base64url(await sealEnvelope(envelope, key.sign, box.recipient))
    sealed.set(`${report} ${ring}`, { envelope: of, ct })
    return { ring, seq: envelope.seq, epoch: envelope.epoch, ct }
  },
}

function placesOf(ring: Ring, { wraps }: ServedReport): KeyPlace[] {
  return wraps.map(({ epoch }) => ({ ring, epoch }))
}

function named(unopened: readonly Unopened[], { messages }: ServedReport): ShownUnopened[] {
  return unopened.map((each) => ({ ...each, sentBy: messages[each.seq - 1]?.sender ?? null }))
}

function ringOf(read: ReadCase, ring: Ring) {
  const found = read[ring]
  if (!found) throw new Tampered('wrong_ring')
  return found
}

/** Whatever is found of one report, the others are shown. */
async function peekAt({ report, wrap, ct }: ServedFirst, identity: string, manifest: Manifest): Promise<Peeked> {
  try {
    const box = await openWrap(identity, fromBase64url(wrap), { report, epoch: 0, ring: 'pesan' })
    const received = { seq: 1, epoch: 0, ct: fromBase64url(ct) }
    const { envelope } = await openNext(beginConversation(report), received, () => box, manifest)
    const { content } = envelope.body as FirstBody
    if (!isReportContent(content)) return { report, category: null, firstLine: '' }
    return { report, category: content.category, firstLine: content.what.trim().split('\n')[0] ?? '' }
  } catch (error) {
    return { report, tampered: error instanceof Tampered ? error.code : 'malformed' }
  }
}
