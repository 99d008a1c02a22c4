import { type Conversation, isBehind, type KeyBody, nextEnvelope } from '@/lib/wbs/conversation'
import { REPORTER, sealEnvelope } from '@/lib/wbs/envelope'
import { type Box, makeBox } from '@/lib/wbs/hybrid'
import { holdersOf, isOfFormerRecovery, type Manifest, type ManifestKey } from '@/lib/wbs/manifest'
import { base64url, hashHex, Tampered } from '@/lib/wbs/protocol'
import type { SigningKey } from '@/lib/wbs/signature'
import type { WireWrap } from '@/lib/wbs/wire'
import { RECOVERY, type Ring, wrap } from '@/lib/wbs/wraps'

/** Somebody who holds the key of a report and changes who else does. */
export type Holder = { id: string; sign: SigningKey }

/** A message `kunci` ready to be sent, with the wraps that it needs. */
export type KeyChange = {
  seq: number
  epoch: number
  ct: string
  members: string[] // as the message says them, for the server, which cannot read it
  wraps: (WireWrap & { epoch: number })[]
}

/** Who reads a report from here on, the same people in both rings, each ring with its own message `kunci` and wraps. */
export type ReportKeyChange = {
  report: string
  members: readonly string[] // ids of keys, as the messages say them
  rings: readonly ({ ring: Ring } & Omit<KeyChange, 'members'>)[]
}

/** A wrap as the server keeps it; SHA-256 in hex. */
export type KeptWrapHash = { ring: Ring; epoch: number; for: string; sha256: string }

/** One key of a ring. */
export type KeyPlace = { ring: Ring; epoch: number }

export function nameOfPlace({ ring, epoch }: KeyPlace): string {
  return `${ring} ${epoch}`
}

/** The key of a report given anew to one who reads it already: `for` is a key of the manifest or `pelapor`. */
export type GivenKey = { report: string; for: string; wraps: readonly { ring: Ring; epoch: number; ct: string }[] }

/**
 * Wraps all epochs of a ring that the giver has for one who reads it already. Refuses `not_a_member` for everybody else,
 * whatever the server says, `wrong_epoch` where who reads is not sure, and what `addMembers` and `replaceMembers` refuse.
 */
export async function wrapAnew(
  at: Conversation,
  boxes: readonly Box[],
  reader: string,
  manifest: Manifest,
  reporterBox?: string,
): Promise<GivenKey['wraps']> {
  requireSure(at)
  const isReporter = reader === REPORTER && at.reporter
  if (!isReporter && !at.members.includes(reader)) throw new Tampered('not_a_member')
  const box = isReporter ? requireReporter(isReporter.box, reporterBox) : requireKey(at, reader, manifest).box
  const made = await Promise.all(wrapsOfPast(boxes, at, { id: reader, box }))
  return made.map(({ epoch, ct }) => ({ ring: at.ring, epoch, ct }))
}

/**
 * Adds people to the running epoch: each gets the key of every epoch so far, for what was written before is theirs to
 * read. Refuses `unknown_sender` for a key that no manifest lists or that has ended, `excluded_member`, and `wrong_epoch`
 * where an epoch was passed over.
 *
 * @param boxes the keys of all epochs, from 0, as `readReport` gives them: there is none of one that does not open
 */
export async function addMembers(
  at: Conversation,
  boxes: readonly Box[],
  added: readonly string[],
  by: Holder,
  manifest: Manifest,
): Promise<KeyChange> {
  requireSure(at)
  const keys = added.map((id) => requireKey(at, id, manifest))
  const current = boxes[at.epoch]
  if (!current || hashHex(current.recipient) !== at.key) throw new Tampered('wrong_key')
  const wraps = keys.flatMap((key) => wrapsOfPast(boxes, at, key))
  const members = [...new Set([...at.members, ...added])]
  return { ...(await keyMessage(at, current, at.epoch, { members }, by)), members, wraps: await Promise.all(wraps) }
}

/**
 * Leaves people out of everything to come, what they read before stays known to them, and lets others take part in their
 * place, who read from the beginning: a new epoch with a new key, wrapped to all of them, to the reporter and to recovery.
 * A key that has ended leaves in any case. Refuses what `addMembers` refuses, and `wrong_key` where the reporter's key is
 * not the one that the report names; only recovery goes past a gap, and then nobody stays whom it does not name. Where the
 * key of last resort was replaced, the new one is given every epoch as well, and the message says from which list it is,
 * unless a ring lacks one.
 *
 * @param boxes the keys of all epochs, from 0; of no use where nobody is added
 * @param reporterBox the reporter's age1pq… as the server gives it; undefined in the ring of notes
 */
