import type { Conversation } from '@/lib/wbs/conversation'
import { type Asked, custodiansFor, type IdentityTold } from '@/lib/wbs/identity'
import { type Manifest, recipientsOf } from '@/lib/wbs/manifest'
import { CUSTODIANS } from '@/lib/wbs/seal-request'
import type { OpenAnswer } from '@/lib/wbs/wire'

/** Somebody as the signed list names them. */
export type Named = { name: string; position: string }

/** What a reporter sees of the own identity. What was asked comes from signed messages, the day and the state from the server. */
export type OwnIdentity = {
  isSealed: boolean
  custodians: Named[] // empty where there are fewer than three
  question: (Asked & { asker: Named; state: string; dueOn: string | null }) | null // the newest
  isUnfounded: boolean // the server says that it may be opened, and neither the reporter nor an order said so
}

/** Whom an identity would be sealed to, for a report that is being written or one that is open. */
export function custodians(manifest: Manifest, of: Pick<Conversation, 'everMembers' | 'excluded'>): Named[] {
  const found = sealedTo(manifest, of)
  return found.length < CUSTODIANS ? [] : found.map(({ name, position }) => ({ name, position }))
}

/** The same before a report is sent. */
export function custodiansOfDraft(manifest: Manifest, groupId: string, excluded: readonly string[]): Named[] {
  const everMembers = recipientsOf(manifest, groupId, excluded).map(({ id }) => id)
  return custodians(manifest, { everMembers, excluded })
}

/** Their keys. */
export function sealedTo(manifest: Manifest, of: Pick<Conversation, 'everMembers' | 'excluded'>) {
  return custodiansFor(manifest, of).slice(0, CUSTODIANS)
}

const ALLOWED = ['granted', 'ordered', 'opened']

export function identityOf(
  told: IdentityTold,
  { isSealed, request }: OpenAnswer['identity'],
  conversation: Conversation,
  manifest: Manifest,
): OwnIdentity {
  const newest = told.questions.at(-1)
  const served = newest && request?.hash === newest.hash ? request : null
  const asker = manifest.keys.find(({ id }) => id === newest?.question.by)
  const question = newest &&
    asker && {
      ...newest,
      asker: { name: asker.name, position: asker.position },
      state: served?.state ?? 'lapsed',
      dueOn: served?.dueOn ?? null,
    }
  const of = told.questions.find(({ hash }) => hash === request?.hash)
  const isAllowed = of !== undefined && (of.answer === true || of.order !== null)
  return {
    isSealed,
    custodians: custodians(manifest, conversation),
    question: question ?? null,
    isUnfounded: request !== null && ALLOWED.includes(request.state) && !isAllowed,
  }
}
