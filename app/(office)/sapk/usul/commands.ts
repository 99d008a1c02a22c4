import type { ProposalSteps } from '@/components/sapk/proposal-actions'
import type { BulkCommand } from '@/components/sapk/proposal-bulk'
import type { Actor } from '@/lib/auth/actor'
import { isAllowed, type Permission } from '@/lib/auth/permissions'
import { dutyAgainst } from '@/lib/sapk/duty'
import { type Proposal, type ProposalState, turnFor } from '@/lib/sapk/proposal'
import type { ProposalRow } from '@/lib/sapk/proposal-read.server'
import { signDecreesAction, signLettersAction, signTechnicalApprovalsAction } from '../tanda-tangan/actions'
import {
  approveProposalsAction,
  askRepairAction,
  cancelProposalAction,
  checkProposalsAction,
  handOverDecreesAction,
  initialProposalsAction,
  prepareDecreesAction,
  resubmitProposalAction,
  sendBackDraftAction,
  submitProposalsAction,
  turnDownProposalAction,
} from './actions'

const commands = [
  {
    event: 'submit',
    permission: 'promotion.submit',
    run: submitProposalsAction,
    states: ['draft', 'collecting', 'agency_repair'],
  },
  { event: 'check', permission: 'promotion.check', run: checkProposalsAction, states: ['agency_review'] },
  {
    event: 'approve',
    permission: 'promotion.approve',
    run: approveProposalsAction,
    states: ['agency_review', 'awaiting_approval'],
  },
  {
    event: 'initial',
    permission: 'promotion.initial',
    run: initialProposalsAction,
    states: ['technical_draft', 'initialling'],
  },
  {
    event: 'prepare_decree',
    permission: 'promotion.prepare_decree',
    run: prepareDecreesAction,
    states: ['technical_sent'],
  },
  { event: 'hand_over', permission: 'promotion.prepare_decree', run: handOverDecreesAction, states: ['decree_draft'] },
] as const

/** The commands that this actor has for some of these rows, without those that separation of duties keeps from them. */
export function bulkCommands(actor: Actor, rows: readonly ProposalRow[]): BulkCommand[] {
  return commands.flatMap(({ event, permission, run, states }) => {
    if (!isAllowed(actor.role, permission)) return []
    const ids = rows
      .filter((row) => (states as readonly ProposalState[]).includes(row.state))
      .filter((row) => !dutyAgainst(event, row, actor))
      .map((row) => row.id)
    return ids.length > 0 ? [{ event, run, ids }] : []
  })
}

/** The steps that this actor has for one proposal. */
export function stepsFor(
  actor: Actor,
  proposal: Pick<Proposal, 'state' | 'madeBy' | 'employeeId' | 'initialledBy' | 'acceptedBy'>,
): ProposalSteps {
  const takes = (...states: ProposalState[]) => states.includes(proposal.state)
  const may = (permission: Permission) => isAllowed(actor.role, permission)
  const steps: ProposalSteps = {}
  for (const { event, permission, run, states } of commands) {
    if (may(permission) && (states as readonly ProposalState[]).includes(proposal.state)) steps[event] = run
  }
  if (takes('returned') && may('promotion.submit')) steps.resubmit = resubmitProposalAction
  if (takes('agency_review', 'awaiting_approval')) {
    if (may('promotion.check')) steps.repair = askRepairAction
    if (may('promotion.turn_down')) steps.turn_down = turnDownProposalAction
  }
  if (takes('draft', 'collecting', 'agency_review', 'agency_repair', 'awaiting_approval', 'awaiting_letter')) {
    if (may('promotion.cancel')) steps.cancel = cancelProposalAction
  }
  if (takes('initialling') && may('promotion.initial')) steps.send_back = sendBackDraftAction
  for (const event of Object.keys(steps) as (keyof ProposalSteps)[]) {
    if (dutyAgainst(event, proposal, actor)) delete steps[event]
  }
  return steps
}

const signings = [
  {
    event: 'sign_letter',
    step: 'sign_letter',
    permission: 'promotion.sign_letter',
    run: signLettersAction,
    state: 'awaiting_letter',
  },
  {
    event: 'sign_approval',
    step: 'issue_technical',
    permission: 'promotion.sign_approval',
    run: signTechnicalApprovalsAction,
    state: 'technical_signing',
  },
  {
    event: 'sign_decree',
    step: 'issue_decree',
    permission: 'promotion.sign_decree',
    run: signDecreesAction,
    state: 'decree_signing',
  },
] as const

type Signable = Pick<
  Proposal,
  'id' | 'state' | 'decreeAuthority' | 'madeBy' | 'employeeId' | 'initialledBy' | 'acceptedBy'
>

/** What this actor signs among some rows, one entry for each kind of paper. */
export function signingsFor(actor: Actor, rows: readonly Signable[]) {
  return signings.flatMap(({ event, step, permission, run, state }) => {
    if (!isAllowed(actor.role, permission)) return []
    const ids = rows
      .filter((row) => row.state === state && turnFor(row) === actor.role && !dutyAgainst(step, row, actor))
      .map((row) => row.id)
    return ids.length > 0 ? [{ event, run, ids, state }] : []
  })
}
