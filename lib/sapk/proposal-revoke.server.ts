import 'server-only'
import { and, eq, gt, ne, notInArray } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { rankHistory } from '@/db/schema/histories'
import { promotionProposals } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import { civilDay } from '@/lib/civil-date'
import { revokeDocument } from '@/lib/documents/issue.server'
import type { TemplateData } from '@/lib/documents/templates'
import { Refusal } from '@/lib/refusal'
import { isStanding } from '@/lib/registry/histories.server'
import { heldBack } from '@/lib/sapk/delegation.server'
import type { ProposalRef } from '@/lib/sapk/inputs'
import { endStates, isOnPaper, type Proposal } from '@/lib/sapk/proposal'
import { currentFigures } from '@/lib/sapk/proposal-assess.server'
import { authorities } from '@/lib/sapk/proposal-authority.server'
import { technicalNumber } from '@/lib/sapk/proposal-bkn.server'
import { findSignatory, personOnPaper } from '@/lib/sapk/proposal-papers.server'
import { advance, lockProposal } from '@/lib/sapk/proposal-step.server'
import { standingRow, withdrawRank } from '@/lib/sapk/rank-update.server'
import { withdrawScan } from '@/lib/sapk/recorded-scan.server'
import { documentByCode, printedData } from '@/lib/sapk/signing-item.server'

/**
 * Takes a technical approval back (PERTEK_BATAL), signed or about to be, while no decree rests on it: the proposal
 * ends, the person may be proposed again. Refuses decree_in_force during a ralat of a decree, and wrong_state, stale,
 * not_found or the duty that forbids it, as every command here.
 */
export async function revokeTechnical(context: Context, ref: ProposalRef, detail: string): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockProposal(tx, context, ref)
    if (proposal.decreeCode) throw new Refusal('decree_in_force')
    await advance(tx, context, proposal, 'revoke', {}, { detail })
    if (proposal.technicalCode) await revokePaper(tx, context, proposal.technicalCode, detail)
  })
}

/**
 * Ralat of a technical approval: judged anew with today's data under a new number; initials and signature follow, and
 * the old one stays in force until the new one takes its place. Refuses conditions_unmet too.
 */
export async function correctTechnical(context: Context, ref: ProposalRef, detail: string): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockProposal(tx, context, ref)
    const figures = await currentFigures(tx, context, proposal)
    const deciders = await authorities(tx, { ...proposal, ...figures })
    const number = await technicalNumber(tx, { ...proposal, ...deciders }, civilDay(context.now))
    const changes = { ...figures, ...deciders, ...number, initialledBy: [], edition: proposal.edition + 1 }
    await advance(tx, context, proposal, 'correct', changes, { detail })
  })
}

/**
 * Takes a decree back: the rank leaves the history with the reason, and the technical approval stands again, for
 * another decree or to be revoked. Refuses not_delegated for a decree that its issuer signs alone, unless it was signed
 * on paper and is revoked there too, already_proposed while the person has another open proposal, and later_rank when a
 * later rank of theirs stands on this one.
 */
export async function revokeDecree(context: Context, ref: ProposalRef, detail: string): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockFinished(tx, context, ref)
    const isHeldBack = await heldBack(tx, await findSignatory(tx, context))
    if (!isOnPaper(proposal) && isHeldBack(proposal)) throw new Refusal('not_delegated', { rank: proposal.toRank })
    await refuseUnderLaterRank(tx, proposal)
    const none = { decreeNumber: null, decreeOn: null, decreeCode: null, decreeEnteredBy: null }
    const edition = proposal.edition + 1
    await advance(tx, context, proposal, 'revoke_decree', { ...none, edition }, { detail })
    if (isOnPaper(proposal)) await withdrawScan(tx, context, proposal.id)
    else await revokePaper(tx, context, proposal.decreeCode, detail)
    await withdrawRank(tx, context, proposal.id, detail)
  })
}

/**
 * Ralat of a decree that names its holder, their birth, diploma, post or unit otherwise than the register does by now,
 * or whose masa kerja or pay is not that of its technical approval: the corrected one waits for its signer and takes
 * the place of the old one, and its row that of the old row. What the technical approval itself has wrong is no ralat of
 * the decree: the decree is revoked and the technical approval corrected. Refuses decree_unchanged, and decree_on_paper
 * for one whose record is corrected instead.
 */
