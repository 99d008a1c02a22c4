import { proposalEnds } from '@/db/reference/proposal-ends'
import type { promotionProposals, proposalState } from '@/db/schema/sapk'
import type { AuditEvent } from '@/lib/audit-event'
import type { Role } from '@/lib/auth/actor'
import type { Permission } from '@/lib/auth/permissions'
import type { Flow, FlowEvent } from '@/lib/workflow'

export type ProposalState = (typeof proposalState.enumValues)[number]
export type Proposal = typeof promotionProposals.$inferSelect

/**
 * The way of one person through a proposal (usul kenaikan pangkat). An event is the permission of the same name, such
 * as `promotion.submit`, or has one behind it; `prepare`, `update` and `complete` follow by themselves.
 *
 * Source: SAPK and SIASN procedure (Perka BKN 20/2008, 18/2010); BTS keeps the proposal, TMS ends it.
 */
export const proposalFlow = {
  draft: { collect: 'collecting', postpone: 'collecting', cancel: 'cancelled' },
  collecting: { submit: 'agency_review', postpone: 'collecting', cancel: 'cancelled' },
  agency_review: {
    check: 'awaiting_approval',
    approve: 'awaiting_letter',
    repair: 'agency_repair',
    turn_down: 'turned_down',
    postpone: 'collecting',
    cancel: 'cancelled',
  },
  agency_repair: { submit: 'agency_review', postpone: 'collecting', cancel: 'cancelled' },
  awaiting_approval: {
    approve: 'awaiting_letter',
    repair: 'agency_repair',
    turn_down: 'turned_down',
    postpone: 'collecting',
    cancel: 'cancelled',
  },
  awaiting_letter: { sign_letter: 'sent', postpone: 'collecting', cancel: 'cancelled' },
  sent: { verify: 'bkn_review' },
  bkn_review: { accept: 'accepted', return: 'returned', reject: 'rejected', forward: 'sent', release: 'sent' },
  returned: { resubmit: 'sent', reject: 'rejected' },
  rejected: {},
  accepted: { prepare: 'technical_draft' },
  technical_draft: { initial: 'initialling' },
  initialling: { initial_last: 'technical_signing', send_back: 'technical_draft' },
  technical_signing: { issue_technical: 'technical_sent', revoke: 'technical_revoked' },
  technical_sent: {
    prepare_decree: 'decree_draft',
    record_decree: 'decree_recorded',
    correct: 'technical_draft',
    revoke: 'technical_revoked',
  },
  decree_draft: {
    hand_over: 'decree_signing',
    record_decree: 'decree_recorded',
    correct: 'technical_draft',
    revoke: 'technical_revoked',
  },
  decree_signing: {
    issue_decree: 'decree_sent',
    record_decree: 'decree_recorded',
    revoke: 'technical_revoked',
    cancel_correction: 'done',
  },
  decree_recorded: { confirm_decree: 'decree_sent', return_record: 'technical_sent', keep_record: 'done' },
  decree_sent: { update: 'updating' },
  updating: { complete: 'done' },
  done: { correct_decree: 'decree_signing', revoke_decree: 'technical_sent', correct_record: 'decree_recorded' },
  cancelled: {},
  turned_down: {},
  technical_revoked: {},
} as const satisfies Flow<ProposalState>

export type ProposalEvent = FlowEvent<typeof proposalFlow>

type Named = { [E in ProposalEvent]: `promotion.${E}` extends AuditEvent ? E : never }[ProposalEvent]

/** The permission behind a step that has another name. */
const permissionBehind: Record<Exclude<ProposalEvent, Named>, Permission> = {
  collect: 'promotion.edit',
  correct_record: 'promotion.record_decree',
  hand_over: 'promotion.prepare_decree',
  initial_last: 'promotion.initial',
  issue_decree: 'promotion.sign_decree',
  issue_technical: 'promotion.sign_approval',
  keep_record: 'promotion.confirm_decree',
  release: 'promotion.verify',
  repair: 'promotion.check',
  resubmit: 'promotion.submit',
  return_record: 'promotion.confirm_decree',
  send_back: 'promotion.initial',
}

