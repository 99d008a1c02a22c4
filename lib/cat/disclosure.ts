import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { SectionScores } from '@/lib/cat/programme'
import type { SignedText } from '@/lib/documents/signer'

/** The key of one item of a session's form: points of each option by its id. */
export type FormKey = { section: string; points: Readonly<Record<string, number>> }

/** One attempt as it is published: no name, no number of a candidate, no seat. */
export type PublishedAttempt = {
  attempt: string
  salt: string
  head: string
  events: [item: number, option: string | null, ts: string][] // in the order of the chain
  paper: number[] // which item of the form stands at each place
  scores: SectionScores
  formation: string
}

/** What everybody may load of a session once its programme is over; scripts/verify-exam.mjs reads it. */
export type SessionData = {
  format: 'satya-exam-session-1'
  session: string
  seal: SignedText
  keysSalt: string
  keys: FormKey[]
  attempts: PublishedAttempt[]
}

/** What is signed at the close of a session. */
export type Sealed = {
  session: string
  programme: string
  site: string
  number: number
  closedAt: string
  attempts: number
  root: string
  keysHash: string
}

/** What the keys are held to when they are published: the SHA-256, in hex, of them and a salt. */
export function keysHash(keys: readonly FormKey[], salt: string): string {
  return hashOf({ keys, salt })
}

/** The SHA-256, in hex, of a value as sorted JSON. */
export function hashOf(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonical(value))))
}

/** JSON with the names of every object in order. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, each]) => [name, sorted(each)]))
}
