import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { Encrypter } from 'age-encryption'
import { beforeAll, describe, expect, test } from 'vitest'
import { canonical } from '@/lib/canonical-json'
import { beginConversation, type Conversation, nextEnvelope } from '@/lib/wbs/conversation'
import { type Envelope, type MessageKind, REPORTER, sealEnvelope } from '@/lib/wbs/envelope'
import { replaceMembers } from '@/lib/wbs/epochs'
import { type Box, encryptTo, makeBox } from '@/lib/wbs/hybrid'
import { openManifest, type SeenManifest, type SignedManifest } from '@/lib/wbs/manifest'
import { pad } from '@/lib/wbs/padding'
import { DEPLOYMENT, ORIGIN, office, type Person, reporterKeys, root, TODAY } from '@/lib/wbs/people.fixture'
import { base64url, fromBase64url, hashHex, type TamperCode } from '@/lib/wbs/protocol'
import { type ReadSoFar, readReport, type ServedReport } from '@/lib/wbs/reading'
import { makeReport } from '@/lib/wbs/report'
import { type SigningKey, sign } from '@/lib/wbs/signature'
import { type WrapPlace, wrap } from '@/lib/wbs/wraps'

/** What a server hands out, and what the one who reads it brings along. A case changes a copy of it. */
export type Served = ServedReport & {
  report: string
  signed: SignedManifest
  reader: { identity: string; reporter: Conversation['reporter']; on: string; seen?: SeenManifest; before?: ReadSoFar }
}

/** A report with two epochs and five messages: a question, an answer, Budi leaves, and a last word of the reporter. */
export async function honestServer() {
  const people = await office()
  const { ani, budi, citra, manifest, signed } = people
  const keys = await reporterKeys()
  const input = { manifest, groupId: 'inspektorat', content: { apa: 'Pungutan' }, origin: ORIGIN }
  const made = await makeReport(keys, { ...input, excluded: [citra.key.id] })
  if (!made) throw new Error('too few recipients')
  const own = { wraps: [{ epoch: 0, ct: made.wraps[0]?.ct ?? '' }], messages: [{ ...made.first, epoch: 0 }] }
  const begin = beginConversation(made.id)
  const start = await readReport(begin, own, ani.box.identity, manifest)
  const said = { at: start.conversation, messages: [...own.messages] as { seq: number; epoch: number; ct: string }[] }
  const box = start.boxes[0] as Box
  const reporter = { id: REPORTER, sign: keys.sign }
  await say(said, box, { id: ani.key.id, sign: ani.sign }, { text: 'Kapan?' })
  await say(said, box, reporter, { text: 'Senin.' })
  const by = { id: ani.key.id, sign: ani.sign }
  const change = await replaceMembers(
    said.at,
    [],
    { leaving: [budi.key.id], adding: [] },
    by,
    manifest,
    keys.box.recipient,
  )
  said.messages.push({ seq: change.seq, epoch: change.epoch, ct: change.ct })
  const members = [ani.key.id]
  const prev = hashHex(fromBase64url(change.ct))
  said.at = { ...said.at, seq: 4, epoch: 1, key: hashHex(change.box.recipient), members, prev }
  await say(said, change.box, reporter, { text: 'Ada kuitansi.' })

  const newWrap = change.wraps.find((each) => each.for === ani.key.id)?.ct ?? ''
  const served: Served = {
    report: made.id,
    signed,
    wraps: [...own.wraps, { epoch: 1, ct: newWrap }],
    messages: said.messages,
    reader: { identity: ani.box.identity, reporter: null, on: TODAY },
  }
  const reporterWraps = [
    { epoch: 0, ct: made.wraps.find((each) => each.for === REPORTER)?.ct ?? '' },
    { epoch: 1, ct: change.wraps.find((each) => each.for === REPORTER)?.ct ?? '' },
  ]
  return { people, keys, made, served, reporterWraps, boxes: [box, change.box] as [Box, Box], end: said.at }
}

export type World = Awaited<ReturnType<typeof honestServer>>

/** Reads what is served as every client must. */
export async function read({ report, signed, reader, wraps, messages }: Served) {
  const { on, seen } = reader
  const manifest = openManifest(signed, { rootKeys: [root.public], deployment: DEPLOYMENT, on, seen })
  const begin = beginConversation(report, reader.reporter)
  return readReport(begin, { wraps, messages }, reader.identity, manifest, reader.before)
}

type Said = { at: Conversation; messages: { seq: number; epoch: number; ct: string }[] }

async function say(said: Said, box: Box, by: { id: string; sign: SigningKey }, body: object) {
  const envelope = nextEnvelope(said.at, { kind: 'pesan', sender: by.id, body })
  const ct = await sealEnvelope(envelope, by.sign, box.recipient)
  said.messages.push({ seq: envelope.seq, epoch: envelope.epoch, ct: base64url(ct) })
  said.at = { ...said.at, seq: envelope.seq, prev: hashHex(ct) }
}

