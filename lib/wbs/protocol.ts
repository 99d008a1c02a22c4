import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64urlnopad } from '@scure/base'
import { canonical } from '@/lib/canonical-json'

/** The name of the protocol; it stands in everything that is signed or derived, so that nothing can be used elsewhere. */
export const PROTOCOL = 'satya-wbs/1'

/** What an opened or received thing was found to be, and therefore is not shown: somebody changed what passed by. */
export class Tampered extends Error {
  constructor(
    readonly code: TamperCode,
    readonly facts: Record<string, string | number> = {},
  ) {
    super(`${code} ${JSON.stringify(facts)}`)
  }
}

export type TamperCode =
  | 'cannot_decrypt'
  | 'not_hybrid'
  | 'malformed'
  | 'wrong_version'
  | 'wrong_report'
  | 'wrong_epoch'
  | 'wrong_ring'
  | 'wrong_seq'
  | 'wrong_prev'
  | 'wrong_kind'
  | 'wrong_key'
  | 'wrong_group'
  | 'unknown_sender'
  | 'not_a_member'
  | 'excluded_member'
  | 'bad_signature'
  | 'manifest_unsigned'
  | 'manifest_expired'
  | 'manifest_not_yet'
  | 'manifest_older'
  | 'manifest_forked'
  | 'manifest_dropped'
  | 'wrong_deployment'
  | 'log_rewritten'
  | 'not_in_log'
  | 'wrong_challenge'
  | 'wrong_attachment'
  | 'wrong_share'
  | 'wrong_request'
  | 'no_consent'
  | 'one_person'
  | 'key_ended'

export function base64url(bytes: Uint8Array): string {
  return base64urlnopad.encode(bytes)
}

/** Refuses `malformed` where the text is no base64url without padding. */
export function fromBase64url(text: string): Uint8Array {
  try {
    return base64urlnopad.decode(text)
  } catch {
    throw new Tampered('malformed')
  }
}

/** The SHA-256 in hex. */
export function hashHex(bytes: Uint8Array | string): string {
  return bytesToHex(sha256(typeof bytes === 'string' ? utf8ToBytes(bytes) : bytes))
}

/** JSON that is written in exactly one way: another spelling of the same value is refused as `malformed`. */
export function readJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    if (canonical(value) === text) return value
  } catch {}
  throw new Tampered('malformed')
}
