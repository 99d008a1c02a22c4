import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Farewell } from '@/lib/wbs/farewell'
import type { Consent } from '@/lib/wbs/identity'
import type { Challenge, Proof } from '@/lib/wbs/proof-of-work'
import type { UnreadableStatement } from '@/lib/wbs/unreadable'
import type { Withdrawal } from '@/lib/wbs/withdrawal'

/*
 * What passes between a reporter's browser and the server. Binary is base64url without padding unless hex is said;
 * every body and every answer is JSON in UTF-8, filled up by `pad` to whole steps.
 */

export const BODY_STEP_BYTES = 4096

/** Bytes of one ciphertext that a server takes. A wrap is one small file; a report of 100 kB fits. */
export const MOST_CT_BYTES = { wrap: 8_192, report: 160_000, message: 96_000, seal: 16_384 }

/** Whom a wrap is for: the id of a key of the manifest, the reporter, or the recovery key of the organisation. */
export type WireWrap = { for: string; ct: string }

export type PowAnswer = { challenge: Challenge }

/** `manifest` is the canonical JSON as it was signed; what it holds is `Manifest` of manifest.ts. */
export type ManifestAnswer = { manifest: string; signature: string }

export type ReportRequest = {
  id: string // uuid v4 made by the reporter's browser: sent again, it is the same report
  locatorHash: string // hex
  signPub: string
  boxPub: string // age1pq1…
  groupId: string
  excluded: string[] // ids of keys
  manifestVersion: number
  wraps: WireWrap[]
  first: { seq: 1; ct: string }
  signature: string
  proof: Proof
}
export type ReportAnswer = { id: string }

export type NonceAnswer = { nonce: string; challenge: Challenge }

/** What everything after the report begins with; the signature covers route, origin and all else but proof and pad. */
export type SignedRequest = { locator: string; nonce: string; signature: string }

/** Epochs whose key does not open for the reporter. */
export type KeyRequest = SignedRequest & { epochs: number[] }

export type OpenRequest = SignedRequest & { after: number; proof: Proof }
export type OpenAnswer = {
  report: { id: string; epoch: number; state: string; receivedOn: string; dueOn: string | null } | null // null: unknown
  wraps: { epoch: number; ct: string }[] // the reporter's own, one for each epoch
  messages: WireMessage[]
  events: { on: string; kind: string; role: string }[]
  unreadable: UnreadableStatement[] // signed, because there is no conversation to say it in
  farewells: Farewell[] // of those who went out of it, as they signed
  withdrawal: Withdrawal | null // the last one, as the reporter signed it
  identity: { isSealed: boolean; request: { hash: string; state: string; dueOn: string } | null } // of the newest question
}

/** One message as the server holds it; `party` is what the server believes, the envelope says who it was. */
export type WireMessage = { seq: number; epoch: number; party: string; ct: string }

/** A message of the reporter as the own browser sealed it. */
export type SealedOwn = { seq: number; epoch: number; ct: string }

/** `attachment` is the id of the one that the message names. */
export type MessageRequest = SignedRequest & SealedOwn & { attachment?: string }
export type WithdrawRequest = SignedRequest & { withdrawal: Withdrawal }
export type MessageAnswer = { seq: number }

/** An identity, and the message `identitas` that says so to those who read. */
export type SealRequest = SignedRequest & { ct: string; shares: { keyId: string; ct: string }[]; message: SealedOwn }

/** The reporter's answer to a question (its hash in hex), as a message; `consent` is for custodians, null for no. */
export type SealAnswerRequest = SignedRequest & { request: string; consent: Consent | null; message: SealedOwn }

export type RefusedAnswer = { code: string }

/** A body or an answer as it is sent: JSON filled up by `pad` to whole steps of bytes. */
export function encodeBody(value: object, smallestBytes = BODY_STEP_BYTES): Uint8Array {
  const bare = utf8ToBytes(JSON.stringify({ ...value, pad: '' })).length
  const full = Math.ceil(Math.max(bare, smallestBytes) / BODY_STEP_BYTES) * BODY_STEP_BYTES
  return utf8ToBytes(JSON.stringify({ ...value, pad: '0'.repeat(full - bare) }))
}