/** What the audit trail calls a step. */
export function auditEventOf(event: ProposalEvent): AuditEvent {
  return event in permissionBehind
    ? permissionBehind[event as keyof typeof permissionBehind]
    : `promotion.${event as Named}`
}

/** Only its decree opens a finished one again. */
export const endStates = proposalEnds satisfies readonly ProposalState[]

/** Nobody is waited for: what was uncertain on the way has been decided. */
export function isEnded(state: ProposalState): boolean {
  return endStates.some((end) => end === state)
}

/** States that BKN sees: before the letter is signed a proposal is the agency's own matter. */
export const sentStates = [
  'sent',
  'bkn_review',
  'returned',
  'rejected',
  'accepted',
  'technical_draft',
  'initialling',
  'technical_signing',
  'technical_sent',
  'decree_draft',
  'decree_signing',
  'decree_recorded',
  'decree_sent',
  'updating',
  'done',
  'technical_revoked',
] as const satisfies ProposalState[]

export type Turn = Role | 'system' | 'nobody'

/** Whose turn it is in each state: the first line of every page about a proposal. */
export const turnOf: Record<ProposalState, Turn> = {
  draft: 'mutation_officer',
  collecting: 'mutation_officer',
  agency_review: 'agency_approver',
  agency_repair: 'mutation_officer',
  awaiting_approval: 'agency_approver',
  awaiting_letter: 'agency_signer',
  sent: 'bkn_verifier',
  bkn_review: 'bkn_verifier',
  returned: 'mutation_officer',
  rejected: 'nobody',
  accepted: 'system',
  technical_draft: 'bkn_verifier',
  initialling: 'bkn_verifier',
  technical_signing: 'bkn_signer',
  technical_sent: 'mutation_officer',
  decree_draft: 'mutation_officer',
  decree_signing: 'agency_signer',
  decree_recorded: 'agency_approver',
  decree_sent: 'system',
  updating: 'system',
  done: 'nobody',
  cancelled: 'nobody',
  turned_down: 'nobody',
  technical_revoked: 'nobody',
}

/** Whose turn it is on one proposal: a decree of BKN waits for BKN's signer. */
export function turnFor({ state, decreeAuthority }: Pick<Proposal, 'state' | 'decreeAuthority'>): Turn {
  return state === 'decree_signing' && decreeAuthority === 'bkn' ? 'bkn_signer' : turnOf[state]
}

/** The states in which it is this role's turn. */
export function statesOf(role: Role | 'system'): ProposalState[] {
  const states = (Object.keys(turnOf) as ProposalState[]).filter((state) => turnOf[state] === role)
  return role === 'bkn_signer' ? [...states, 'decree_signing'] : states
}

/** Whether its decree was signed on paper and recorded here: it has no code, its record is what can be mended. */
export function isOnPaper({ decreeNumber, decreeCode }: Pick<Proposal, 'decreeNumber' | 'decreeCode'>): boolean {
  return decreeNumber !== null && decreeCode === null
}

/** Working days that each turn has, counted from the day the state is entered; see the service_level rows. */
export const serviceLevelOf: Partial<Record<ProposalState, string>> = {
  agency_review: 'agency_review',
  awaiting_approval: 'agency_review',
  agency_repair: 'agency_repair',
  awaiting_letter: 'agency_letter',
  sent: 'technical_approval',
  bkn_review: 'technical_approval',
  accepted: 'technical_approval',
  technical_draft: 'technical_approval',
  initialling: 'technical_approval',
  technical_signing: 'technical_approval',
  returned: 'return_reply',
  technical_sent: 'decree',
  decree_draft: 'decree',
  decree_signing: 'decree',
  decree_recorded: 'decree',
}

export const nextSteps = ['replace_document', 'correct_data', 'explain', 'propose_again'] as const

/** The least that a detail must say: it names a field or a page. */
export const DETAIL_MIN_CHARACTERS = 15
