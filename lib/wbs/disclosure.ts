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
import type { OfficerRole } from '@/lib/wbs/officer-roles'
import { type TamperCode, Tampered } from '@/lib/wbs/protocol'
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
export type CustodianCase = {
  share: Share
  question: Question
  requester: ManifestKey
  ordered: { order: LegalOrder; by: ManifestKey } | null
}

/** A question for each custodian, signed by whoever asks. */
export function questionTo(question: Question, by: SigningKey, custodian: { box: string }): Promise<string> {
  return sealLetter('question', question, by, custodian.box)
}

export function orderTo(order: LegalOrder, by: SigningKey, custodian: { box: string }): Promise<string> {
  return sealLetter('order', order, by, custodian.box)
}

/**
 * Opens what a custodian is given and holds it together: the share is of the seal that was asked for, and the reporter
 * whose key the share names allowed exactly this question, or an Inspektur who is not whoever asks hands on a legal order
 * about it.
 *
 * Refuses what `openShare` and `openLetter` refuse, `key_ended` where whoever asked renewed the key since, `wrong_share`
 * for a share of another seal, `wrong_request` for an order about another question, `one_person` for one of whoever asks,
 * and `no_consent`.
 */
export async function openCase(identity: string, file: CustodianFile, manifest: Manifest): Promise<CustodianCase> {
  const { report, consent } = file
  const { letter: question, signer: requester } = await openLetter<Question, ManifestKey>(
    'question',
    file.question,
    identity,
    report,
    listedKey(manifest, ASKS),
  )
  if (!isQuestion(question)) throw new Tampered('malformed')
  if (requester.until !== null) throw new Tampered('key_ended')
  const share = await openShare(identity, file.share, report)
  if (share.key !== question.key) throw new Tampered('wrong_share')
  const request = hashOf(question)
  const ordered = file.order === null ? null : await openOrder(identity, file.order, report, manifest)
  if (ordered && ordered.order.request !== request) throw new Tampered('wrong_request')
  if (ordered?.by.holder === requester.holder) throw new Tampered('one_person')
  const isAllowed = consent !== null && isConsent(share.reporter, report, request, consent)
  if (!ordered && !isAllowed) throw new Tampered('no_consent')
  return { share, question, requester, ordered }
}

async function openOrder(identity: string, ct: string, report: string, manifest: Manifest) {
  const signerOf = runningKey(manifest, ORDERS)
  const { letter, signer } = await openLetter<LegalOrder, ManifestKey>('order', ct, identity, report, signerOf)
  if (!isLegalOrder(letter)) throw new Tampered('malformed')
  return { order: letter, by: signer }
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

/** What came of it in the browser of whoever asked: null where no two shares open it, and whose letters are none. */
export type Opened = { identity: SealedIdentity | null; dropped: { keyId: string; code: TamperCode }[] }

/**
 * The identity, from what custodians handed on for this question, in the browser of whoever asked. Two good shares open it,
 * whatever a third custodian sent: a letter that does not open, was not signed by the custodian of that key, or is of
 * another question or seal is dropped, and so is a share that opens nothing where two others do. Refuses what
 * `openIdentity` refuses of a seal whose key two shares make.
 *
 * @param reporterSign the reporter's public key as the first message of the report says it
 */
export async function openDisclosed(
  identity: string,
  { seal, handed }: { seal: string; handed: readonly { keyId: string; ct: string }[] },
  question: Question,
  reporterSign: string,
  manifest: Manifest,
): Promise<Opened> {
  const dropped: Opened['dropped'] = []
  const held: { keyId: string; holder: string; share: Share }[] = []
  for (const { keyId, ct } of handed) {
    try {
      const { holder, share } = await openHanded(identity, ct, question, manifest)
      const isTheirs = manifest.keys.find(({ id }) => id === keyId)?.holder === holder
      if (!isTheirs || held.some((each) => each.holder === holder)) throw new Tampered('wrong_share')
      held.push({ keyId, holder, share })
    } catch (error) {
      dropped.push({ keyId, code: codeOf(error) })
    }
  }
  let opened: SealedIdentity | null = null
  const good = new Set<string>()
  for (const [one, other] of pairsOf(held)) {
    const found = await openIdentity(question.report, seal, [one.share, other.share], reporterSign).catch((error) => {
      if (codeOf(error) !== 'wrong_share') throw error
    })
    if (!found) continue
    opened = found
    good.add(one.keyId).add(other.keyId)
  }
  if (opened) for (const { keyId } of held) if (!good.has(keyId)) dropped.push({ keyId, code: 'wrong_share' })
  return { identity: opened, dropped }
}

async function openHanded(identity: string, ct: string, question: Question, manifest: Manifest) {
  const signerOf = listedKey(manifest, CUSTODIAN)
  const { letter, signer } = await openLetter<Handed, ManifestKey>('share', ct, identity, question.report, signerOf)
  const { request, share } = letter
  if (request !== hashOf(question)) throw new Tampered('wrong_request')
  if (typeof share?.share !== 'string' || share.report !== question.report || share.key !== question.key)
    throw new Tampered('wrong_share')
  return { holder: signer.holder, share }
}

function pairsOf<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((one, at) => all.slice(at + 1).map((other): [T, T] => [one, other]))
}

/** Whatever a letter of others makes fail is their letter's fault. */
function codeOf(error: unknown): TamperCode {
  return error instanceof Tampered ? error.code : 'malformed'
}

function runningKey(manifest: Manifest, role: OfficerRole): (by: string) => ManifestKey | undefined {
  return (by) => manifest.keys.find(({ id, roles, until }) => id === by && until === null && roles.includes(role))
}

/** What was signed with a key that has ended since may still be read. */
function listedKey(manifest: Manifest, role: OfficerRole): (by: string) => ManifestKey | undefined {
  return (by) => manifest.keys.find(({ id, roles }) => id === by && roles.includes(role))
}
