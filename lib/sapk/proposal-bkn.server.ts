import 'server-only'
import { and, eq } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { proposalChecks, proposalDocuments } from '@/db/schema/sapk'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDay, yearOf } from '@/lib/civil-date'
import { previewDocument } from '@/lib/documents/issue.server'
import { Refusal } from '@/lib/refusal'
import { type CodedReason, codedReason, type ProposalRef } from '@/lib/sapk/inputs'
import type { Proposal } from '@/lib/sapk/proposal'
import { lockHeld, NOBODY, touchHold } from '@/lib/sapk/proposal-hold.server'
import { officeAnswering } from '@/lib/sapk/proposal-papers.server'
import { unfitOf } from '@/lib/sapk/proposal-reassess.server'
import { advance, lockProposal, nextNumber } from '@/lib/sapk/proposal-step.server'
import { technicalData } from '@/lib/sapk/proposal-technical.server'
import { reasonsFor } from '@/lib/sapk/reasons'
import { documentsNeeded } from '@/lib/sapk/required-documents.server'
import { reviewItems } from '@/lib/sapk/review'

export type CheckInput = { item: string; matches: boolean } & Partial<CodedReason>

/**
 * Keeps the verdict on one field or document; choosing is saving, so what does not match may still lack its words.
 * Refuses wrong_state, held_by_other, not_found for an item that the proposal has not, invalid for a foreign reason.
 */
export async function recordCheck(context: Context, ref: ProposalRef, check: CheckInput): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockHeld(tx, context, ref)
    if (!(await itemsOf(tx, proposal)).includes(check.item)) throw new Refusal('not_found')
    if (check.reasonCode && !reasonsFor(check.item).includes(check.reasonCode)) throw new Refusal('invalid')
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
    await touchHold(tx, context, proposal.id)
    await recordAudit(tx, context, 'promotion.verify', null, check, {
      agencyId: proposal.agencyId,
      employeeId: proposal.employeeId,
      subjectId: proposal.id,
    })
  })
}

/**
 * Accepts (ACC/MS): the technical approval gets its number at once. Refuses while an item does not match, and
 * glyph_missing for a note that cannot be printed, since nobody can change it later.
 *
 * @param note printed on the technical approval
 */
export async function acceptProposal(context: Context, ref: ProposalRef, note?: string): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockHeld(tx, context, ref)
    if ((await mismatches(tx, proposal)).length > 0) throw new Refusal('items_mismatch')
    const undecided = await undecidedItems(tx, proposal)
    if (undecided.length > 0) throw new Refusal('items_undecided', { count: undecided.length })
    const today = civilDay(context.now)
    const decision = { acceptedBy: context.actor.accountId, ...NOBODY }
    const accepted = await advance(tx, context, proposal, 'accept', decision, { detail: note || undefined })
    const numbered = await advance(tx, context, accepted, 'prepare', await technicalNumber(tx, proposal, today))
    if (note) await previewDocument('technical-approval-1', await technicalData(tx, numbered, today), context.now)
  })
}

/**
 * Returns (BTS): only the items that do not match open again, with the words given for each, and BKN's clock stands
 * still. Refuses nothing_to_return while every item matches, words_missing while one lacks reason, detail or next step.
 */
export async function returnProposal(context: Context, ref: ProposalRef): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockHeld(tx, context, ref)
    const open = await mismatches(tx, proposal)
    const [first] = open
    if (!first) throw new Refusal('nothing_to_return')
    const notes = open.map((check) => codedReason.safeParse(check))
    const unsaid = notes.filter((note) => !note.success).length
    if (unsaid > 0) throw new Refusal('words_missing', { count: unsaid })
    const note = { ...first, detail: open.map((check) => check.detail).join(' ') } as CodedReason
    await advance(tx, context, proposal, 'return', NOBODY, note)
  })
}

/**
 * Rejects (TMS): the end of this proposal; a new one is needed. Whoever verifies it decides so; of what was returned any
 * verifier of the office, once the agency has let the deadline of its answer pass or the person may not be promoted any
 * more. Refuses reply_awaited before that.
 */
export async function rejectProposal(context: Context, ref: ProposalRef, note: CodedReason): Promise<void> {
  await transact(context, async (tx) => {
    const found = await lockProposal(tx, context, ref)
    const proposal = found.state === 'returned' ? found : await lockHeld(tx, context, ref)
    if (proposal.state === 'returned' && (await isReplyAwaited(tx, context, proposal))) {
      throw new Refusal('reply_awaited', { dueOn: proposal.dueOn })
    }
    await advance(tx, context, proposal, 'reject', NOBODY, note)
  })
}

/** Whether the agency still has days to answer for somebody who can be promoted. */
async function isReplyAwaited(tx: Tx, context: Context, proposal: Proposal): Promise<boolean> {
  if (proposal.dueOn !== null && proposal.dueOn < civilDay(context.now)) return false
  const unfit = await unfitOf(tx, context, [proposal])
  return unfit.every(({ condition }) => condition === 'figures_changed') // which is what the answer mends
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

/** Every field and paper of a proposal that is decided on. */
async function itemsOf(tx: Tx, proposal: Proposal): Promise<string[]> {
  const papers = await tx
    .select({ type: proposalDocuments.documentType })
    .from(proposalDocuments)
    .where(eq(proposalDocuments.proposalId, proposal.id))
  const needed = await documentsNeeded(tx, proposal)
  const types = new Set([...needed, ...papers.map(({ type }) => type)])
  return reviewItems(proposal.type, [...types])
}

/** Those without a verdict in this round. */
async function undecidedItems(tx: Tx, proposal: Proposal): Promise<string[]> {
  const decided = await tx
    .select({ item: proposalChecks.item })
    .from(proposalChecks)
    .where(and(eq(proposalChecks.proposalId, proposal.id), eq(proposalChecks.round, proposal.round)))
  const known = new Set(decided.map((check) => check.item))
  return (await itemsOf(tx, proposal)).filter((item) => !known.has(item))
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
