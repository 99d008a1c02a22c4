import { canonical } from '@/lib/canonical-json'
import type { Envelope } from '@/lib/wbs/envelope'
import type { Manifest } from '@/lib/wbs/manifest'
import { isMessageBody, type MessageBody } from '@/lib/wbs/report-content'
import { isSigned, type SigningKey, sign } from '@/lib/wbs/signature'
import {
  areTwo,
  isFinal,
  needsTwo,
  RESULTS,
  type ReportState,
  roleFor,
  ruleOf,
  STEP_NAMES,
  type Step,
} from '@/lib/wbs/steps'

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

/** Where a conversation is before a decision, by its checked messages alone. */
export type Standing = {
  state: ReportState
  members: readonly string[] // ids of the keys that read
  after: number // of the last message that decided something; 0: none yet
}

/** What two people agree on. No other decision comes between: whoever signs does so once, and not for a later time. */
export type Proposal = Pick<Decision, 'step' | 'result' | 'text'> & Pick<Standing, 'after'> & { report: string }

const PURPOSE = 'keputusan|usul'

/** Body of a note by which somebody proposes a step. */
export type ProposalNote = Omit<Proposal, 'report' | 'after'> & MessageBody & { form: 'usul'; signature: string }

/** The signature by which somebody proposes a step that needs two. */
export function signProposal(proposal: Proposal, key: SigningKey): string {
  return sign(key, PURPOSE, textOf(proposal))
}

function textOf({ report, step, result, text, after }: Proposal): string {
  return canonical({ report, step, result, text, after })
}

/** Whether what stands in a decision is one; a writer may be anybody. */
export function isDecision(body: unknown): body is Decision {
  const { step, result, second, lhp } = Object(body)
  const isResult = ruleOfKnown(step)?.results ? RESULTS.includes(result) : result === null
  const isSecond = second === null || (typeof second?.by === 'string' && typeof second.signature === 'string')
  return isMessageBody(body) && STEP_NAMES.includes(step) && isResult && isSecond && isHash(lhp)
}

/**
 * Whether a decision was taken by whom its step needs: the sender has a role that takes it in this state, and for two,
 * somebody else who reads the report in the other role signed the very same step, result and text here and now. Roles are
 * those that the manifest lists.
 */
export function isTakenByEnough(
  { report, sender }: Pick<Envelope, 'report' | 'sender'>,
  { step, result, text, on, second }: Decision,
  at: Standing,
  manifest: Manifest,
): boolean {
  const state = step === 'go_on' && !isFinal(at.state) ? 'withdrawn' : at.state // no message says that it was withdrawn
  const keyOf = (id: string | undefined) => manifest.keys.find((key) => key.id === id)
  const [own, other] = [keyOf(sender), keyOf(second?.by)]
  if (!own || !roleFor(step, state, own.roles)) return false // the reporter decides nothing
  if (endsBy(step) && text.trim() === '') return false // nobody ends a report without a reason
  if (!needsTwo(step)) return true
  if (!other || !second || !areTwo(step, state, [own, other])) return false
  const isReader = at.members.includes(other.id) && (other.until === null || on <= other.until)
  const agreed = textOf({ report, step, result, text, after: at.after })
  return isReader && isSigned(other.sign, PURPOSE, agreed, second.signature)
}

/** Whether a note proposes a step for this report and carries its writer's signature, which a decision can pass on now. */
export function isProposed(
  { report, sender }: Pick<Envelope, 'report' | 'sender'>,
  body: unknown,
  after: number,
  manifest: Manifest,
): body is ProposalNote {
  const { form, step, result, text, signature } = Object(body)
  const writer = manifest.keys.find(({ id }) => id === sender)
  if (form !== 'usul' || !writer || !isMessageBody(body) || typeof signature !== 'string') return false
  if (!ruleOfKnown(step) || !(result === null || RESULTS.includes(result))) return false
  return isSigned(writer.sign, PURPOSE, textOf({ report, step, result, text, after }), signature)
}

function endsBy(step: Step): boolean {
  const { to } = ruleOf(step)
  return to !== null && isFinal(to)
}

function ruleOfKnown(step: unknown) {
  return STEP_NAMES.find((name) => name === step) && ruleOf(step as Step)
}

function isHash(value: unknown): boolean {
  return value === null || (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value))
}
