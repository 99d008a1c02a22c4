import { canonical } from '@/lib/canonical-json'
import type { SectionScores } from '@/lib/cat/programme'
import type { SignedText } from '@/lib/documents/signer'
import { type InclusionProof, inclusionProof, isIncluded, leafHash, merkleRoot } from '@/lib/merkle'

/** An attempt as it was sealed at first: paper, formation and disqualification were not under the root. */
export type FirstSealedAttempt = {
  attempt: string
  salt: string // 32 random bytes in hex; it hides a leaf among guesses, and whoever has the receipt has it
  head: string // the last link of the chain of answers
  events: number
  scores: SectionScores
}

/** As it was sealed after that: when it was written was not under the root. */
export type SecondSealedAttempt = Omit<FirstSealedAttempt, 'scores'> & {
  version: 2
  scores: SectionScores | null // null: disqualified before it was scored
  formation: { code: string; kind: string }
  paper: string // hash of which item stands where and of the order of its options (paperHash)
  content: string // salted hash of what the session's items say and of their keys (keysHash)
  disqualifiedAt: string | null
}

/** The end of one attempt as it is sealed. */
export type SealedAttempt = Omit<SecondSealedAttempt, 'version'> & { version: 3; time: SealedTime }

/** When the answers of an attempt count: within its seconds from the start, to which each pause adds its own. */
export type SealedTime = {
  startedAt: string | null // null: disqualified before the start
  allowedSeconds: number // what a supervisor credited is part of it
  pauses: { from: string; seconds: number | null }[] // null: the attempt ended in it
  finishedAt: string | null // null: disqualified before the end
}

type AnySealedAttempt = SealedAttempt | SecondSealedAttempt | FirstSealedAttempt

/** What a candidate takes home: the own attempt, and what shows that it is under the published root. */
export type Receipt = AnySealedAttempt & { session: string; proof: InclusionProof; root: string }

/** What is published of a closed session. */
export type PublishedSession = {
  number: number
  programme: string
  site: string
  zone: string
  closedAt: string
  root: string
  seal: SignedText | null // null: closed before seals were signed
  attempts: number
  isDisclosed: boolean // whether its data may be loaded
}

/** The root over all attempts of a session, in the order of their ids, and a receipt for each. */
export function sealAttempts(
  session: string,
  attempts: readonly AnySealedAttempt[],
): { root: string; receipts: Receipt[] } {
  const ordered = [...attempts].sort((a, b) => (a.attempt < b.attempt ? -1 : 1))
  const leaves = ordered.map((attempt) => leafHash(canonical(attempt)))
  const root = merkleRoot(leaves)
  return {
    root,
    receipts: ordered.map((attempt, place) => ({ ...attempt, session, proof: inclusionProof(leaves, place), root })),
  }
}

/** Whether a receipt is what it says, under the root that was published: not the one that it brings along. */
export function isGenuine({ session: _, proof, root: __, ...sealed }: Receipt, publishedRoot: string): boolean {
  return isIncluded(leafHash(canonical(sealed)), proof, publishedRoot)
}

/** The receipt that a file holds, or undefined when it holds something else. */
export function readReceipt(text: string): Receipt | undefined {
  try {
    const receipt: Receipt = JSON.parse(text)
    const { attempt, salt, head, events, scores, session, proof, root } = receipt
    const own =
      'version' in receipt ? [receipt.formation.code, receipt.formation.kind, receipt.paper, receipt.content] : []
    const areTexts = [attempt, salt, head, session, root, ...own].every((each) => typeof each === 'string')
    const areNumbers = [events, ...Object.values(scores ?? {})].every(Number.isInteger)
    const isTimed = !('time' in receipt) || isTime(receipt.time)
    const areSteps = proof.every(({ hash, left }) => typeof hash === 'string' && typeof left === 'boolean')
    return areTexts && areNumbers && isTimed && areSteps && isKnown(receipt) ? receipt : undefined
  } catch {
    return undefined
  }
}

function isKnown(receipt: Receipt): boolean {
  if (!('version' in receipt)) return receipt.scores !== null
  const isOut = receipt.disqualifiedAt !== null
  return (
    (receipt.version === 2 || (receipt.version === 3 && 'time' in receipt)) &&
    (!isOut || typeof receipt.disqualifiedAt === 'string') &&
    (isOut || receipt.scores !== null)
  )
}

function isTime({ startedAt, allowedSeconds, pauses, finishedAt }: SealedTime): boolean {
  const areInstants = [startedAt, finishedAt].every((each) => each === null || typeof each === 'string')
  const arePauses = pauses.every(
    ({ from, seconds }) => typeof from === 'string' && (seconds === null || Number.isInteger(seconds)),
  )
  return areInstants && Number.isInteger(allowedSeconds) && arePauses
}
