import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { hashHex } from '@/lib/wbs/protocol'
import { WORDS } from '@/lib/wbs/words'

const WORD_BITS = 11

/** At least this much of a checksum; it fills the last word. */
const FEWEST_CHECK_BITS = 4

/** A secret as words for paper, the last bits being a checksum: 16 bytes are 12 words, 33 bytes are 25. */
export function paperWords(secret: Uint8Array): string[] {
  const { words, checkBits } = sizesOf(secret.length)
  const value = (BigInt(`0x${bytesToHex(secret)}`) << BigInt(checkBits)) | checksum(secret, checkBits)
  return Array.from({ length: words }, (_, place) => {
    return WORDS[Number((value >> BigInt((words - 1 - place) * WORD_BITS)) & 2047n)] ?? ''
  })
}

/** The secret of so many bytes that words hold, or undefined when they are misread. Capitals and spaces do not matter. */
export function readPaperWords(typed: string, bytes: number): Uint8Array | undefined {
  const { words, checkBits } = sizesOf(bytes)
  const places = (typed.toLowerCase().match(/[a-z]+/g) ?? []).map((word) => WORDS.indexOf(word))
  if (places.length !== words || places.includes(-1)) return undefined
  const value = places.reduce((bits, place) => (bits << BigInt(WORD_BITS)) | BigInt(place), 0n)
  const secret = hexToBytes((value >> BigInt(checkBits)).toString(16).padStart(bytes * 2, '0'))
  return checksum(secret, checkBits) === (value & ((1n << BigInt(checkBits)) - 1n)) ? secret : undefined
}

function sizesOf(bytes: number): { words: number; checkBits: number } {
  const words = Math.ceil((bytes * 8 + FEWEST_CHECK_BITS) / WORD_BITS)
  return { words, checkBits: words * WORD_BITS - bytes * 8 }
}

function checksum(secret: Uint8Array, bits: number): bigint {
  return BigInt(`0x${hashHex(secret)}`) >> BigInt(256 - bits)
}
