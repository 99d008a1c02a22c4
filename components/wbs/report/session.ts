import { canonical } from '@/lib/canonical-json'
import type { Attached } from '@/lib/wbs/attached'
import { makeCode, type ReceiptCode } from '@/lib/wbs/code'
import type { Conversation } from '@/lib/wbs/conversation'
import type { ReporterKeys } from '@/lib/wbs/derive'
import { fingerprintPlaces, type Manifest, openManifest } from '@/lib/wbs/manifest'
import { fromBase64url, Tampered } from '@/lib/wbs/protocol'
import { FEWEST_RECIPIENTS, makeReport } from '@/lib/wbs/report'
import type { ReportContent } from '@/lib/wbs/report-content'
import type { SealedIdentity } from '@/lib/wbs/seal'
import { type ManifestAnswer, MOST_CT_BYTES, type PowAnswer, type ReportRequest } from '@/lib/wbs/wire'
import { ask, Refused } from './ask'
import { custodiansOfDraft, type Named } from './own-identity'
import {
  type Inbox,
  type OwnReport,
  openOwn,
  origin,
  type SealedReply,
  sealOwn,
  sealReply,
  sendNext,
  sendReply,
  sendWithdrawal,
  signed,
  stands,
  today,
} from './own-report'
import { sendAnswer, sendIdentity } from './sending-identity'
import { keysOf, proofFor } from './slow-work'
import { beginUpload, type Upload } from './uploading'

/** Which office this is, and whose signature under the list of recipients counts. */
export type Place = { deployment: string; rootKeys: string[] }

/** Somebody who would read a report; two keys of one person are one reader. */
export type Reader = { id: string; holder: string; name: string; position: string; role: string }
export type ReaderGroup = { id: string; name: string; readers: Reader[] }
export type ReaderList = {
  groups: ReaderGroup[]
  fewest: number
  fingerprints: number[][] // of each root key, as places in the list of words, which the page has
  recovery: string[] // who together holds the key of last resort
  list: number // what `send` is told, so that a report goes to nobody who was not shown
}

type Input = { content: ReportContent; groupId: string; excluded: string[]; list: number }
type Made = { from: string; request: Omit<ReportRequest, 'proof'> }

/** The list that this page holds is not the newest. */
const LIST_CHANGED = ['manifest_old', 'wrong_wraps', 'wrong_group', 'too_few_recipients']

/** The server has let go of what was sent of a file. */
const GONE = ['not_found', 'incomplete']

let place: Place
let manifest: Manifest | undefined
let list = 0 // how often the list was fetched: which one somebody saw
let own: { code: ReceiptCode; keys: Promise<ReporterKeys>; made?: Made } | undefined
let upload: Upload | undefined
let opened: (OwnReport & { reply?: SealedReply }) | undefined

