import 'server-only'
import { and, eq } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { proposalChecks, proposalDocuments } from '@/db/schema/sapk'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { civilDay } from '@/lib/civil-date'
import { Refusal, refuseUnless } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/inputs'
import { cutOff, opening } from '@/lib/sapk/period'
import { getPeriod } from '@/lib/sapk/periods.server'
import type { Proposal } from '@/lib/sapk/proposal'
import { currentFigures } from '@/lib/sapk/proposal-assess.server'
import { authorities } from '@/lib/sapk/proposal-authority.server'
import { advance, lockProposal } from '@/lib/sapk/proposal-step.server'
import { documentsNeeded } from '@/lib/sapk/required-documents.server'

/**
 * Puts a person of a proposal before the agency's approver. The rules are asked again with today's data, and what they
 * answer is what the papers will print; refuses with the unmet findings, documents_missing, wrong_state or stale.
 */
export function submitProposal(context: Context, ref: ProposalRef): Promise<void> {
  return transact(context, (tx) => submitProposalIn(tx, context, ref))
}

export async function submitProposalIn(tx: Tx, context: Context, ref: ProposalRef): Promise<void> {
  const locked = await lockProposal(tx, context, ref)
  const proposal = locked.state === 'draft' ? await advance(tx, context, locked, 'collect') : locked
  const period = await getPeriod(tx, proposal.effectiveOn)
  const today = civilDay(context.now)
  refuseUnless([opening(period, today), cutOff(period, today)])
  await advance(tx, context, proposal, 'submit', await completeFigures(tx, context, proposal))
}

/**
 * Sends a returned proposal to BKN again, when every item that did not match was answered. Judged anew like a first
 * submission, since the data may have been mended meanwhile; the cut-off was kept when it was first sent.
 */
export async function resubmitProposal(context: Context, ref: ProposalRef): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockProposal(tx, context, ref)
    if (proposal.state !== 'returned') throw new Refusal('wrong_state', { state: proposal.state, event: 'resubmit' })
    const figures = await completeFigures(tx, context, proposal)
    const open = await unansweredItems(tx, proposal)
    if (open.length > 0) throw new Refusal('items_unanswered', { count: open.length })
    await advance(tx, context, proposal, 'resubmit', { ...figures, round: proposal.round + 1 })
  })
}

/** Today's figures of a proposal whose papers are complete for them, and who decides by them. */
async function completeFigures(tx: Tx, context: Context, proposal: Proposal) {
  const figures = await currentFigures(tx, context, proposal)
  await refuseUnlessComplete(tx, { ...proposal, ...figures })
  return { ...figures, ...(await authorities(tx, { ...proposal, ...figures })) }
}

/** Answers one item of the last round: what was mended, in words; the document itself is replaced beside it. */
export async function answerItem(context: Context, ref: ProposalRef, item: string, reply: string): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockProposal(tx, context, ref)
    if (proposal.state !== 'returned') throw new Refusal('wrong_state', { state: proposal.state, event: 'answer' })
    const answered = await tx
      .update(proposalChecks)
      .set({ reply })
      .where(
        and(
          eq(proposalChecks.proposalId, proposal.id),
          eq(proposalChecks.round, proposal.round),
          eq(proposalChecks.item, item),
          eq(proposalChecks.matches, false),
        ),
      )
      .returning({ item: proposalChecks.item })
    if (answered.length === 0) throw new Refusal('not_found')
    await recordAudit(
      tx,
      context,
      'promotion.edit',
      null,
      { item, round: proposal.round, reply },
      { agencyId: proposal.agencyId, employeeId: proposal.employeeId, subjectId: proposal.id },
    )
  })
}

async function unansweredItems(tx: Tx, proposal: Proposal): Promise<string[]> {
  const rows = await tx
    .select({ item: proposalChecks.item, reply: proposalChecks.reply })
    .from(proposalChecks)
    .where(
      and(
        eq(proposalChecks.proposalId, proposal.id),
        eq(proposalChecks.round, proposal.round),
        eq(proposalChecks.matches, false),
      ),
    )
  return rows.filter((row) => !row.reply?.trim()).map((row) => row.item)
}

/** Refuses documents_missing with the number of those that the type of promotion asks for and that are not there. */
async function refuseUnlessComplete(tx: Tx, proposal: Proposal): Promise<void> {
  const needed = await documentsNeeded(tx, proposal)
  const attached = await tx
    .select({ type: proposalDocuments.documentType })
    .from(proposalDocuments)
    .where(eq(proposalDocuments.proposalId, proposal.id))
  const have = new Set(attached.map((row) => row.type))
  const missing = needed.filter((type) => !have.has(type))
  if (missing.length > 0) throw new Refusal('documents_missing', { count: missing.length })
}
