import {
  type Envelope,
  type MessageKind,
  NOTHING_BEFORE,
  type Opened,
  openEnvelope,
  REPORTER,
} from '@/lib/wbs/envelope'
import type { Box } from '@/lib/wbs/hybrid'
import { holdersOf, type Manifest, recoverySigns } from '@/lib/wbs/manifest'
import { hashHex, type TamperCode, Tampered } from '@/lib/wbs/protocol'
import { RECOVERY, type Ring } from '@/lib/wbs/wraps'

/** What the first message of a report says besides the report itself. */
export type FirstBody<Content = unknown> = {
  sign: string // the reporter's key, base64url
  box: string // SHA-256, in hex, of the reporter's age1pq1…
  key: string // SHA-256, in hex, of the age1pq1… of epoch 0
  group: string
  manifest: number
  members: string[] // ids of the keys that may read and write
  excluded: string[]
  content: Content
}

/** Who reads and writes from this message on; with the next epoch there is a new key, that whoever left has not. */
export type KeyBody = { key: string; members: string[]; manifest?: number } // of the list whose key of last resort has all epochs

/** Where a reader is in one ring of a report: all that the next message is held against. */
export type Conversation = {
  report: string
  ring: Ring
  seq: number
  prev: string
  epoch: number
  passed: number // the newest epoch that was spoken in; ahead of `epoch` where its change of keys could not be opened
  gap: boolean // an epoch was passed over, so `members` may name people whom it left out: nothing is given to them
  key: string // SHA-256, in hex, of the age1pq1… that the epoch is encrypted to
  members: readonly string[] // who may write now
  everMembers: readonly string[]
  excluded: readonly string[]
  manifest: number // the newest list that a checked message says its keys were made under, never one newer than the reader's
  reporter: { sign: string; box: string } | null // null in the ring of notes, and before the first message
}

/** One message as the server gave it. */
export type Received = { seq: number; epoch: number; ct: Uint8Array }

/**
 * A message that cannot be opened, or is not what its place asks for: nothing of it is shown but that it is there. `signer`
 * is whose signature it bears all the same, null where nobody's: then whose it is is the server's word.
 */
export type Unopened = { seq: number; epoch: number; code: TamperCode; signer: string | null }

/** Before the first message of a report. A reporter names the own keys, so that a stranger's report is noticed. */
export function beginConversation(report: string, reporter: Conversation['reporter'] = null): Conversation {
  const nobody = { gap: false, key: '', members: [], everMembers: [], excluded: [], manifest: 0 }
  return { report, ring: 'pesan', seq: 0, prev: NOTHING_BEFORE, epoch: 0, passed: 0, ...nobody, reporter }
}

/**
 * Before the first note beside an opened conversation: whoever was a member may open the ring, by a message of keys. No former
 * key of last resort may, whatever the report owes: notes would be read by it that were never encrypted to it.
 */
export function beginNotes({ report, gap, everMembers, excluded }: Conversation): Conversation {
  const place = { ring: 'catatan' as const, seq: 0, prev: NOTHING_BEFORE, epoch: 0, passed: 0, gap, key: '' }
  return { report, ...place, members: everMembers, everMembers, excluded, manifest: Infinity, reporter: null }
}

/**
 * Notes as far as they may be written in: with a key that was opened, and for nobody who is no member of the report now. A
 * report leaves a key of last resort with both rings at once, so `manifest` is the older of the two.
 */
export function besideReport(notes: Conversation, report: Conversation): Conversation {
  const isOf = notes.key !== '' && notes.members.every((id) => report.members.includes(id))
  const manifest = Math.min(notes.manifest, report.manifest)
  return { ...notes, manifest, gap: report.gap || isBehind(notes) || !isOf }
}

/**
 * Opens the next message and says where the conversation then is. age binds a ciphertext to nothing, so everything that
 * is to be true of it is held against what went before; the first thing that is not throws `Tampered`, with the `signer`
 * where somebody listed signed it all the same.
 *
 * @param boxOf the key of an epoch as it came out of the reader's wrap
 */
