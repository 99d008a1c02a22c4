import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** One change of an answer as it was accepted. `item` is the place on the paper from 1, `ts` the server's clock. */
export type AnswerEvent = { attempt: string; item: number; option: string | null; seq: number; ts: string }

/** What the first event of an attempt is chained to. */
export const CHAIN_START = '0'.repeat(64)

/** The SHA-256 of a text, in hex. */
export type Sha256 = (text: string) => string

/**
 * The link of an event: the SHA-256, in hex, of the link before it and the event.
 *
 * @param hash the server brings its own, which is four times as fast
 */
export function linkOf(before: string, event: AnswerEvent, hash: Sha256 = anywhere): string {
  return hash(before + canonical(event))
}

/** The last link of a whole attempt. */
export function headOf(events: readonly AnswerEvent[]): string {
  return events.reduce((before, event) => linkOf(before, event), CHAIN_START)
}

/** The place of the first event that does not continue the chain, or undefined. */
export function brokenAt(events: readonly (AnswerEvent & { link: string })[]): number | undefined {
  let before = CHAIN_START
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1 || linkOf(before, event) !== event.link) return index
    before = event.link
  }
  return undefined
}

function canonical({ attempt, item, option, seq, ts }: AnswerEvent): string {
  return JSON.stringify({ attempt, item, option, seq, ts })
}

function anywhere(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}