export async function correctDecree(context: Context, ref: ProposalRef, detail: string): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockFinished(tx, context, ref)
    if (isOnPaper(proposal)) throw new Refusal('decree_on_paper')
    const figures = await approvedFigures(tx, proposal)
    const figuresHold =
      figures.toServiceMonths === proposal.toServiceMonths && figures.toSalaryRupiah === proposal.toSalaryRupiah
    const changes = { ...figures, decreeEnteredBy: context.actor.accountId, edition: proposal.edition + 1 }
    await advance(tx, context, proposal, 'correct_decree', changes, { detail })
    if (figuresHold && !(await namesHolderOtherwise(tx, proposal))) throw new Refusal('decree_unchanged')
  })
}

/**
 * Leaves a ralat that is not signed yet: the decree stays as it was issued, its figures are those of the history again.
 * Refuses wrong_state without a decree that a ralat would replace.
 */
export async function cancelCorrection(context: Context, ref: ProposalRef, detail: string): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockProposal(tx, context, ref)
    const standing = proposal.decreeCode ? await standingRow(tx, proposal.id) : undefined
    if (!standing) throw new Refusal('wrong_state', { state: proposal.state, event: 'cancel_correction' })
    const issued = {
      toServiceMonths: standing.serviceMonths,
      toSalaryRupiah: standing.salaryRupiah ?? 0,
      decreeEnteredBy: null,
    }
    await advance(tx, context, proposal, 'cancel_correction', issued, { detail })
  })
}

/** What the technical approval says of the new rank. */
async function approvedFigures(
  tx: Tx,
  { technicalCode, toServiceMonths, toSalaryRupiah }: Proposal,
): Promise<Pick<Proposal, 'toServiceMonths' | 'toSalaryRupiah'>> {
  const approved = (await printedData(tx, technicalCode))?.after as
    | TemplateData<'technical-approval-1'>['after']
    | undefined
  if (!approved) return { toServiceMonths, toSalaryRupiah }
  return { toServiceMonths: approved.serviceMonths, toSalaryRupiah: approved.salaryRupiah }
}

/** Whether the decree prints its holder otherwise than it would today. */
async function namesHolderOtherwise(tx: Tx, proposal: Proposal): Promise<boolean> {
  const printed = (await printedData(tx, proposal.decreeCode))?.employee as Record<string, unknown> | undefined
  const { employee } = await personOnPaper(tx, proposal)
  return printed !== undefined && Object.entries(employee).some(([name, value]) => printed[name] !== value)
}

/** Locks a proposal that is opened again. Refuses already_proposed while the person has another open one. */
export async function lockFinished(tx: Tx, context: Context, ref: ProposalRef): Promise<Proposal> {
  const proposal = await lockProposal(tx, context, ref)
  const [open] = await tx
    .select({ id: promotionProposals.id })
    .from(promotionProposals)
    .where(
      and(
        eq(promotionProposals.employeeId, proposal.employeeId),
        ne(promotionProposals.id, proposal.id),
        notInArray(promotionProposals.state, [...endStates]),
      ),
    )
  if (open) throw new Refusal('already_proposed')
  return proposal
}

async function refuseUnderLaterRank(tx: Tx, { employeeId, effectiveOn }: Proposal): Promise<void> {
  const [later] = await tx
    .select({ rank: rankHistory.rank, effectiveOn: rankHistory.effectiveOn })
    .from(rankHistory)
    .where(
      and(
        eq(rankHistory.employeeId, employeeId),
        gt(rankHistory.effectiveOn, effectiveOn),
        isStanding(tx, rankHistory),
      ),
    )
    .limit(1)
  if (later) throw new Refusal('later_rank', later)
}

async function revokePaper(tx: Tx, context: Context, code: string | null, reason: string): Promise<void> {
  const id = await documentByCode(tx, code)
  if (!id) throw new Refusal('not_found')
  await revokeDocument(tx, context, id, reason)
}
