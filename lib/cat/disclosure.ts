import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical } from '@/lib/canonical-json'
import { headOf } from '@/lib/cat/chain'
import type { Paper } from '@/lib/cat/paper'
import type { FirstSealedAttempt, Receipt, SealedAttempt, SecondSealedAttempt } from '@/lib/cat/receipt'
import type { SignedText } from '@/lib/documents/signer'

/** The key of one item of a session's form: points of each option by its id, and the hash of what it says (textHash). */
export type FormKey = { section: string; points: Readonly<Record<string, number>>; text?: string }

/** What an item says to whoever reads it. */
type ItemText = { stimulus: string | null; stem: string; options: readonly { id: string; body: string }[] }

/** A paper as it is published: at each place an item of the form, and its options in the order they were shown. */
export type PublishedPaper = [item: number, options: string[]][]

type PublishedEvents = [item: number, option: string | null, ts: string][] // in the order of the chain

/** One attempt as it is published: no name, no number of a candidate, no seat. */
export type PublishedAttempt = Published<SealedAttempt>

/** The same of a session whose seal did not hold the time of its attempts. */
export type SecondPublishedAttempt = Published<SecondSealedAttempt>

type Published<Attempt extends SealedAttempt | SecondSealedAttempt> = Omit<Attempt, 'events' | 'paper' | 'content'> & {
  events: PublishedEvents
  paper: PublishedPaper
}

/** The same of a session that was sealed at first. */
export type FirstPublishedAttempt = Omit<FirstSealedAttempt, 'events'> & {
  events: PublishedEvents
  paper: number[]
  formation: string
}

/** What everybody may load of a session once its programme is over; scripts/verify-exam reads it. */
export type SessionData = {
  session: string
  seal: SignedText
  keysSalt: string
  keys: FormKey[]
} & (
  | { format: 'satya-exam-session-3'; attempts: PublishedAttempt[] }
  | { format: 'satya-exam-session-2'; attempts: SecondPublishedAttempt[] }
  | { format: 'satya-exam-session-1'; attempts: FirstPublishedAttempt[] }
)

/** What is signed at the close of a session. */
export type Sealed = {
  session: string
  agency?: string // its code; the first seals do not say it
  programme: string
  site: string
  number: number
  allowedSeconds?: number[] // what its programme gives, accommodations among them; not in earlier seals
  releasedAt?: string // not in earlier seals
  closedAt: string
  attempts: number
  root: string
  keysHash: string
}

/** What items and keys are held to when they are published: the SHA-256, in hex, of them and a salt. */
export function keysHash(keys: readonly FormKey[], salt: string): string {
  return hashOf({ keys, salt })
}

/** What the text of an item is held to, should anybody ever be shown it: under the salt of the keys. */
export function textHash({ stimulus, stem, options }: ItemText, salt: string): string {
  return hashOf({ stimulus, stem, options, salt })
}

/** What the paper of an attempt is held to. */
export function paperHash(paper: Paper): string {
  return hashOf(publishedPaper(paper))
}

export function publishedPaper(paper: Paper): PublishedPaper {
  return paper.map(({ place, options }) => [place, options])
}

/** Whether the published data say of an attempt all that its receipt holds, from each change of an answer to the keys. */
export function isAsPublished(receipt: Receipt, data: Pick<SessionData, 'keys' | 'keysSalt' | 'attempts'>): boolean {
  const { session: _, proof: __, root: ___, ...sealed } = receipt
  const own = data.attempts.find(({ attempt }) => attempt === sealed.attempt)
  if (!own) return false
  const { attempt, salt, scores } = own
  const events = own.events.map(([item, option, ts], at) => ({ attempt, item, option, seq: at + 1, ts }))
  const told = { head: headOf(events), events: events.length }
  const said =
    'version' in own
      ? { ...own, ...told, paper: hashOf(own.paper), content: keysHash(data.keys, data.keysSalt) }
      : { ...told, attempt, salt, scores }
  return canonical(said) === canonical(sealed)
}

/** The SHA-256, in hex, of a value as sorted JSON. */
export function hashOf(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonical(value))))
}