export async function replaceMembers(
  at: Conversation,
  boxes: readonly Box[],
  {
    leaving,
    adding,
    isWhole = hasEveryEpoch(at, boxes),
  }: { leaving: readonly string[]; adding: readonly string[]; isWhole?: boolean },
  by: Holder,
  manifest: Manifest,
  reporterBox?: string,
): Promise<KeyChange & { box: Box }> {
  const ended = manifest.keys.filter(({ until }) => until !== null).map(({ id }) => id)
  if (at.gap && by.id !== RECOVERY) throw new Tampered('wrong_epoch')
  const staying = (at.gap ? [] : at.members).filter((id) => !leaving.includes(id) && !ended.includes(id))
  const members = [...new Set([...staying, ...adding])]
  const keys = members.map((id) => requireKey(at, id, manifest))
  const readers = keys.map(({ id, box }) => ({ id, box }))
  if (at.reporter) readers.push({ id: REPORTER, box: requireReporter(at.reporter.box, reporterBox) })
  readers.push({ id: RECOVERY, box: manifest.recovery.box })
  const box = await makeBox()
  const epoch = at.passed + 1
  const past: { id: string; box: string }[] = keys.filter(({ id }) => !at.members.includes(id))
  if (isOfFormerRecovery(manifest, at.manifest)) past.push({ id: RECOVERY, box: manifest.recovery.box })
  const wraps = await Promise.all([
    ...past.flatMap((key) => wrapsOfPast(boxes, at, key)),
    ...readers.map((reader) => wrapOf(box, at, epoch, reader.id, reader.box)),
  ])
  const made = isWhole ? manifest.version : undefined
  return { ...(await keyMessage(at, box, epoch, { members, manifest: made }, by)), members, wraps, box }
}

/** Opens the ring of notes: a key for the members that the reporter never has. */
export async function openNotes(notes: Conversation, members: readonly string[], by: Holder, manifest: Manifest) {
  requireSure(notes)
  const box = await makeBox()
  const readers = members.map((id) => ({ id, box: requireKey(notes, id, manifest).box }))
  readers.push({ id: RECOVERY, box: manifest.recovery.box })
  const wraps = await Promise.all(readers.map((reader) => wrapOf(box, notes, 0, reader.id, reader.box)))
  const said = { members: [...members], manifest: manifest.version }
  return { ...(await keyMessage(notes, box, 0, said, by)), members: [...members], wraps, box }
}

/** The changes of the rings as they are sent together. They name the same members. */
export function reportKeyChange(report: string, rings: Partial<Record<Ring, KeyChange>>): ReportKeyChange {
  const given = Object.entries(rings) as [Ring, KeyChange][]
  const sent = given.map(([ring, { seq, epoch, ct, wraps }]) => ({ ring, seq, epoch, ct, wraps }))
  return { report, members: given[0]?.[1].members ?? [], rings: sent }
}

async function keyMessage(at: Conversation, box: Box, epoch: number, said: Omit<KeyBody, 'key'>, by: Holder) {
  const body: KeyBody = { key: hashHex(box.recipient), ...said }
  const envelope = { ...nextEnvelope(at, { kind: 'kunci', sender: by.id, body }), epoch }
  return { seq: envelope.seq, epoch, ct: base64url(await sealEnvelope(envelope, by.sign, box.recipient)) }
}

/** Whether there is something of each epoch to give on. */
export function hasEveryEpoch({ passed }: Conversation, boxes: readonly Box[]): boolean {
  return Array.from({ length: passed + 1 }, (_, epoch) => boxes[epoch]).every(Boolean)
}

function wrapsOfPast(boxes: readonly Box[], at: Conversation, to: { id: string; box: string }) {
  return Object.entries(boxes).map(([epoch, box]) => wrapOf(box, at, Number(epoch), to.id, to.box))
}

/** Whoever left with an epoch that was passed over is still named here, and is to be given nothing. */
function requireSure(at: Conversation): void {
  if (at.gap || isBehind(at)) throw new Tampered('wrong_epoch')
}

async function wrapOf(box: Box, { report, ring }: Conversation, epoch: number, reader: string, recipient: string) {
  return { for: reader, epoch, ct: base64url(await wrap(box, { report, epoch, ring }, recipient)) }
}

function requireKey({ excluded }: Conversation, id: string, manifest: Manifest): ManifestKey {
  const key = manifest.keys.find((each) => each.id === id)
  if (!key || key.until !== null) throw new Tampered('unknown_sender')
  if (holdersOf(manifest, excluded).has(key.holder)) throw new Tampered('excluded_member')
  return key
}

function requireReporter(hash: string, box = ''): string {
  if (hashHex(box) !== hash) throw new Tampered('wrong_key')
  return box
}
