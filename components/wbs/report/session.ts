import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { codeAsDigits, codeAsWords, makeCode, type ReceiptCode } from '@/lib/wbs/code'
import { beginConversation, type Conversation, nextEnvelope, openAll } from '@/lib/wbs/conversation'
import { deriveKeys, type ReporterKeys } from '@/lib/wbs/derive'
import { type Envelope, REPORTER, sealEnvelope } from '@/lib/wbs/envelope'
import type { Box } from '@/lib/wbs/hybrid'
import { type Manifest, openManifest } from '@/lib/wbs/manifest'
import { solve } from '@/lib/wbs/proof-of-work'
import { base64url, fromBase64url, hashHex, Tampered } from '@/lib/wbs/protocol'
import { FEWEST_RECIPIENTS, makeReport } from '@/lib/wbs/report'
import type { MessageBody, ReportContent } from '@/lib/wbs/report-content'
import { type SignedRoute, signRequest } from '@/lib/wbs/request'
import type { ManifestAnswer, NonceAnswer, OpenAnswer, PowAnswer, SignedRequest } from '@/lib/wbs/wire'
import { openWrap } from '@/lib/wbs/wraps'
import { ask, Refused } from './ask'

/** Which office this is, and whose signature under the list of recipients counts. */
export type Place = { deployment: string; rootKeys: string[] }

/** Somebody who would read a report. */
export type Reader = { id: string; name: string; position: string; role: string }
export type ReaderGroup = { id: string; name: string; readers: Reader[] }

/** One thing in a conversation, as it is shown. `by` is the reporter or a role. */
export type Shown =
  | { kind: 'report'; content: ReportContent }
  | { kind: 'message'; by: string; body: MessageBody }
  | { kind: 'readers'; by: string; roles: string[] }
export type Inbox = { report: NonNullable<OpenAnswer['report']>; events: OpenAnswer['events']; shown: Shown[] }

type Opened = { keys: ReporterKeys; conversation: Conversation; box: Box; inbox: Inbox }

let place: Place
let manifest: Manifest | undefined
let own: { code: ReceiptCode; keys: Promise<ReporterKeys>; id: string } | undefined
let opened: Opened | undefined

/** What the page may ask of the worker. Codes and keys stay in here, and end with it. */
export const calls = {
  begin(at: Place): void {
    place = at
  },

  /** A new code, and its keys while the reporter writes. */
  async prepare(): Promise<void> {
    if (own) return
    const code = makeCode()
    own = { code, keys: deriveKeys(code, place.deployment), id: crypto.randomUUID() }
    await own.keys
  },

  /** Who may read a report, by group; `fewest` must be left of one. */
  async readers(): Promise<{ groups: ReaderGroup[]; fewest: number }> {
    const { keys, groups: all } = await currentManifest()
    const groups = all.map(({ id, name, keys: members }) => ({
      id,
      name,
      readers: keys
        .filter((key) => members.includes(key.id) && !key.until)
        .map((key) => ({ id: key.id, name: key.name, position: key.position, role: key.roles[0] ?? '' })),
    }))
    return { groups, fewest: FEWEST_RECIPIENTS }
  },

  /** Locks and sends the report; sent again after a broken line it is the same report. */
  async send(input: { content: ReportContent; groupId: string; excluded: string[] }): Promise<void> {
    await calls.prepare()
    if (!own) return
    const keys = await own.keys
    const report = await makeReport(keys, { ...input, manifest: await currentManifest(), origin: origin(), id: own.id })
    if (!report) throw new Tampered('wrong_group')
    const { challenge } = await ask<PowAnswer>('pow', {})
    await ask('laporan', { ...report, proof: await solve(challenge) }).catch((error) => {
      if (error instanceof Refused && error.code === 'manifest_old') manifest = undefined // the newest at the next try
      throw error
    })
  },

  /** The code of the report that was sent, in both forms. */
  code(): { digits: string[]; words: string[] } {
    if (!own) return { digits: [], words: [] }
    return { digits: codeAsDigits(own.code).join('').match(/.{3}/g) ?? [], words: codeAsWords(own.code) }
  },

  /** Opens the report of a code, or the one that was just sent; nothing where nobody has such a code. */
  async open(code?: ReceiptCode): Promise<Inbox | undefined> {
    const keys = code ? await deriveKeys(code, place.deployment) : await own?.keys
    if (!keys) return undefined
    const answer = await everything(keys)
    if (!answer.report) return undefined
    opened = await conversationOf(keys, answer, answer.report)
    return opened.inbox
  },

  async reply(text: string): Promise<Inbox | undefined> {
    if (!opened) return undefined
    const { keys, conversation, box } = opened
    const envelope = nextEnvelope(conversation, { kind: 'pesan', sender: REPORTER, body: { text, on: today() } })
    const ct = await sealEnvelope(envelope, keys.sign, box.recipient)
    await signed('pesan', keys, { seq: envelope.seq, epoch: envelope.epoch, ct: base64url(ct) })
    return reopen(keys)
  },

  async withdraw(): Promise<Inbox | undefined> {
    if (!opened) return undefined
    const { keys } = opened
    await signed('cabut', keys, {})
    return reopen(keys)
  },
}