/** What the page may ask of the worker. Codes and keys stay in here, and end with it. */
export const calls = {
  begin(at: Place): void {
    place = at
  },

  /** A new code, and its keys while the reporter writes. */
  async prepare(): Promise<void> {
    if (own) return
    const code = makeCode()
    own = { code, keys: keysOf(code, place.deployment) }
    await own.keys.catch((error) => {
      own = undefined // tried again at the next call
      throw error
    })
  },

  /** Who may read a report, by group; `fewest` must be left of one. The words are those on posters, for each root key. */
  async readers(): Promise<ReaderList> {
    const { keys, groups: all, recovery } = await currentManifest()
    const groups = all.map(({ id, name, keys: members }) => ({
      id,
      name,
      readers: keys
        .filter((key) => members.includes(key.id) && !key.until)
        .map((key) => ({
          id: key.id,
          holder: key.holder,
          name: key.name,
          position: key.position,
          role: key.roles[0] ?? '',
        })),
    }))
    const fingerprints = place.rootKeys.map(fingerprintPlaces)
    return { groups, fewest: FEWEST_RECIPIENTS, fingerprints, recovery: recovery.holders, list }
  },

  /**
   * Locks and sends the report. Sent again after a broken line it is the same one, byte for byte. Refuses `readers_unseen`
   * where `list` is not the one that is in force here.
   */
  async send(input: Input): Promise<void> {
    await calls.prepare()
    if (!own) return
    const keys = await own.keys
    const from = canonical(input)
    if (own.made && own.made.from !== from) {
      opened = await read(keys)
      if (opened) return // the one before had arrived
      own.made = undefined
    }
    await currentManifest()
    if (input.list !== list) throw new Refused('readers_unseen')
    own.made ??= { from, request: await made(keys, input) }
    const { challenge } = await ask<PowAnswer>('pow', {})
    await ask('laporan', { ...own.made.request, proof: await proofFor(challenge) }).catch((error) => {
      if (error instanceof Refused && LIST_CHANGED.includes(error.code)) {
        manifest = undefined // the newest, once its readers were seen
        if (own) own.made = undefined
      }
      throw error
    })
  },

  /** The code of the report that was sent. */
  code(): ReceiptCode | undefined {
    return own?.code
  },

  /** Opens the report of a code, or the one that was just sent; nothing where nobody has such a code. */
  async open(code?: ReceiptCode): Promise<Inbox | undefined> {
    const keys = code ? await keysOf(code, place.deployment) : await own?.keys
    opened = keys && (await read(keys))
    return opened?.inbox
  },

  /** Locks and sends a reply, anew where somebody wrote meanwhile, and reads that it stands there. */
  async reply(text: string): Promise<Inbox | undefined> {
    if (!opened) return undefined
    let reply = opened.reply?.text === text ? opened.reply : await sealReply(opened, text)
    opened.reply = reply
    if ((await sendReply(opened.keys, reply)) === 'moved on') {
      await reopen()
      if (!stands(opened, reply)) {
        reply = await sealReply(opened, text)
        opened.reply = reply
        if ((await sendReply(opened.keys, reply)) === 'moved on') throw new Refused('wrong_seq')
      }
    }
    await reopen()
    if (!stands(opened, reply)) throw new Tampered('wrong_prev', { seq: reply.seq })
    return opened.inbox
  },

  /** Whom an identity would be sealed to, before the report is sent; nobody where there are fewer than three. */
  async custodians({ groupId, excluded }: Pick<Input, 'groupId' | 'excluded'>): Promise<Named[]> {
    return custodiansOfDraft(await currentManifest(), groupId, excluded)
  },

  /** Seals the identity of whoever wrote the open report, or the one that was just sent, and reads that it is. */
  async seal(identity: SealedIdentity): Promise<Inbox | undefined> {
    if (!opened) await calls.open()
    let key = ''
    await again(async (at) => {
      const sent = await sendIdentity(at, identity, await currentManifest())
      key = sent.key
      return sent.outcome
    })
    if (opened && opened.told.key !== key) throw new Tampered('wrong_prev')
    return opened?.inbox
  },

  /** Answers the question for the identity that this reporter has read, and no other. */
  async answer({ request, isGranted }: { request: string; isGranted: boolean }): Promise<Inbox | undefined> {
    await again(async (at) => {
      const isAnswered = at.told.questions.some(({ hash, answer }) => hash === request && answer === isGranted)
      return isAnswered ? 'sent' : sendAnswer(at, request, isGranted)
    })
    const told = opened?.told.questions.find(({ hash }) => hash === request)
    if (opened && told?.answer !== isGranted) throw new Tampered('wrong_prev')
    return opened?.inbox
  },

  /** Begins to send a file, or goes on with the same one. */
  async attach({ id, file }: { id: string; file: Blob }): Promise<{ parts: number }> {
    if (!opened) await calls.open()
    if (!opened) throw new Tampered('wrong_report')
    if (upload?.id !== id) upload = await beginUpload(opened, id, file)
    return { parts: upload.parts }
  },

  /** Sends one part of the file; after a broken line the same one. A file that the server let go is begun anew. */
  async sendPart(): Promise<{ sent: number; isThere: boolean }> {
    const at = upload
    if (!at) throw new Tampered('wrong_attachment')
    const isMore = await at.next().catch((error) => {
      if (error instanceof Refused && GONE.includes(error.code)) upload = undefined
      throw error
    })
    return { sent: at.sent, isThere: !isMore }
  },

  /** Says in the conversation that the file is there, and what it must be. */
  async attached(said: Pick<Attached, 'name' | 'type' | 'isCleaned'>): Promise<Inbox | undefined> {
    if (!upload?.hash) throw new Tampered('wrong_attachment')
    const { id, epoch, bytes, hash } = upload
    const body: Attached = { id, epoch, bytes, sha256: hash, ...said, on: today() }
    const isSaid = ({ inbox }: OwnReport) => inbox.shown.some((item) => item.kind === 'file' && item.body.id === id)
    const sealed = async (at: OwnReport) => ({ ...(await sealOwn(at, 'lampiran', body)), attachment: id })
    await again(async (at) => (isSaid(at) ? 'sent' : sendNext('pesan', at.keys, await sealed(at))))
    if (opened && !isSaid(opened)) throw new Tampered('wrong_prev')
    return opened?.inbox
  },

  /** Asks those who read to give the key of the conversation anew. */
  async askForKey(): Promise<void> {
    if (opened && opened.unread.length > 0) await signed('kunci', opened.keys, { epochs: opened.unread })
  },

  async withdraw(): Promise<Inbox | undefined> {
    await again(sendWithdrawal)
    if (opened && !opened.inbox.isWithdrawn) throw new Tampered('wrong_prev')
    return opened?.inbox
  },
}

/** Says something in the open report, anew where somebody wrote meanwhile, and reads it again. */
async function again(send: (at: OwnReport) => Promise<'sent' | 'moved on'>): Promise<void> {
  if (!opened) return
  if ((await send(opened)) === 'moved on') {
    await reopen()
    if ((await send(opened)) === 'moved on') throw new Refused('wrong_seq')
  }
  await reopen()
}

/** Reads again what is open: nothing of what was read may be gone. */
async function reopen(): Promise<void> {
  if (opened) opened = (await read(opened.keys, opened.conversation)) ?? opened
}

/** Reads a report. What does not open may be of somebody whom only a newer list names: once, that is asked for first. */
async function read(keys: ReporterKeys, before?: Conversation): Promise<OwnReport | undefined> {
  const known = await currentManifest()
  const found = await openOwn(keys, known, before)
  if (!found || !(found.inbox.isBehind || found.inbox.shown.some(({ kind }) => kind === 'unopened'))) return found
  manifest = undefined
  const newest = await currentManifest()
  return newest.version === known.version ? found : openOwn(keys, newest, before)
}

async function made(keys: ReporterKeys, input: Input): Promise<Made['request']> {
  const request = await makeReport(keys, { ...input, manifest: await currentManifest(), origin: origin() })
  if (!request) throw new Tampered('wrong_group')
  if (fromBase64url(request.first.ct).length > MOST_CT_BYTES.report) throw new Refused('too_long')
  return request
}

async function currentManifest(): Promise<Manifest> {
  if (!manifest) {
    manifest = openManifest(await ask<ManifestAnswer>('manifest', {}), { ...place, on: today() })
    list += 1
  }
  return manifest
}