export async function openNext(
  before: Conversation,
  received: Received,
  boxOf: (epoch: number) => Box,
  manifest: Manifest,
): Promise<{ envelope: Envelope; conversation: Conversation }> {
  const box = boxOf(received.epoch)
  const opened = await openEnvelope(box.identity, received.ct)
  try {
    return { envelope: opened.envelope, conversation: advanced(before, received, opened, box, manifest) }
  } catch (error) {
    const { sender } = opened.envelope
    const listed = sender === REPORTER ? before.reporter?.sign : signOf(sender, manifest)
    if (!(error instanceof Tampered) || !listed || !opened.isSignedBy(listed)) throw error
    throw new Tampered(error.code, { ...error.facts, signer: sender })
  }
}

function advanced(
  before: Conversation,
  received: Received,
  { envelope, isSignedBy }: Opened,
  box: Box,
  manifest: Manifest,
): Conversation {
  requirePlace(before, received, envelope)
  const after = envelope.kind === 'laporan' ? begun(before, envelope, manifest) : rekeyed(before, envelope, manifest)
  const { seq, epoch, kind, sender } = envelope
  const passed = Math.max(before.passed, epoch)
  const gap = before.gap && !(kind === 'kunci' && sender === RECOVERY)
  const conversation = { ...after, seq, prev: hashHex(received.ct), epoch, passed, gap }
  if (conversation.key !== hashHex(box.recipient)) throw new Tampered('wrong_key')
  requireSender(before.members.length > 0 ? before : conversation, envelope, isSignedBy, manifest)
  requireMembers(conversation, manifest)
  return conversation
}

/**
 * Opens messages in their order, from where the conversation is. One that is not as it must be is passed over and named in
 * `unopened`, so that no single writer ends the reading of all: it moves nothing, and the next one has to name its hash.
 * Numbers that are not in a row are the server's doing and throw `Tampered`, as does a report whose first message fails.
 */
export async function openAll(
  begin: Conversation,
  messages: readonly Received[],
  boxOf: (epoch: number) => Box,
  manifest: Manifest,
): Promise<{ envelopes: Envelope[]; unopened: Unopened[]; conversation: Conversation }> {
  const envelopes: Envelope[] = []
  const unopened: Unopened[] = []
  let conversation = begin
  for (const message of messages) {
    const { seq, epoch } = message
    if (seq !== conversation.seq + 1) throw new Tampered('wrong_seq', { seq, expected: conversation.seq + 1 })
    try {
      const next = await openNext(conversation, message, boxOf, manifest)
      envelopes.push(next.envelope)
      conversation = next.conversation
    } catch (error) {
      if (!(error instanceof Tampered) || (seq === 1 && begin.ring === 'pesan')) throw error
      unopened.push({ seq, epoch, code: error.code, signer: error.facts.signer?.toString() ?? null })
      conversation = passedOver(conversation, message)
    }
  }
  return { envelopes, unopened, conversation }
}

/** Whether a listed signature fits a place that is not here: a message was exchanged on the way, or its writer lies. */
export function isTorn({ code, signer }: Unopened): boolean {
  return signer !== null && ['wrong_prev', 'wrong_seq', 'wrong_report', 'wrong_epoch'].includes(code)
}

/** What is believed of a message that is passed over: its hash, and that somebody spoke in an epoch. */
function passedOver(before: Conversation, { seq, epoch, ct }: Received): Conversation {
  const isNew = epoch === before.passed + 1
  return { ...before, seq, prev: hashHex(ct), passed: isNew ? epoch : before.passed, gap: before.gap || isNew }
}

/** Whether the running key was given in a message that could not be opened: nothing can be said before the next one. */
export function isBehind({ epoch, passed }: Conversation): boolean {
  return epoch !== passed
}

/** The next message of a conversation, ready to be sealed. */
export function nextEnvelope<Body>(
  { report, epoch, seq, prev }: Conversation,
  { kind, sender, body }: { kind: MessageKind; sender: string; body: Body },
): Envelope<Body> {
  return { v: 'satya-wbs/1', report, epoch, seq: seq + 1, kind, sender, prev, body }
}