async function reopen(keys: ReporterKeys): Promise<Inbox | undefined> {
  const answer = await everything(keys)
  if (!answer.report) return undefined
  opened = await conversationOf(keys, answer, answer.report)
  return opened.inbox
}

async function currentManifest(): Promise<Manifest> {
  manifest ??= openManifest(await ask<ManifestAnswer>('manifest', {}), { ...place, on: today() })
  return manifest
}

/** State, wraps and all messages of a report, however many answers they take. */
async function everything(keys: ReporterKeys): Promise<OpenAnswer> {
  let answer = await openAfter(keys, 0)
  const messages = [...answer.messages]
  while (answer.messages.length > 0) {
    const last = messages.at(-1)?.seq ?? 0
    answer = await openAfter(keys, last)
    messages.push(...answer.messages)
  }
  return { ...answer, messages }
}

async function openAfter(keys: ReporterKeys, after: number): Promise<OpenAnswer> {
  const { nonce, challenge } = await ask<NonceAnswer>('nonce', {})
  const body = signRequest(keys.sign, 'buka', origin(), { locator: keys.locator, nonce, after })
  return ask<OpenAnswer>('buka', { ...body, proof: await solve(challenge) })
}

async function signed(route: SignedRoute, keys: ReporterKeys, fields: object): Promise<void> {
  const { nonce } = await ask<NonceAnswer>('nonce', {})
  const body: Omit<SignedRequest, 'signature'> = { locator: keys.locator, nonce, ...fields }
  await ask(route, signRequest(keys.sign, route, origin(), body))
}

async function conversationOf(
  keys: ReporterKeys,
  answer: OpenAnswer,
  report: NonNullable<OpenAnswer['report']>,
): Promise<Opened> {
  const known = await currentManifest()
  const boxes = new Map<number, Box>()
  for (const { epoch, ct } of answer.wraps) {
    const at = { report: report.id, epoch, ring: 'pesan' as const }
    boxes.set(epoch, await openWrap(keys.box.identity, fromBase64url(ct), at))
  }
  const boxOf = (epoch: number): Box => {
    const box = boxes.get(epoch)
    if (!box) throw new Tampered('wrong_epoch', { epoch })
    return box
  }
  const reporter = { sign: keys.sign.public, box: hashHex(keys.box.recipient) }
  const received = answer.messages.map((message) => ({ ...message, ct: fromBase64url(message.ct) }))
  const { envelopes, conversation } = await openAll(beginConversation(report.id, reporter), received, boxOf, known)
  if (conversation.epoch !== report.epoch) throw new Tampered('wrong_epoch', { epoch: report.epoch })
  const shown = envelopes.flatMap((envelope) => shownOf(envelope, known))
  const inbox = { report, events: answer.events, shown }
  return { keys, conversation, box: boxOf(conversation.epoch), inbox }
}

function shownOf({ kind, sender, body }: Envelope, known: Manifest): Shown[] {
  const roleOf = (id: string) => known.keys.find((key) => key.id === id)?.roles[0] ?? ''
  const by = sender === REPORTER ? REPORTER : roleOf(sender)
  if (kind === 'laporan') return [{ kind: 'report', content: (body as { content: ReportContent }).content }]
  if (kind === 'kunci') return [{ kind: 'readers', by, roles: (body as { members: string[] }).members.map(roleOf) }]
  if (kind === 'pesan' || kind === 'keputusan') return [{ kind: 'message', by, body: body as MessageBody }]
  return []
}

function origin(): string {
  return self.location.origin
}

function today(): CivilDate {
  return civilDateIn('Asia/Jakarta', new Date())
}
