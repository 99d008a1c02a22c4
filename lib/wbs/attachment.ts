import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { Decrypter, Encrypter } from 'age-encryption'
import type { Attached } from '@/lib/wbs/attached'
import { isForOneHybrid, isHybridRecipient } from '@/lib/wbs/hybrid'
import { paddedLength } from '@/lib/wbs/padding'
import { Tampered } from '@/lib/wbs/protocol'
import { PART_BYTES } from '@/lib/wbs/upload'

const LENGTH_BYTES = 4
const STEP_BYTES = 65_536

/**
 * Pads and encrypts a file to the key of a report, part by part: it is never held as a whole. Its length tells no more
 * than that of a message does. Refuses `not_hybrid`.
 *
 * @returns how long it will be in all, in bytes, and its parts as they are uploaded
 */
export async function encryptFile(
  recipient: string,
  file: Blob,
): Promise<{ bytes: number; parts: AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> }> {
  if (!isHybridRecipient(recipient)) throw new Tampered('not_hybrid')
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const encrypted = await encrypter.encrypt(streamOf(padded(file)))
  return { bytes: encrypted.size(paddedLength(LENGTH_BYTES + file.size)), parts: inParts(encrypted) }
}

/** The file behind its length, filled up with zeros, as `pad` does. */
async function* padded(file: Blob): AsyncGenerator<Uint8Array> {
  const length = new Uint8Array(LENGTH_BYTES)
  new DataView(length.buffer).setUint32(0, file.size)
  yield length
  yield* read(file.stream())
  let left = paddedLength(LENGTH_BYTES + file.size) - LENGTH_BYTES - file.size
  for (; left > 0; left -= STEP_BYTES) yield new Uint8Array(Math.min(left, STEP_BYTES))
}

function streamOf(pieces: Iterator<Uint8Array> | AsyncIterator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = await pieces.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
  })
}

async function* read(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
}

async function* inParts(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> {
  let part = new Uint8Array(PART_BYTES)
  let filled = 0
  for await (const piece of read(stream)) {
    for (let at = 0; at < piece.length; ) {
      const some = piece.subarray(at, at + PART_BYTES - filled)
      part.set(some, filled)
      filled += some.length
      at += some.length
      if (filled < PART_BYTES) continue
      yield part
      part = new Uint8Array(PART_BYTES)
      filled = 0
    }
  }
  if (filled > 0) yield part.slice(0, filled)
  return undefined
}

/** Sums up what is uploaded, part by part. */
export function uploadHash(): { add(part: Uint8Array): void; hex(): string } {
  const hash = sha256.create()
  return { add: (part) => void hash.update(part), hex: () => bytesToHex(hash.digest()) }
}

/**
 * Opens a file out of its parts. Nothing of it is given before all of it was held against what its message says. Refuses
 * `wrong_attachment` for anything else, `not_hybrid` and `cannot_decrypt`.
 */
export async function decryptFile(identity: string, parts: readonly Uint8Array[], attached: Attached): Promise<Blob> {
  const hash = uploadHash()
  for (const part of parts) hash.add(part)
  if (hash.hex() !== attached.sha256) throw new Tampered('wrong_attachment')
  if (!parts[0] || !isForOneHybrid(parts[0])) throw new Tampered('not_hybrid')
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const pieces: Uint8Array<ArrayBuffer>[] = []
  try {
    for await (const piece of read(await decrypter.decrypt(streamOf(parts[Symbol.iterator]()))))
      pieces.push(new Uint8Array(piece))
  } catch {
    throw new Tampered('cannot_decrypt')
  }
  return unpadded(pieces, attached)
}

function unpadded(pieces: readonly Uint8Array<ArrayBuffer>[], { bytes, type }: Attached): Blob {
  const [first] = pieces
  const end = LENGTH_BYTES + bytes
  const all = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const isSaid =
    first !== undefined && first.length >= LENGTH_BYTES && new DataView(first.buffer).getUint32(0) === bytes
  if (!isSaid || all !== paddedLength(end)) throw new Tampered('wrong_attachment')
  let at = 0
  for (const piece of pieces) {
    if (piece.subarray(Math.max(0, end - at)).some((byte) => byte !== 0)) throw new Tampered('wrong_attachment')
    at += piece.length
  }
  return new Blob([...pieces]).slice(LENGTH_BYTES, end, type)
}
