import {
  type Consent,
  hashOf,
  isConsent,
  isLegalOrder,
  isQuestion,
  type LegalOrder,
  type Question,
} from '@/lib/wbs/identity'
import { type Letter, openLetter, sealLetter } from '@/lib/wbs/letter'
import type { Manifest, ManifestKey } from '@/lib/wbs/manifest'
import { Tampered } from '@/lib/wbs/protocol'
import { openIdentity, openShare, type SealedIdentity, type Share } from '@/lib/wbs/seal'
import { ASKS, CUSTODIAN, ORDERS } from '@/lib/wbs/seal-request'
import type { SigningKey } from '@/lib/wbs/signature'

/** How a sealed identity is opened: question, leave of the reporter or of the law, two shares, and nobody in between. */

/** What passes between two keys of the manifest about one question. */
type Handed = Letter & { request: string; share: Share }
type Declined = Letter & { request: string; reason: string }

/** A person who acts with a key of the own. */
export type Actor = { id: string; sign: SigningKey }

/** What a custodian is given. One of `consent` and `order` is there. */
export type CustodianFile = {
  report: string
  share: string
  question: string
  consent: Consent | null
  order: string | null
}

/** What a custodian has opened and found to be true. */
export type CustodianCase = { share: Share; question: Question; requester: ManifestKey; order: LegalOrder | null }

/** A question for each custodian, signed by whoever asks. */
export function questionTo(question: Question, by: SigningKey, custodian: { box: string }): Promise<string> {
  return sealLetter('question', question, by, custodian.box)
}

export function orderTo(order: LegalOrder, by: SigningKey, custodian: { box: string }): Promise<string> {
  return sealLetter('order', order, by, custodian.box)
}

/**
 * Opens what a custodian is given and holds it together: the share is of the seal that was asked for, and the reporter
 * whose key the share names allowed exactly this question, or an Inspektur hands on a legal order about it.
 *
 * Refuses what `openShare` and `openLetter` refuse, `wrong_share` for a share of another seal, `wrong_request` for an order
 * about another question, and `no_consent`.
 */
export async function openCase(identity: string, file: CustodianFile, manifest: Manifest): Promise<CustodianCase> {
  const { report, consent } = file
  const { letter: question, signer: requester } = await openLetter<Question, ManifestKey>(
    'question',
    file.question,
    identity,
    report,
    runningKey(manifest, ASKS),
  )
  if (!isQuestion(question)) throw new Tampered('malformed')
  const share = await openShare(identity, file.share, report)
  if (share.key !== question.key) throw new Tampered('wrong_share')
  const request = hashOf(question)
  const order = file.order === null ? null : await openOrder(identity, file.order, report, manifest)
  if (order && order.request !== request) throw new Tampered('wrong_request')
  const isAllowed = consent !== null && isConsent(share.reporter, report, request, consent)
  if (!order && !isAllowed) throw new Tampered('no_consent')
  return { share, question, requester, order }
}

async function openOrder(identity: string, ct: string, report: string, manifest: Manifest): Promise<LegalOrder> {
  const { letter } = await openLetter<LegalOrder, ManifestKey>(
    'order',
    ct,
    identity,
    report,
    listedKey(manifest, ORDERS),
  )
  if (!isLegalOrder(letter)) throw new Tampered('malformed')
  return letter
}

/** Hands the share on to whoever asked, signed, so that it is known from whom it came. */
export function handOn({ share, question, requester }: CustodianCase, by: Actor): Promise<string> {
  const letter: Handed = { by: by.id, report: share.report, request: hashOf(question), share }
  return sealLetter('share', letter, by.sign, requester.box)
}

/** Says no to whoever asked, and why. */
export function decline({ question, requester }: CustodianCase, reason: string, by: Actor): Promise<string> {
  const letter: Declined = { by: by.id, report: question.report, request: hashOf(question), reason }
  return sealLetter('decline', letter, by.sign, requester.box)
}

/** Why a custodian said no, and who. Refuses what `openLetter` refuses, and `wrong_request`. */
export async function openDeclined(identity: string, ct: string, question: Question, manifest: Manifest) {
  const { report } = question
  const opened = await openLetter<Declined, ManifestKey>(
    'decline',
    ct,
    identity,
    report,
    listedKey(manifest, CUSTODIAN),
  )
  if (opened.letter.request !== hashOf(question)) throw new Tampered('wrong_request')
  return { reason: String(opened.letter.reason), custodian: opened.signer }
}

/**
 * The identity, from what custodians handed on for this question, in the browser of whoever asked. Refuses what
 * `openLetter` and `openIdentity` refuse, `wrong_request`, and `wrong_share` where one of two is of another seal or both are
 * of one custodian.
 *
 * @param reporterSign the reporter's public key as the first message of the report says it
 */
export async function openDisclosed(
  identity: string,
  { seal, handed }: { seal: string; handed: readonly string[] },
  question: Question,
  reporterSign: string,
  manifest: Manifest,
): Promise<SealedIdentity> {
  const { report } = question
  const opened = await Promise.all(
    handed.map((ct) => openLetter<Handed, ManifestKey>('share', ct, identity, report, listedKey(manifest, CUSTODIAN))),
  )
  for (const { letter } of opened) {
    if (letter.request !== hashOf(question)) throw new Tampered('wrong_request')
    if (letter.share.report !== report || letter.share.key !== question.key) throw new Tampered('wrong_share')
  }
  if (new Set(opened.map(({ signer }) => signer.holder)).size !== opened.length) throw new Tampered('wrong_share')
  const shares = opened.map(({ letter }) => letter.share)
  return openIdentity(report, seal, shares, reporterSign)
}

function runningKey(manifest: Manifest, role: string): (by: string) => ManifestKey | undefined {
  return (by) => manifest.keys.find(({ id, roles, until }) => id === by && until === null && roles.includes(role))
}

/** What was signed with a key that has ended since may still be read. */
function listedKey(manifest: Manifest, role: string): (by: string) => ManifestKey | undefined {
  return (by) => manifest.keys.find(({ id, roles }) => id === by && roles.includes(role))
}
