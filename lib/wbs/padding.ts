import { concatBytes } from '@noble/hashes/utils.js'
import { Tampered } from '@/lib/wbs/protocol'

/** Nothing is shorter than this, in bytes: most messages are all of one length. */
export const SMALLEST_BYTES = 4096

const LENGTH_BYTES = 4

/**
 * The length, in bytes, that a content is filled up to, after Padmé of Nikitin and others (PURBs, 2019): only the first
 * few bits of a length are ever seen, and at most 12 % is added.
 */
export function paddedLength(bytes: number): number {
  if (bytes <= SMALLEST_BYTES) return SMALLEST_BYTES
  const exponent = Math.floor(Math.log2(bytes))
  const hidden = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1))
  return Math.ceil(bytes / hidden) * hidden
}

/** The content behind its length in four bytes, filled up with zeros. */
export function pad(content: Uint8Array): Uint8Array {
  const padded = new Uint8Array(paddedLength(LENGTH_BYTES + content.length))
  new DataView(padded.buffer).setUint32(0, content.length)
  padded.set(content, LENGTH_BYTES)
  return padded
}

/** The content without what it was filled up with. Refuses `malformed`, so that nothing is carried in the filling. */
export function unpad(padded: Uint8Array): Uint8Array {
  const bytes = concatBytes(padded)
  if (bytes.length < SMALLEST_BYTES) throw new Tampered('malformed')
  const end = LENGTH_BYTES + new DataView(bytes.buffer).getUint32(0)
  const isFilled = end <= bytes.length && bytes.length === paddedLength(end)
  if (!isFilled || bytes.subarray(end).some((byte) => byte !== 0)) throw new Tampered('malformed')
  return bytes.subarray(LENGTH_BYTES, end)
}