function requirePlace(before: Conversation, received: Received, { report, epoch, seq, prev, kind }: Envelope): void {
  if (report !== before.report) throw new Tampered('wrong_report')
  if (seq !== before.seq + 1 || seq !== received.seq) throw new Tampered('wrong_seq', { seq, expected: before.seq + 1 })
  if (epoch !== received.epoch) throw new Tampered('wrong_epoch', { epoch })
  const goesOn = epoch === before.epoch && !isBehind(before)
  if (!goesOn && !(kind === 'kunci' && epoch === before.passed + 1)) throw new Tampered('wrong_epoch', { epoch })
  if (prev !== before.prev) throw new Tampered('wrong_prev', { seq })
  const beginning = before.ring === 'pesan' ? 'laporan' : 'kunci'
  if (seq === 1 ? kind !== beginning : kind === 'laporan') throw new Tampered('wrong_kind', { seq })
  if ((before.ring === 'catatan') !== (kind === 'catatan') && kind !== 'kunci')
    throw new Tampered('wrong_ring', { seq })
}

/** The conversation as the report itself begins it. */
function begun(before: Conversation, { body, sender }: Envelope, list: Manifest): Conversation {
  const { sign, box, key, members, excluded, manifest } = Object(body) as FirstBody
  if (sender !== REPORTER) throw new Tampered('wrong_kind')
  if (![sign, box, key].every((each) => typeof each === 'string') || !areIds(members) || !areIds(excluded))
    throw new Tampered('malformed')
  if (before.reporter && (before.reporter.sign !== sign || before.reporter.box !== box)) throw new Tampered('wrong_key')
  return {
    ...before,
    key,
    members,
    everMembers: members,
    excluded,
    manifest: numberOf(manifest, list),
    reporter: { sign, box },
  }
}

/**
 * What a message about keys changes. Nobody leaves without a new key, and whoever makes one is among those who stay; only
 * the key of last resort makes one for others.
 */
function rekeyed(before: Conversation, { kind, epoch, sender, body }: Envelope, list: Manifest): Conversation {
  if (kind !== 'kunci') return before
  if (sender === REPORTER) throw new Tampered('wrong_kind')
  const { key, members, manifest } = Object(body) as KeyBody
  if (typeof key !== 'string' || !areIds(members)) throw new Tampered('malformed')
  if (!members.includes(sender) && !(sender === RECOVERY && epoch !== before.epoch)) throw new Tampered('not_a_member')
  const isNewEpoch = epoch !== before.epoch || before.key === ''
  if ((key !== before.key) !== isNewEpoch) throw new Tampered('wrong_key')
  if (!isNewEpoch && !before.members.every((id) => members.includes(id))) throw new Tampered('wrong_epoch')
  const last = before.key === '' ? 0 : before.manifest
  const made = isNewEpoch ? Math.max(last, numberOf(manifest, list)) : last
  return { ...before, key, members, manifest: made, everMembers: [...new Set([...before.everMembers, ...members])] }
}

/**
 * Who signed: the reporter of the first message, or somebody who was a member when this was written. The key of last
 * resort says who reads, and nothing else; one that was replaced says nothing any more once the report has left it.
 */
function requireSender(
  { reporter, members, manifest: madeUnder }: Conversation,
  { kind, sender, seq }: Envelope,
  isSignedBy: (publicKey: string) => boolean,
  manifest: Manifest,
): void {
  const isReporter = sender === REPORTER && reporter
  const isRecovery = sender === RECOVERY && kind === 'kunci'
  const signers = isReporter
    ? [reporter.sign]
    : isRecovery
      ? recoverySigns(manifest, madeUnder)
      : (signOf(sender, manifest) ?? [])
  if (signers.length === 0) throw new Tampered('unknown_sender', { seq })
  if (!isReporter && !isRecovery && !members.includes(sender)) throw new Tampered('not_a_member', { seq })
  if (![signers].flat().some(isSignedBy)) throw new Tampered('bad_signature', { seq })
}

function signOf(sender: string, { keys }: Manifest): string | undefined {
  return keys.find(({ id }) => id === sender)?.sign
}

/** Every member has a key that was signed for, and none is a person whom the reporter excluded. */
function requireMembers({ members, excluded }: Conversation, manifest: Manifest): void {
  const kept = holdersOf(manifest, excluded)
  for (const member of members) {
    const key = manifest.keys.find(({ id }) => id === member)
    if (!key) throw new Tampered('unknown_sender')
    if (kept.has(key.holder)) throw new Tampered('excluded_member')
  }
}

/** A writer may be anybody: a number that no list has yet would outlast every replacement. */
function numberOf(version: unknown, { version: newest }: Manifest): number {
  return Number.isSafeInteger(version) && Number(version) <= newest ? Number(version) : 0
}

function areIds(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}
