import 'server-only'
import { and, eq } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { proposalChecks, proposalDocuments } from '@/db/schema/sapk'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, yearOf } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { type Proposal, type ProposalRef, type ReasonInput, reviewFields } from '@/lib/sapk/proposal'
import { officeAnswering } from '@/lib/sapk/proposal-papers.server'
import { advance, civilDay, lockProposal, nextNumber } from '@/lib/sapk/proposal-step.server'

/** A file that nobody touched for so long goes back to the queue. */
export const HOLD_MINUTES = 30

/** Opening a file assigns it. Refuses held_by_other while another verifier works on it. */
export async function openForReview(context: Context, ref: ProposalRef): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockProposal(tx, context, ref)
    const held = { verifierId: context.actor.accountId, heldSince: context.now }
    if (proposal.state === 'sent') {
      await advance(tx, context, proposal, 'verify', held)
      return
    }
    if (proposal.verifierId === context.actor.accountId) return
    if (isHeld(proposal, context.now)) throw new Refusal('held_by_other')
    const released = await advance(tx, context, proposal, 'release', { verifierId: null, heldSince: null })
    await advance(tx, context, released, 'verify', held)
  })
}

export function isHeld(proposal: Pick<Proposal, 'state' | 'verifierId' | 'heldSince'>, now: Date): boolean {
  if (proposal.state !== 'bkn_review' || !proposal.verifierId || !proposal.heldSince) return false
  return now.getTime() - proposal.heldSince.getTime() < HOLD_MINUTES * 60_000
}

/** Gives the file back to the queue for any verifier. */
export async function releaseReview(context: Context, ref: ProposalRef): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockHeld(tx, context, ref)
    await advance(tx, context, proposal, 'release', { verifierId: null, heldSince: null })
  })
}

/** Passes the file on to another verifier with a note. */
export async function forwardReview(context: Context, ref: ProposalRef, detail: string): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockHeld(tx, context, ref)
    await advance(tx, context, proposal, 'forward', { verifierId: null, heldSince: null }, { detail })
  })
}

export type CheckInput = { item: string; matches: boolean } & Partial<ReasonInput>

/** Keeps the verdict on one field or document; choosing is saving. Refuses wrong_state, held_by_other or invalid. */
export async function recordCheck(context: Context, ref: ProposalRef, check: CheckInput): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockHeld(tx, context, ref)
    const verdict = {
      matches: check.matches,
      reasonCode: check.matches ? null : (check.reasonCode ?? null),
      detail: check.matches ? null : (check.detail ?? null),
      nextStep: check.matches ? null : (check.nextStep ?? null),
      checkedBy: context.actor.accountId ?? '',
      checkedAt: context.now,
    }
    await tx
      .insert(proposalChecks)
      .values({ proposalId: proposal.id, round: proposal.round, item: check.item, ...verdict })
      .onConflictDoUpdate({
        target: [proposalChecks.proposalId, proposalChecks.round, proposalChecks.item],
        set: verdict,
      })
    await recordAudit(tx, context, 'promotion.verify', null, check, {
      agencyId: proposal.agencyId,
      employeeId: proposal.employeeId,
      subjectId: proposal.id,
    })
  })
}

/** Accepts (ACC/MS): the technical approval gets its number at once. Refuses while an item does not match. */
export async function acceptProposal(context: Context, ref: ProposalRef): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockHeld(tx, context, ref)
    if ((await mismatches(tx, proposal)).length > 0) throw new Refusal('items_mismatch')
    const undecided = await undecidedItems(tx, proposal)
    if (undecided.length > 0) throw new Refusal('items_undecided', { count: undecided.length })
    const accepted = await advance(tx, context, proposal, 'accept', {
      acceptedBy: context.actor.accountId,
      verifierId: null,
      heldSince: null,
    })
    await advance(tx, context, accepted, 'prepare', await technicalNumber(tx, proposal, civilDay(context.now)))
  })
}

/**
 * Returns (BTS): only the items that do not match open again, with the words given for each, and BKN's clock stands
 * still. Refuses nothing_to_return while every item matches.
 */
