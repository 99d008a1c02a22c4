import { ed25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { argon2id, CODE_COST } from '@/lib/wbs/argon2id'
import type { ReceiptCode } from '@/lib/wbs/code'
import { type Box, boxFromSeed } from '@/lib/wbs/hybrid'
import { base64url, hashHex, PROTOCOL } from '@/lib/wbs/protocol'
import type { SigningKey } from '@/lib/wbs/signature'

/** All that a code opens. Nothing of it but `locator`, sent when a report is opened, ever leaves the reporter's memory. */
export type ReporterKeys = {
  locator: string // base64url of 32 bytes
  locatorHash: string // what the server files the report under, in hex
  box: Box
  sign: SigningKey
}

/**
 * The keys of a report's code. Takes 64 MiB of memory and about a third of a second; many times that without
 * WebAssembly.
 */
export async function deriveKeys(
  code: ReceiptCode,
  deployment: string,
  onProgress?: (share: number) => void,
): Promise<ReporterKeys> {
  const salt = sha256(utf8ToBytes(`${PROTOCOL}|${deployment}`)).subarray(0, 16)
  const root = await argon2id(utf8ToBytes(code), salt, CODE_COST, { onProgress })
  const seed = (purpose: string) => hkdf(sha256, root, undefined, utf8ToBytes(`${PROTOCOL}|${purpose}`), 32)
  const locator = seed('lokasi')
  const sign = seed('sign')
  return {
    locator: base64url(locator),
    locatorHash: hashHex(locator),
    box: await boxFromSeed(seed('box')),
    sign: { secret: sign, public: base64url(ed25519.getPublicKey(sign)) },
  }
}
