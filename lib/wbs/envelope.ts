import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical } from '@/lib/canonical-json'
import { decryptWith, encryptTo } from '@/lib/wbs/hybrid'
import { pad, unpad } from '@/lib/wbs/padding'
import { base64url, fromBase64url, PROTOCOL, readJson, Tampered } from '@/lib/wbs/protocol'
import { isSigned, type SigningKey, sign } from '@/lib/wbs/signature'

/**
 * `kunci` says who may read and write from here on, `identitas` what was sealed, asked and allowed about who the reporter is;
 * `catatan` stands in the ring that the reporter has no key of.
 */
export const MESSAGE_KINDS = ['laporan', 'pesan', 'lampiran', 'keputusan', 'kunci', 'identitas', 'catatan'] as const
export type MessageKind = (typeof MESSAGE_KINDS)[number]

/** One message as it is signed. `sender` is `pelapor` or the id of a key of the manifest. */
export type Envelope<Body = unknown> = {
  v: typeof PROTOCOL
  report: string
  epoch: number
  seq: number // from 1 in each ring
  kind: MessageKind
  sender: string
  prev: string // SHA-256, in hex, of the ciphertext before it; zeros before the first
  body: Body
}

export const REPORTER = 'pelapor'
export const NOTHING_BEFORE = '0'.repeat(64)

const SIGNATURE_BYTES = 64
const NAMES = ['body', 'epoch', 'kind', 'prev', 'report', 'sender', 'seq', 'v']

/** Signs, pads and encrypts one message to the key of its epoch. */
export async function sealEnvelope(envelope: Envelope, key: SigningKey, recipient: string): Promise<Uint8Array> {
  const text = utf8ToBytes(canonical(envelope))
  return encryptTo(recipient, pad(concatBytes(fromBase64url(sign(key, 'message', text)), text)))
}

/** One message after decryption; nobody has looked yet who signed it. */
export type Opened = { envelope: Envelope; isSignedBy: (publicKey: string) => boolean }

/** Decrypts one message. Refuses `not_hybrid`, `cannot_decrypt`, `wrong_version` and `malformed`; checks no signature. */
export async function openEnvelope(identity: string, ciphertext: Uint8Array): Promise<Opened> {
  const content = unpad(await decryptWith(identity, ciphertext))
  const signature = base64url(content.subarray(0, SIGNATURE_BYTES))
  const text = content.slice(SIGNATURE_BYTES)
  return { envelope: parse(text), isSignedBy: (publicKey) => isSigned(publicKey, 'message', text, signature) }
}

function parse(text: Uint8Array): Envelope {
  const envelope = readJson(text) as Envelope
  if (envelope?.v !== PROTOCOL) throw new Tampered('wrong_version')
  const areTexts = [envelope.report, envelope.sender, envelope.prev].every((each) => typeof each === 'string')
  const areCounts = [envelope.epoch, envelope.seq].every((each) => Number.isSafeInteger(each) && each >= 0)
  const isExact = Object.keys(envelope).join() === NAMES.join() && MESSAGE_KINDS.includes(envelope.kind)
  if (!areTexts || !areCounts || !isExact) throw new Tampered('malformed')
  return envelope
}
