import type { ProposalSteps } from '@/components/sapk/proposal-actions'
import type { BulkChoices } from '@/components/sapk/proposal-bulk'
import type { Actor, Context } from '@/lib/auth/actor'
import { isAllowed, type Permission } from '@/lib/auth/permissions'
import { type CivilDate, civilDay } from '@/lib/civil-date'
import {
  type BulkCommandName,
  bulkCommands,
  type Candidate,
  letterTime,
  type SigningName,
  type StepName,
  skipReason,
} from '@/lib/sapk/bulk-command'
import { withHeldBack } from '@/lib/sapk/delegation.server'
import { dutyAgainst } from '@/lib/sapk/duty'
import { isOnPaper, type Proposal, type ProposalState } from '@/lib/sapk/proposal'
import { listProposalRefs, type ProposalRow } from '@/lib/sapk/proposal-read.server'
import {
  cancelCorrectionAction,
  correctDecreeAction,
  correctTechnicalAction,
  revokeDecreeAction,
  revokeTechnicalAction,
  signDecreesAction,
  signLettersAction,
  signTechnicalApprovalsAction,
} from '../tanda-tangan/actions'
import { rejectProposalAction } from '../verifikasi/actions'
import {
  approveProposalsAction,
  askRepairAction,
  cancelProposalAction,
  checkProposalsAction,
  handOverDecreesAction,
  initialProposalsAction,
  postponeProposalsAction,
  prepareDecreesAction,
  resubmitProposalAction,
  sendBackDraftAction,
  submitProposalsAction,
  turnDownProposalAction,
} from './actions'
import { confirmDecreeAction, correctRecordAction, returnRecordAction } from './berkas/actions'

const steps = {
  submit: submitProposalsAction,
  postpone: postponeProposalsAction,
  check: checkProposalsAction,
  approve: approveProposalsAction,
  initial: initialProposalsAction,
  prepare_decree: prepareDecreesAction,
  hand_over: handOverDecreesAction,
} as const satisfies Record<StepName, unknown>

const signings = {
  sign_letter: signLettersAction,
  sign_approval: signTechnicalApprovalsAction,
  sign_decree: signDecreesAction,
} as const satisfies Record<SigningName, unknown>

export const stepNames = Object.keys(steps) as StepName[]
const MOST_AT_ONCE = 1000
const signingNames = Object.keys(signings) as SigningName[]

/**
 * What this actor may do with some of these rows, or with others of the list whose states are given; only what missed
 * its period is moved to the next one.
 */
export function bulkFor(
  { actor, now }: Context,
  rows: readonly (ProposalRow & Candidate)[],
  states: readonly ProposalState[],
  missed: readonly CivilDate[],
): BulkChoices {
  const today = civilDay(now)
  const isInTime = (name: BulkCommandName, day: CivilDate) => name === 'postpone' && !missed.includes(day)
  const takes = (name: BulkCommandName, row: ProposalRow & Candidate) =>
    (skipReason(name, row, actor) ?? letterTime(name, row, today)) === null && !isInTime(name, row.effectiveOn)
  const ofRows = (name: BulkCommandName) => rows.filter((row) => takes(name, row)).map((row) => row.id)
  const isFor = (name: BulkCommandName, ids: string[]) =>
    isAllowed(actor.role, bulkCommands[name].permission) &&
    (name !== 'postpone' || missed.length > 0) &&
    (ids.length > 0 || states.some((state) => (bulkCommands[name].states as readonly ProposalState[]).includes(state)))
  const withIds = <Name extends BulkCommandName>(names: readonly Name[]) =>
    names.map((name) => ({ name, ids: ofRows(name) })).filter(({ name, ids }) => isFor(name, ids))
  return {
    commands: withIds(stepNames).map(({ name, ids }) => ({ name, ids, run: steps[name] })),
    signings: withIds(signingNames).map(({ name, ids }) => ({ name, ids, run: signings[name] })),
  }
}

/** The steps that this actor has for one proposal. */
export function stepsFor(
  actor: Actor,
  proposal: Candidate & Pick<Proposal, 'decreeNumber' | 'decreeCode'>,
  isLate: boolean,
): ProposalSteps {
  const takes = (...states: ProposalState[]) => states.includes(proposal.state)
  const may = (permission: Permission) => isAllowed(actor.role, permission)
  const own: ProposalSteps = {}
  for (const name of stepNames) {
    const { permission, states } = bulkCommands[name]
    if (may(permission) && (states as readonly ProposalState[]).includes(proposal.state)) own[name] = steps[name]
  }
  if (!isLate) delete own.postpone
  if (takes('returned')) {
    if (may('promotion.submit')) own.resubmit = resubmitProposalAction
    if (may('promotion.reject')) own.reject = rejectProposalAction
  }
  if (takes('agency_review', 'awaiting_approval')) {
    if (may('promotion.check')) own.repair = askRepairAction
    if (may('promotion.turn_down')) own.turn_down = turnDownProposalAction
  }
  if (takes('draft', 'collecting', 'agency_review', 'agency_repair', 'awaiting_approval', 'awaiting_letter')) {
    if (may('promotion.cancel')) own.cancel = cancelProposalAction
  }
  if (takes('initialling') && may('promotion.initial')) own.send_back = sendBackDraftAction
  if (takes('technical_sent', 'decree_draft') && may('promotion.correct')) own.correct = correctTechnicalAction
  const isCorrection = proposal.decreeCode !== null && takes('decree_signing')
  if (takes('technical_signing', 'technical_sent', 'decree_draft', 'decree_signing') && may('promotion.revoke')) {
    if (!isCorrection) own.revoke = revokeTechnicalAction
  }
  if (isCorrection && may('promotion.cancel_correction')) own.cancel_correction = cancelCorrectionAction
  if (takes('done')) {
    const isRecorded = isOnPaper(proposal)
    if (isRecorded && may('promotion.record_decree')) own.correct_record = correctRecordAction
    if (!isRecorded && may('promotion.correct_decree')) own.correct_decree = correctDecreeAction
    if ((isRecorded || !proposal.isHeldBack) && may('promotion.revoke_decree')) own.revoke_decree = revokeDecreeAction
  }
  if (takes('decree_recorded') && may('promotion.confirm_decree')) {
    own.confirm_decree = confirmDecreeAction
    own.return_record = returnRecordAction
  }
  if (proposal.decreeAuthority === 'president') delete own.prepare_decree
  for (const event of Object.keys(own) as (keyof ProposalSteps)[]) {
    if (dutyAgainst(event, proposal, actor)) delete own[event]
  }
  return own
}

/** The paper of a proposal that this actor signs now; a letter is signed for everybody whom it proposes. */
export async function signingFor(context: Context, proposal: Proposal) {
  const { actor, now } = context
  const takes = (name: SigningName) =>
    (skipReason(name, marked, actor) ?? letterTime(name, proposal, civilDay(now))) === null
  const [marked = proposal] = await withHeldBack(context, [proposal])
  const event = signingNames.find((name) => isAllowed(actor.role, bulkCommands[name].permission) && takes(name))
  if (!event) return undefined
  const proposals =
    event === 'sign_letter'
      ? await listProposalRefs(context, { batchId: proposal.batchId, states: ['awaiting_letter'] }, MOST_AT_ONCE)
      : [{ id: proposal.id, version: proposal.version }]
  return { event, run: signings[event], proposals }
}