export async function returnProposal(context: Context, ref: ProposalRef): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockHeld(tx, context, ref)
    const open = await mismatches(tx, proposal)
    const [first] = open
    if (!first) throw new Refusal('nothing_to_return')
    if (open.some((check) => !check.reasonCode || !check.detail)) throw new Refusal('detail_too_short')
    const note = { ...first, detail: open.map((check) => check.detail).join(' ') } as ReasonInput
    await advance(tx, context, proposal, 'return', { verifierId: null, heldSince: null }, note)
  })
}

/** Rejects (TMS): the end of this proposal; a new one is needed. */
export async function rejectProposal(context: Context, ref: ProposalRef, note: ReasonInput): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockHeld(tx, context, ref)
    await advance(tx, context, proposal, 'reject', { verifierId: null, heldSince: null }, note)
  })
}

/**
 * Puts the actor's initials on the technical approval. Two people do so, the second sends it to the signer; nobody puts
 * them twice.
 */
export function initialProposal(context: Context, ref: ProposalRef): Promise<void> {
  return transact(context, (tx) => initialProposalIn(tx, context, ref))
}

export async function initialProposalIn(tx: Tx, context: Context, ref: ProposalRef): Promise<void> {
  const proposal = await lockProposal(tx, context, ref)
  const event = proposal.state === 'initialling' ? 'initial_last' : 'initial'
  const initialledBy = [...proposal.initialledBy, context.actor.accountId ?? '']
  await advance(tx, context, proposal, event, { initialledBy })
}

/** Sends the draft back to the first verifier. */
export async function sendBackDraft(context: Context, ref: ProposalRef, detail: string): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockProposal(tx, context, ref)
    await advance(tx, context, proposal, 'send_back', { initialledBy: [] }, { detail })
  })
}

/** The file as its holder: nobody else decides on it. */
async function lockHeld(tx: Tx, context: Context, ref: ProposalRef): Promise<Proposal> {
  const proposal = await lockProposal(tx, context, ref)
  if (proposal.state !== 'bkn_review') throw new Refusal('wrong_state', { state: proposal.state, event: 'verify' })
  if (proposal.verifierId !== context.actor.accountId) throw new Refusal('held_by_other')
  return proposal
}

/** Every changed field and every paper of a proposal without a verdict in this round. */
async function undecidedItems(tx: Tx, proposal: Proposal): Promise<string[]> {
  const papers = await tx
    .select({ type: proposalDocuments.documentType })
    .from(proposalDocuments)
    .where(eq(proposalDocuments.proposalId, proposal.id))
  const decided = await tx
    .select({ item: proposalChecks.item })
    .from(proposalChecks)
    .where(and(eq(proposalChecks.proposalId, proposal.id), eq(proposalChecks.round, proposal.round)))
  const known = new Set(decided.map((check) => check.item))
  const items = [...reviewFields.map((field) => `field:${field}`), ...papers.map(({ type }) => `document:${type}`)]
  return items.filter((item) => !known.has(item))
}

async function mismatches(tx: Tx, proposal: Proposal) {
  return tx
    .select({
      reasonCode: proposalChecks.reasonCode,
      detail: proposalChecks.detail,
      nextStep: proposalChecks.nextStep,
    })
    .from(proposalChecks)
    .where(
      and(
        eq(proposalChecks.proposalId, proposal.id),
        eq(proposalChecks.round, proposal.round),
        eq(proposalChecks.matches, false),
      ),
    )
}

/**
 * The number of a technical approval, `{office}{service}-{level}{agency}{sequence}`, such as GA-22900000318. The
 * office's sign is data of the agency table, the sequence runs per office and agency and starts again each year.
 *
 * Source: the signs of Perka BKN 18/2008 as they are seen in use.
 */
export async function technicalNumber(
  tx: Tx,
  proposal: Pick<Proposal, 'agencyId' | 'approvalBy'>,
  on: CivilDate,
): Promise<{ technicalNumber: string; technicalYear: number }> {
  const { agency, office } = await officeAnswering(tx, proposal)
  if (!office.officeSign) throw new Refusal('office_sign_missing')
  const technicalYear = yearOf(on)
  const prefix = `${office.officeSign}A-2${agency.code}`
  const sequence = await nextNumber(tx, proposal.agencyId, `technical:${prefix}`, technicalYear)
  return { technicalNumber: `${prefix}${String(sequence).padStart(6, '0')}`, technicalYear }
}
