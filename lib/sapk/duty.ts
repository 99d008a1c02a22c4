import type { Actor } from '@/lib/auth/actor'
import type { Finding } from '@/lib/refusal'
import type { Proposal, ProposalEvent, ProposalState } from '@/lib/sapk/proposal'

type Involved = Pick<
  Proposal,
  'madeBy' | 'employeeId' | 'initialledBy' | 'acceptedBy' | 'approvalBy' | 'decreeAuthority' | 'decreeEnteredBy'
>
type Official = Pick<Actor, 'accountId' | 'employeeId' | 'role' | 'scope'>
type Duty =
  | 'own_case'
  | 'maker'
  | 'initials_once'
  | 'initials_or_signature'
  | 'entered_decree'
  | 'other_office'
  | 'other_authority'

const HOUSE_RULE = 'Pemisahan tugas Satya'

/** Who is barred is a rule of the house; which office decides is law. */
const sourceOf: Record<Duty, string> = {
  own_case: HOUSE_RULE,
  maker: HOUSE_RULE,
  initials_once: HOUSE_RULE,
  initials_or_signature: HOUSE_RULE,
  entered_decree: HOUSE_RULE,
  other_office: 'PP 9/2003; PP 11/2017',
  other_authority: 'PP 9/2003; Keppres 53/2014; PP 11/2017',
}

const DECIDES: readonly Duty[] = ['own_case', 'maker']
const DECIDES_AT_BKN: readonly Duty[] = [...DECIDES, 'other_office']
const FREE: readonly Duty[] = []

/**
 * What each event asks of whoever does it. A decision is never one's own case nor on what one has made; the maker's own
 * steps and those of the system are free, and taking a proposal back harms nobody.
 */
export const dutiesOf: Record<ProposalEvent, readonly Duty[]> = {
  collect: FREE,
  submit: FREE,
  postpone: FREE,
  cancel: FREE,
  check: DECIDES,
  approve: DECIDES,
  repair: DECIDES,
  turn_down: DECIDES,
  sign_letter: DECIDES,
  verify: DECIDES_AT_BKN,
  release: FREE,
  forward: DECIDES_AT_BKN,
  accept: DECIDES_AT_BKN,
  return: DECIDES_AT_BKN,
  reject: DECIDES_AT_BKN,
  resubmit: FREE,
  prepare: FREE,
  initial: [...DECIDES_AT_BKN, 'initials_once'],
  initial_last: [...DECIDES_AT_BKN, 'initials_once'],
  send_back: DECIDES_AT_BKN,
  issue_technical: [...DECIDES_AT_BKN, 'initials_or_signature'],
  correct: DECIDES_AT_BKN,
  revoke: DECIDES_AT_BKN,
  prepare_decree: FREE,
  hand_over: FREE,
  issue_decree: [...DECIDES, 'entered_decree', 'other_authority'],
  record_decree: ['own_case'],
  confirm_decree: [...DECIDES, 'entered_decree'],
  return_record: ['own_case'],
  keep_record: ['own_case'],
  correct_record: ['own_case'],
  correct_decree: [...DECIDES, 'other_authority'],
  cancel_correction: [...DECIDES, 'other_authority'],
  revoke_decree: [...DECIDES, 'other_authority'],
  update: FREE,
  complete: FREE,
}

/**
 * Separation of duties on one proposal: nobody decides their own promotion, the maker is never who checks, approves or
 * signs, nobody puts their initials twice, whoever drew up a technical approval or ordered the ralat of a decree does not
 * sign it, whoever recorded one that was signed on paper does not confirm it, and each office of BKN decides what the
 * rule of authority gives to it.
 */
export function separationOfDuties(event: ProposalEvent, proposal: Involved, actor: Official): Finding[] {
  const { accountId, employeeId } = actor
  const hasInitialled = accountId !== null && proposal.initialledBy.includes(accountId)
  const broken: Record<Duty, boolean> = {
    own_case: proposal.employeeId === employeeId,
    maker: proposal.madeBy === accountId,
    initials_once: hasInitialled,
    initials_or_signature: hasInitialled || (accountId !== null && proposal.acceptedBy === accountId),
    entered_decree: accountId !== null && proposal.decreeEnteredBy === accountId,
    other_office: !isOfficeOf(proposal, actor),
    other_authority: !isAuthorityOf(proposal, actor),
  }
  return dutiesOf[event].map((duty) => ({
    code: `duty.${duty}`,
    met: !broken[duty],
    facts: {},
    source: sourceOf[duty],
  }))
}

/** The duty that keeps somebody from an event, as the code of its sentence. */
export function dutyAgainst(event: ProposalEvent, proposal: Involved, actor: Official): string | undefined {
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
  decree_recorded: 'confirm_decree',
}

/** The duty that keeps somebody from what a proposal waits for: they are told so instead of looking for a button. */
export function dutyOnTurn(proposal: Involved & Pick<Proposal, 'state'>, actor: Official): string | undefined {
  const decision = decisionIn[proposal.state]
  return decision && dutyAgainst(decision, proposal, actor)
}

/** BKN Pusat decides what is the head's of BKN, a Kanreg what is its own; what an agency of BKN Pusat sends is either's. */
function isOfficeOf({ approvalBy }: Involved, { scope }: Official): boolean {
  return scope.kind === 'national' ? approvalBy !== 'regional_office' : approvalBy !== 'head_of_bkn'
}

/** An agency decides on its own decrees, BKN Pusat on those for the President; the President's own are signed elsewhere. */
function isAuthorityOf({ decreeAuthority }: Involved, { role, scope }: Official): boolean {
  if (decreeAuthority === 'bkn') return role.startsWith('bkn_') && scope.kind === 'national'
  return decreeAuthority === 'agency' && role.startsWith('agency_')
}
