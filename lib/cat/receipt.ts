import { type InclusionProof, inclusionProof, isIncluded, leafHash, merkleRoot } from '@/lib/cat/merkle'
import type { SectionScores } from '@/lib/cat/programme'
import type { SignedText } from '@/lib/documents/signer'

/** The end of one attempt as it is sealed. The salt hides it among guesses; whoever has the receipt has it. */
export type SealedAttempt = {
  attempt: string
  salt: string // 32 random bytes in hex
  head: string // the last link of the chain of answers
  events: number
  scores: SectionScores
}

/** What a candidate takes home: the own attempt, and what shows that it is under the published root. */
export type Receipt = SealedAttempt & { session: string; proof: InclusionProof; root: string }

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
  attempts: readonly SealedAttempt[],
): { root: string; receipts: Receipt[] } {
  const ordered = [...attempts].sort((a, b) => (a.attempt < b.attempt ? -1 : 1))
  const leaves = ordered.map(leafOf)
  const root = merkleRoot(leaves)
  return {
    root,
    receipts: ordered.map((attempt, place) => ({ ...attempt, session, proof: inclusionProof(leaves, place), root })),
  }
}

/** Whether a receipt is what it says, under the root that was published: not the one that it brings along. */
export function isGenuine(receipt: Receipt, publishedRoot: string): boolean {
  return isIncluded(leafOf(receipt), receipt.proof, publishedRoot)
}

/** The receipt that a file holds, or undefined when it holds something else. */
export function readReceipt(text: string): Receipt | undefined {
  try {
    const receipt: Receipt = JSON.parse(text)
    const { attempt, salt, head, events, scores, session, proof, root } = receipt
    const areTexts = [attempt, salt, head, session, root].every((each) => typeof each === 'string')
    const areNumbers = [events, ...Object.values(scores)].every(Number.isInteger)
    const areSteps = proof.every(({ hash, left }) => typeof hash === 'string' && typeof left === 'boolean')
    return areTexts && areNumbers && areSteps ? receipt : undefined
  } catch {
    return undefined
  }
}

function leafOf({ attempt, salt, head, events, scores }: SealedAttempt): string {
  const sections = Object.fromEntries(Object.entries(scores).sort(([a], [b]) => (a < b ? -1 : 1)))
  return leafHash(JSON.stringify({ attempt, events, head, salt, scores: sections }))
}
