import { canonical } from '@/lib/canonical-json'
import { type CivilDate, isCivilDate } from '@/lib/civil-date'
import { type Envelope, REPORTER } from '@/lib/wbs/envelope'
import { holdersOf, type Manifest, type ManifestKey } from '@/lib/wbs/manifest'
import { hashHex } from '@/lib/wbs/protocol'
import { ASKS, CUSTODIAN, ORDERS } from '@/lib/wbs/seal-request'
import { isSigned, type SigningKey, sign } from '@/lib/wbs/signature'

/**
 * What is said in a conversation about who the reporter is: that an identity was sealed, who asks for it and why, what the
 * reporter answers, and a legal order that stands above the answer. Source: wbs.md 10.
 */

/** Permintaan: who wants to know, what for and by which rule. Its hash is what is consented to. */
export type Question = {
  report: string
  key: string // of the seal, as `Share` says it
  by: string // id of the key that the shares are for
  purpose: string
  basis: string
  on: CivilDate
  nonce: string // random, so that the hash tells nothing
}

/** Perintah hukum: what overrides a reporter who said no, or nothing (wbs.md 10). */
export type LegalOrder = {
  report: string
  request: string // hash of the question
  by: string
  number: string
  issuer: string
  orderedOn: CivilDate
  on: CivilDate
}

/** The body of a message `identitas`. */
export type IdentityBody =
  | { act: 'sealed'; key: string; on: CivilDate }
  | { act: 'asked'; question: Question }
  | { act: 'answered'; request: string; isGranted: boolean; on: CivilDate }
  | { act: 'ordered'; order: LegalOrder }

/** What the reporter signs for custodians, who read no report. */
export type Consent = { on: CivilDate; signature: string }

export function hashOf(question: Question): string {
  return hashHex(canonical(question))
}

export function signConsent(reporter: SigningKey, report: string, request: string, on: CivilDate): Consent {
  return { on, signature: sign(reporter, 'consent', canonical({ report, request, on })) }
}

/** Whether the reporter allowed exactly this question. */
export function isConsent(reporter: string, report: string, request: string, { on, signature }: Consent): boolean {
  return isSigned(reporter, 'consent', canonical({ report, request, on }), signature)
}

/** One question as a conversation tells it. */
export type Asked = { hash: string; question: Question; answer: boolean | null; order: LegalOrder | null }

/** `key` is of the newest seal, null where nothing was sealed; questions are in their order. */
export type IdentityTold = { key: string | null; questions: Asked[] }

/**
 * What one opened message says about the identity, after what was told before; undefined where it is not for its writer to
 * say so, or speaks of another report, another seal or another question. Such a message counts for nothing.
 */
export function nextTold(told: IdentityTold, envelope: Envelope, manifest: Manifest): IdentityTold | undefined {
  const { body, sender, report } = envelope
  if (!isIdentityBody(body)) return undefined
  const roles = manifest.keys.find(({ id }) => id === sender)?.roles ?? []
  const with_ = (hash: string, change: Partial<Asked>) => {
    if (told.questions.at(-1)?.hash !== hash) return undefined
    return { ...told, questions: told.questions.map((each) => (each.hash === hash ? { ...each, ...change } : each)) }
  }
  if (body.act === 'sealed') return sender === REPORTER ? { ...told, key: body.key } : undefined
  if (body.act === 'answered') return sender === REPORTER ? with_(body.request, { answer: body.isGranted }) : undefined
  if (body.act === 'ordered') {
    const { order } = body
    const isHis = order.by === sender && order.report === report && roles.includes(ORDERS)
    return isHis ? with_(order.request, { order }) : undefined
  }
  const { question } = body
  const isTheirs = question.by === sender && question.report === report && roles.includes(ASKS)
  if (!isTheirs || question.key !== told.key) return undefined
  const asked = { hash: hashOf(question), question, answer: null, order: null }
  return { ...told, questions: [...told.questions, asked] }
}

export const NOTHING_TOLD: IdentityTold = { key: null, questions: [] }

/** All that opened messages tell of the identity. */
export function toldIn(envelopes: readonly Envelope[], manifest: Manifest): IdentityTold {
  const ofIdentity = envelopes.filter(({ kind }) => kind === 'identitas')
  return ofIdentity.reduce((told, each) => nextTold(told, each, manifest) ?? told, NOTHING_TOLD)
}

/**
 * The custodians to whom an identity of this report is sealed: running keys, one for each person, none of whom reads the
 * report or was excluded by the reporter. Fewer than three are too few, which is for the caller to say.
 */
export function custodiansFor(
  manifest: Manifest,
  { everMembers, excluded }: { everMembers: readonly string[]; excluded: readonly string[] },
): ManifestKey[] {
  const kept = holdersOf(manifest, [...everMembers, ...excluded])
  const custodians = manifest.keys.filter(
    ({ roles, until, holder }) => roles.includes(CUSTODIAN) && until === null && !kept.has(holder),
  )
  return custodians.filter(({ holder }, at) => custodians.findIndex((each) => each.holder === holder) === at)
}

/** Whether what stands in a message is one; a writer may be anybody. */
export function isIdentityBody(body: unknown): body is IdentityBody {
  const { act, key, on, request, isGranted, question, order } = Object(body)
  if (act === 'sealed') return areTexts(key) && areDays(on)
  if (act === 'answered') return areTexts(request) && typeof isGranted === 'boolean' && areDays(on)
  if (act === 'asked') return isQuestion(question)
  return act === 'ordered' && isLegalOrder(order)
}

export function isQuestion(question: unknown): question is Question {
  const { report, key, by, purpose, basis, on, nonce } = Object(question)
  return areTexts(report, key, by, purpose, basis, nonce) && areDays(on)
}

export function isLegalOrder(order: unknown): order is LegalOrder {
  const { report, request, by, number, issuer, orderedOn, on } = Object(order)
  return areTexts(report, request, by, number, issuer) && areDays(orderedOn, on)
}

function areTexts(...values: unknown[]): boolean {
  return values.every((value) => typeof value === 'string' && value !== '')
}

function areDays(...values: unknown[]): boolean {
  return values.every((value) => typeof value === 'string' && isCivilDate(value))
}
