import { canonical } from '@/lib/canonical-json'
import type { Manifest } from '@/lib/wbs/manifest'
import { isMessageBody, type MessageBody } from '@/lib/wbs/report-content'
import { isSigned, type SigningKey, sign } from '@/lib/wbs/signature'
import { needsTwo, RESULTS, ruleOf, STEP_NAMES, type Step } from '@/lib/wbs/steps'

/**
 * Body of a message `keputusan`: the step, what the reporter reads of it, and where a step needs two people, the signature
 * of the one who proposed it. Whoever sends the message is the other one.
 */
export type Decision = MessageBody & {
  step: Step
  result: string | null
  second: { by: string; signature: string } | null // id of a key, base64url
  lhp: string | null // SHA-256, in hex, of the note that an `examine` signs
}

/** What two people agree on. */
export type Proposal = Pick<Decision, 'step' | 'result' | 'text'> & { report: string }

const PURPOSE = 'keputusan|usul'

/** Body of a note by which somebody proposes a step. */
export type ProposalNote = Omit<Proposal, 'report'> & MessageBody & { form: 'usul'; signature: string }

/** The signature by which somebody proposes a step that needs two. */
export function signProposal({ report, step, result, text }: Proposal, key: SigningKey): string {
  return sign(key, PURPOSE, canonical({ report, step, result, text }))
}

/** Whether what stands in a decision is one; a writer may be anybody. */
export function isDecision(body: unknown): body is Decision {
  const { step, result, second, lhp } = Object(body)
  const isResult = ruleOfKnown(step)?.results ? RESULTS.includes(result) : result === null
  const isSecond = second === null || (typeof second?.by === 'string' && typeof second.signature === 'string')
  return isMessageBody(body) && STEP_NAMES.includes(step) && isResult && isSecond && isHash(lhp)
}

/**
 * Whether a decision was taken by as many people as its step needs: for two, that somebody else whom the manifest lists
 * signed the very same step, result and text for this report.
 *
 * @param sender id of the key that signed the message
 */
export function isTakenByEnough(report: string, sender: string, decision: Decision, manifest: Manifest): boolean {
  const { step, result, text, second } = decision
  const keyOf = (id: string | undefined) => manifest.keys.find((key) => key.id === id)
  const [own, other] = [keyOf(sender), keyOf(second?.by)]
  if (!own) return false // the reporter decides nothing
  if (!needsTwo(step)) return true
  if (!other || !second || own.holder === other.holder) return false
  return isSigned(other.sign, PURPOSE, canonical({ report, step, result, text }), second.signature)
}

/** Whether a note proposes a step for this report and carries its writer's signature, which a decision can pass on. */
export function isProposed(report: string, sender: string, body: unknown, manifest: Manifest): body is ProposalNote {
  const { form, step, result, text, signature } = Object(body)
  const writer = manifest.keys.find(({ id }) => id === sender)
  if (form !== 'usul' || !writer || !isMessageBody(body) || typeof signature !== 'string') return false
  if (!ruleOfKnown(step) || !(result === null || RESULTS.includes(result))) return false
  return isSigned(writer.sign, PURPOSE, canonical({ report, step, result, text }), signature)
}

function ruleOfKnown(step: unknown) {
  return STEP_NAMES.find((name) => name === step) && ruleOf(step as Step)
}

function isHash(value: unknown): boolean {
  return value === null || (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value))
}
