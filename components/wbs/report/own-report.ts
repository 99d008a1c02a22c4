import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { beginConversation, type Conversation, isBehind, isTorn, nextEnvelope } from '@/lib/wbs/conversation'
import type { ReporterKeys } from '@/lib/wbs/derive'
import { type MessageKind, REPORTER, sealEnvelope } from '@/lib/wbs/envelope'
import type { Box } from '@/lib/wbs/hybrid'
import { type IdentityTold, NOTHING_TOLD } from '@/lib/wbs/identity'
import type { Manifest } from '@/lib/wbs/manifest'
import { base64url, fromBase64url, hashHex, Tampered } from '@/lib/wbs/protocol'
import { epochsUnread, readReport } from '@/lib/wbs/reading'
import { type SignedRoute, signRequest } from '@/lib/wbs/request'
import { isFinal, type ReportState } from '@/lib/wbs/steps'
import { statedByTwo } from '@/lib/wbs/unreadable'
import { statingRole } from '@/lib/wbs/unreadable-reasons'
import type { NonceAnswer, OpenAnswer } from '@/lib/wbs/wire'
import { isWithdrawn, signWithdrawal } from '@/lib/wbs/withdrawal'
import { ask, Refused } from './ask'
import { type Happened, happened, readersOf, saidFarewells } from './gone'
import { identityOf, type Named, type OwnIdentity } from './own-identity'
import { inPlace, type Shown, shownIn } from './shown'
import { proofFor } from './slow-work'

export type Inbox = {
  report: NonNullable<OpenAnswer['report']>
  events: Happened[]
  shown: Shown[]
  identity: OwnIdentity
  readers: Named[] // as signed messages name them; empty where those are not sure
  left: Named[] // of them, those who signed that they went
  signed: ReportState // what the decisions of recipients say, whatever the server does
  isEnded: boolean // so nothing is left to take back
  isWithdrawn: boolean // as this reporter signed it
  unreadable: { roles: string[]; reason: string; on: CivilDate } | null // as two people signed it
  isBehind: boolean // a key could not be opened, so who reads is not sure: nothing is sent
  isStopped: boolean // that, or the row of messages is torn
  isKeyMissing: boolean // some key does not open, and can be asked for
}

/** A report as its reporter has it open. */
export type OwnReport = {
  keys: ReporterKeys
  conversation: Conversation
  box: Box // of the newest epoch
  hashes: string[] // of each ciphertext, in hex
  unread: number[] // epochs whose key does not open
  told: IdentityTold
  inbox: Inbox
}

/** As many as one answer holds; fewer are the last. */
const MOST_MESSAGES = 20

/**
 * Opens a report by its keys; nothing where nobody has such a code. All that came is held against the protocol, and
 * against what was read before, so that a server can neither take back what it acknowledged nor hand out a key of its
 * own. Throws `Tampered`.
 */
export async function openOwn(
  keys: ReporterKeys,
  manifest: Manifest,
  before?: Conversation,
): Promise<OwnReport | undefined> {
  const answer = await everything(keys)
  const { report } = answer
  if (!report) {
    if (before) throw new Tampered('wrong_report')
    return undefined
  }
  const reporter = { sign: keys.sign.public, box: hashHex(keys.box.recipient) }
  const begin = beginConversation(before?.report ?? report.id, reporter)
  const unreadable = report.state === 'unreadable' ? statedOf(report.id, answer.unreadable, manifest) : null
  const read = await readReport(begin, answer, keys.box.identity, manifest, before).catch((error) => {
    if (unreadable && !before && error instanceof Tampered) return undefined
    throw error
  })
  if (!read) return closedUnread(keys, begin, { report, events: happened(answer.events, [], manifest), unreadable })
  const { envelopes, unopened, conversation } = read
  const box = read.boxes[conversation.epoch]
  if (conversation.passed !== report.epoch) throw new Tampered('wrong_epoch', { epoch: report.epoch })
  if (!box || hashHex(box.recipient) !== conversation.key) throw new Tampered('wrong_key')
  const { shown: opened, told, state: signed, after: decided } = shownIn(envelopes, manifest)
  const shown = inPlace(opened, unopened, answer.messages, manifest)
  const identity = identityOf(told, answer.identity, conversation, manifest)
  const hashes = answer.messages.map(({ ct }) => hashHex(fromBase64url(ct)))
  const unread = epochsUnread(read)
  const said = saidFarewells(answer.farewells, conversation, manifest)
  const isUnsure = isBehind(conversation) || conversation.gap
  const inbox = {
    report,
    events: happened(answer.events, said, manifest),
    shown,
    identity,
    ...(isUnsure ? { readers: [], left: [] } : readersOf(conversation, said, manifest)),
    signed,
    isEnded: isFinal(signed) || unreadable !== null,
    isWithdrawn: isWithdrawn(report.id, answer.withdrawal, { reporterKey: keys.sign.public, decided }),
    unreadable,
    isBehind: isUnsure,
    isStopped: conversation.gap || unopened.some(isTorn),
    isKeyMissing: unread.length > 0,
  }
  return { keys, conversation, box, hashes, unread, told, inbox }
}

