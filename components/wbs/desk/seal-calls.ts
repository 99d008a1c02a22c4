import { requireHeld, requireRead } from '@/components/wbs/desk/held'
import type { CivilDate } from '@/lib/civil-date'
import {
  type CustodianFile,
  decline,
  handOn,
  openCase,
  openDeclined,
  openDisclosed,
  orderTo,
  questionTo,
} from '@/lib/wbs/disclosure'
import type { Disclosed } from '@/lib/wbs/disclosure.server'
import type { Envelope } from '@/lib/wbs/envelope'
import { hashOf, type IdentityTold, type LegalOrder, type Question, toldIn } from '@/lib/wbs/identity'
import { base64url, Tampered } from '@/lib/wbs/protocol'
import type { SealedIdentity } from '@/lib/wbs/seal'
import { CUSTODIAN } from '@/lib/wbs/seal-request'

/** Letters to those who hold shares, and the question's hash. */
export type Letters = { request: string; letters: { keyId: string; ct: string }[] }

/** A person of the manifest as others read of them. */
type Named = { name: string; position: string }

/** What a custodian reads before answering; the share stays in the worker. */
export type OpenedTask = {
  question: Question
  requester: Named
  ordered: { order: LegalOrder; by: Named } | null
}

/** What is shown of an opened identity; `dropped` names custodians. */
export type Shown = { identity: SealedIdentity | null; dropped: string[] }

const NONCE_BYTES = 16

export const sealCalls = {
  /** What opened messages tell of the identity. */
  async told(messages: readonly Envelope[]): Promise<IdentityTold> {
    return toldIn(messages, requireHeld().manifest)
  },

  /** A question for the identity of an open report, and a letter with it for each custodian. */
  async askIdentity(of: {
    report: string
    key: string // of the seal
    purpose: string
    basis: string
    on: CivilDate
    custodians: readonly string[] // ids of keys
  }): Promise<Letters & { question: Question }> {
    const { officer, key } = requireHeld()
    const { custodians, ...said } = of
    const nonce = base64url(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)))
    const question: Question = { ...said, by: officer.keyId, nonce }
    const letters = await lettersTo(custodians, (custodian) => questionTo(question, key.sign, custodian))
    return { question, request: hashOf(question), letters }
  },

  /** A legal order as it is handed on, and a letter with it for each custodian. */
  async orderIdentity({
    custodians,
    ...said
  }: Omit<LegalOrder, 'by'> & { custodians: readonly string[] }): Promise<Letters & { order: LegalOrder }> {
    const { officer, key } = requireHeld()
    const order: LegalOrder = { ...said, by: officer.keyId }
    const letters = await lettersTo(custodians, (custodian) => orderTo(order, key.sign, custodian))
    return { order, request: order.request, letters }
  },

  /** Opens what a custodian is given and holds it together. Throws `Tampered` where it does not hold. */
  async openTask(file: CustodianFile): Promise<OpenedTask> {
    const { key, manifest } = requireHeld()
    const { question, requester, ordered } = await openCase(key.box.identity, file, manifest)
    return {
      question,
      requester: namedOf(requester),
      ordered: ordered && { order: ordered.order, by: namedOf(ordered.by) },
    }
  },

  /** The own share for whoever asked, or, with a reason, a no to the same person. */
  async answerTask({ file, reason }: { file: CustodianFile; reason: string | null }): Promise<string> {
    const { officer, key, manifest } = requireHeld()
    const opened = await openCase(key.box.identity, file, manifest)
    const by = { id: officer.keyId, sign: key.sign }
    return reason === null ? handOn(opened, by) : decline(opened, reason, by)
  },

  /**
   * Who the reporter is, for whoever asked, by the key that asked (an old one was unlocked beside the running one), null where no two shares open it; and the custodians whose letters are none.
   * Throws `Tampered` where the reporter did not sign what came.
   */
  async openIdentity({ question, disclosed }: { question: Question; disclosed: Disclosed }): Promise<Shown> {
    const { key, old, manifest } = requireHeld()
    const { box } = old?.id === question.by ? old.key : key
    const { reporter } = requireRead(question.report).pesan.conversation
    if (!reporter) throw new Tampered('wrong_key')
    const opened = await openDisclosed(box.identity, disclosed, question, reporter.sign, manifest)
    const nameOf = (id: string) => manifest.keys.find((each) => each.id === id)?.name ?? id
    return { identity: opened.identity, dropped: opened.dropped.map(({ keyId }) => nameOf(keyId)) }
  },

  /** Why custodians said no, for whoever asked. */
  async readDeclined({ question, declined }: { question: Question; declined: readonly string[] }) {
    const { key, old, manifest } = requireHeld()
    const { box } = old?.id === question.by ? old.key : key
    const read = declined.map((ct) => openDeclined(box.identity, ct, question, manifest))
    return (await Promise.all(read)).map(({ reason, custodian }) => ({ reason, name: custodian.name }))
  },
}

function namedOf({ name, position }: Named): Named {
  return { name, position }
}

/**
 * Refuses `unknown_sender` for a share of a key that is not in the list, or has ended and its owner is no custodian any more:
 * until they have taken the share over, whoever renewed the key opens letters with the old one.
 */
function lettersTo(custodians: readonly string[], letterTo: (custodian: { box: string }) => Promise<string>) {
  const { keys } = requireHeld().manifest
  return Promise.all(
    custodians.map(async (keyId) => {
      const custodian = keys.find(({ id }) => id === keyId)
      const isCustodian = keys.some(
        ({ holder, until, roles }) => holder === custodian?.holder && until === null && roles.includes(CUSTODIAN),
      )
      if (!custodian || !isCustodian) throw new Tampered('unknown_sender')
      return { keyId, ct: await letterTo(custodian) }
    }),
  )
}