/** Served with a sixth message that somebody forged. */
export async function withForged(
  { served, boxes, end }: World,
  by: { id: string; sign: SigningKey },
  change: Partial<Envelope> & { kind?: MessageKind } = {},
  box: Box = boxes[1],
): Promise<Served> {
  const plain = nextEnvelope(end, { kind: 'pesan', sender: by.id, body: { text: 'palsu' } })
  const envelope = { ...plain, ...change }
  const ct = base64url(await sealEnvelope(envelope, by.sign, box.recipient))
  const { seq, epoch } = envelope
  return { ...served, messages: [...served.messages, { seq, epoch, ct }] }
}

/** Served with a sixth message whose plaintext is whatever is given. */
export async function withPlaintext({ served, boxes, end }: World, plaintext: Uint8Array): Promise<Served> {
  const ct = base64url(await encryptTo(boxes[1].recipient, plaintext))
  return { ...served, messages: [...served.messages, { seq: end.seq + 1, epoch: 1, ct }] }
}

/** The padded plaintext of a text that a member signed, whatever the text is. */
export function signedPlaintext(member: Person, text: string | Uint8Array, purpose: 'message' | 'key' = 'message') {
  const bytes = typeof text === 'string' ? utf8ToBytes(text) : text
  return pad(concatBytes(fromBase64url(sign(member.sign, purpose, bytes)), bytes))
}

/** The honest sixth message of a member, as text. */
export function nextText({ end, people }: World, change: object = {}): string {
  const sender = people.ani.key.id
  return canonical({ ...nextEnvelope(end, { kind: 'pesan', sender, body: { text: 'x' } }), ...change })
}

/** An age file for any recipients, as the library makes it when nobody asks whether they mix. */
export async function ageFile(plaintext: Uint8Array, recipients: readonly string[]): Promise<string> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return base64url(await encrypter.encrypt(plaintext))
}

export async function wrapFor(recipient: string, place: WrapPlace, box?: Box): Promise<string> {
  return base64url(await wrap(box ?? (await makeBox()), place, recipient))
}

/** Flips one bit of a ciphertext, at a share of its length. */
export function flipped(ct: string, share: number): string {
  const bytes = fromBase64url(ct)
  const at = Math.min(bytes.length - 1, Math.floor(bytes.length * share))
  return base64url(bytes.with(at, (bytes[at] ?? 0) ^ 1) as Uint8Array)
}

/** One thing that a server does, and what the reader finds. */
export type Case = [what: string, finds: TamperCode, does: (world: World) => Served | Promise<Served>]

/**
 * Runs a table of cases. Whatever is found, nothing that was changed is ever shown: a reading ends, or goes on past what is
 * named as unopened, with nothing but what honest people wrote, each in its own place.
 */
export function expectNothingShown(tables: readonly (readonly [string, readonly Case[]])[], fewest: number) {
  let world: World
  beforeAll(async () => {
    world = await honestServer()
  })
  test('what an honest server gives is read whole, by a recipient and by the reporter', async () => {
    const kinds = ['laporan', 'pesan', 'pesan', 'kunci', 'pesan']
    for (const served of [world.served, asReporter(world)]) {
      const { envelopes, unopened } = await read(served)
      expect(envelopes.map(({ kind }) => kind)).toEqual(kinds)
      expect(unopened).toEqual([])
    }
    expect(tables.flatMap(([, table]) => table).length).toBeGreaterThanOrEqual(fewest)
  })
  describe.each(tables)('a server that changes %s', (_, table) => {
    test.each(table)('%s: %s', async (_what, finds, does) => {
      const honest = (await read(world.served)).envelopes
      const served = await does(world)
      const reading = read(served).then(({ envelopes, unopened }) => {
        for (const envelope of envelopes) expect(envelope).toEqual(honest[envelope.seq - 1])
        expect(envelopes.length + unopened.length).toBe(served.messages.length)
        return unopened[0]?.code ?? `shown: ${envelopes.length}`
      })
      expect(await reading.catch((error: { code?: string }) => error.code ?? String(error))).toBe(finds)
    })
  })
}

/** The same answer as the reporter gets it, who knows the own keys. */
export function asReporter({ served, keys, reporterWraps }: World): Served {
  const reporter = { sign: keys.sign.public, box: hashHex(keys.box.recipient) }
  return { ...served, wraps: reporterWraps, reader: { ...served.reader, identity: keys.box.identity, reporter } }
}

export const ani = ({ people }: World) => ({ id: people.ani.key.id, sign: people.ani.sign })
export const budi = ({ people }: World) => ({ id: people.budi.key.id, sign: people.budi.sign })

/** The world as it was after so many messages, all in the first epoch. */
export function after(world: World, seq: number): World {
  const messages = world.served.messages.slice(0, seq)
  const prev = hashHex(fromBase64url(messages[seq - 1]?.ct ?? ''))
  const end = { ...world.end, seq, epoch: 0, key: hashHex(world.boxes[0].recipient), prev }
  return { ...world, end, served: { ...world.served, messages } }
}

export type Writer = Parameters<typeof withForged>[1]

export const reporter = ({ keys }: World): Writer => ({ id: REPORTER, sign: keys.sign })
export const dewi = ({ people }: World): Writer => ({ id: people.dewi.key.id, sign: people.dewi.sign })
