import type { Finding } from '@/lib/refusal'
import type { Proposal, ProposalEvent, ProposalState } from '@/lib/sapk/proposal'

type Involved = Pick<Proposal, 'madeBy' | 'employeeId' | 'initialledBy' | 'acceptedBy'>
type Person = { accountId: string | null; employeeId: string | null }
type Duty = 'own_case' | 'maker' | 'initials_once' | 'initials_or_signature'

const DECIDES: readonly Duty[] = ['own_case', 'maker']
const FREE: readonly Duty[] = []

/**
 * What each event asks of whoever does it. A decision is never one's own case nor on what one has made; the maker's own
 * steps and those of the system are free, and taking a proposal back harms nobody.
 */
export const dutiesOf: Record<ProposalEvent, readonly Duty[]> = {
  collect: FREE,
  submit: FREE,
  cancel: FREE,
  check: DECIDES,
  approve: DECIDES,
  repair: DECIDES,
  turn_down: DECIDES,
  sign_letter: DECIDES,
  verify: DECIDES,
  release: FREE,
  forward: DECIDES,
  accept: DECIDES,
  return: DECIDES,
  reject: DECIDES,
  resubmit: FREE,
  prepare: FREE,
  initial: [...DECIDES, 'initials_once'],
  initial_last: [...DECIDES, 'initials_once'],
  send_back: DECIDES,
  issue_technical: [...DECIDES, 'initials_or_signature'],
  revoke: DECIDES,
  prepare_decree: FREE,
  hand_over: FREE,
  issue_decree: DECIDES,
  update: FREE,
  complete: FREE,
}

/**
 * Separation of duties on one proposal: nobody decides their own promotion, the maker is never who checks, approves or
 * signs, nobody puts their initials twice, and whoever drew up a technical approval does not sign it.
 */
export function separationOfDuties(event: ProposalEvent, proposal: Involved, actor: Person): Finding[] {
  const { accountId, employeeId } = actor
  const hasInitialled = accountId !== null && proposal.initialledBy.includes(accountId)
  const broken: Record<Duty, boolean> = {
    own_case: proposal.employeeId === employeeId,
    maker: proposal.madeBy === accountId,
    initials_once: hasInitialled,
    initials_or_signature: hasInitialled || (accountId !== null && proposal.acceptedBy === accountId),
  }
  return dutiesOf[event].map((duty) => ({
    code: `duty.${duty}`,
    met: !broken[duty],
    facts: {},
    source: 'PP 11/2017',
  }))
}

/** The duty that keeps somebody from an event, as the code of its sentence. */
export function dutyAgainst(event: ProposalEvent, proposal: Involved, actor: Person): string | undefined {
  return separationOfDuties(event, proposal, actor).find((finding) => !finding.met)?.code
}

/** The decision that each state waits for. */
const decisionIn: Partial<Record<ProposalState, ProposalEvent>> = {
  agency_review: 'approve',
  awaiting_approval: 'approve',
  awaiting_letter: 'sign_letter',
  sent: 'verify',
  bkn_review: 'accept',
  technical_draft: 'initial',
  initialling: 'initial_last',
  technical_signing: 'issue_technical',
  decree_signing: 'issue_decree',
}

/** The duty that keeps somebody from what a proposal waits for: they are told so instead of looking for a button. */
export function dutyOnTurn(proposal: Involved & Pick<Proposal, 'state'>, actor: Person): string | undefined {
  const decision = decisionIn[proposal.state]
  return decision && dutyAgainst(decision, proposal, actor)
}