/** That nobody can open the report, as far as two different people of the signed list say so; null where they do not. */
function statedOf(report: string, statements: OpenAnswer['unreadable'], manifest: Manifest): Inbox['unreadable'] {
  const stated = statedByTwo(report, statements, manifest)
  const [first] = stated
  const rolesOf = (by: string) => manifest.keys.find(({ id }) => id === by)?.roles ?? []
  const roles = stated.map(({ by, reason }) => statingRole(reason, rolesOf(by)) ?? '')
  return first ? { roles, reason: first.reason, on: first.on } : null
}

/** A report that its own reporter cannot open either: what is left of it is that it ended. */
function closedUnread(
  keys: ReporterKeys,
  conversation: Conversation,
  known: Pick<Inbox, 'report' | 'events' | 'unreadable'>,
): OwnReport {
  const identity = { isSealed: false, custodians: [], question: null, isUnfounded: false }
  const inbox: Inbox = {
    ...known,
    shown: [],
    identity,
    readers: [],
    left: [],
    signed: 'received',
    isEnded: true,
    isWithdrawn: false,
    isBehind: true,
    isStopped: false,
    isKeyMissing: false,
  }
  return { keys, conversation, box: keys.box, hashes: [], unread: [], told: NOTHING_TOLD, inbox }
}

/** A reply, locked: sent again after a broken line it is the same one. */
export type SealedReply = { text: string; seq: number; epoch: number; ct: string }

export async function sealReply(own: OwnReport, text: string): Promise<SealedReply> {
  return { text, ...(await sealOwn(own, 'pesan', { text, on: today() })) }
}

/** The reporter's next message, locked. */
export async function sealOwn({ keys, conversation, box }: OwnReport, kind: MessageKind, body: object) {
  if (conversation.gap) throw new Tampered('wrong_epoch')
  const envelope = nextEnvelope(conversation, { kind, sender: REPORTER, body })
  const ct = await sealEnvelope(envelope, keys.sign, box.recipient)
  return { seq: envelope.seq, epoch: envelope.epoch, ct: base64url(ct) }
}

export function sendReply(keys: ReporterKeys, { seq, epoch, ct }: SealedReply): Promise<'sent' | 'moved on'> {
  return sendNext('pesan', keys, { seq, epoch, ct })
}

/** Sends what holds the next message; says whether the conversation has moved on, so that it must be locked anew. */
export async function sendNext(route: SignedRoute, keys: ReporterKeys, fields: object): Promise<'sent' | 'moved on'> {
  try {
    await signed(route, keys, fields)
    return 'sent'
  } catch (error) {
    if (error instanceof Refused && ['wrong_seq', 'wrong_epoch'].includes(error.code)) return 'moved on'
    throw error
  }
}

/** Takes back a report as it was read; says whether somebody wrote meanwhile. */
export function sendWithdrawal({ keys, conversation: { report, seq } }: OwnReport): Promise<'sent' | 'moved on'> {
  return sendNext('cabut', keys, { withdrawal: signWithdrawal(report, { on: today(), after: seq }, keys.sign) })
}

/** Whether a reply stands in the conversation as it was sent. */
export function stands({ hashes }: OwnReport, { seq, ct }: SealedReply): boolean {
  return hashes[seq - 1] === hashHex(fromBase64url(ct))
}

/** Speaks at a door with a fresh nonce and the reporter's signature. */
export async function signed<Answer>(route: SignedRoute, keys: ReporterKeys, fields: object): Promise<Answer> {
  const { nonce } = await ask<NonceAnswer>('nonce', {})
  return ask<Answer>(route, signRequest(keys.sign, route, origin(), { locator: keys.locator, nonce, ...fields }))
}

/** State, wraps and all messages of a report, however many answers they take. */
async function everything(keys: ReporterKeys): Promise<OpenAnswer> {
  let answer = await openAfter(keys, 0)
  const messages = [...answer.messages]
  while (answer.messages.length === MOST_MESSAGES) {
    answer = await openAfter(keys, messages.at(-1)?.seq ?? 0)
    messages.push(...answer.messages)
  }
  return { ...answer, messages }
}

async function openAfter(keys: ReporterKeys, after: number): Promise<OpenAnswer> {
  const { nonce, challenge } = await ask<NonceAnswer>('nonce', {})
  const body = signRequest(keys.sign, 'buka', origin(), { locator: keys.locator, nonce, after })
  return ask<OpenAnswer>('buka', { ...body, proof: await proofFor(challenge) })
}

/** Where this page is: what is signed is good there alone. */
export function origin(): string {
  return globalThis.location.origin
}

export function today(): CivilDate {
  return civilDateIn('Asia/Jakarta', new Date())
}
