import 'server-only'
import { and, eq, isNotNull } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { rankHistory } from '@/db/schema/registry'
import { proposalChecks, proposalDocuments } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import { type Finding, Refusal } from '@/lib/refusal'
import { type Proposal, type ProposalRef, requiredDocuments } from '@/lib/sapk/proposal'
import { assessEmployee } from '@/lib/sapk/proposal-assess.server'
import { advance, lockProposal } from '@/lib/sapk/proposal-step.server'

/**
 * Puts a person of a proposal before the agency's approver. The rules are asked again with today's data; refuses with
 * the unmet findings, documents_missing, wrong_state or stale.
 */
export async function submitProposal(context: Context, ref: ProposalRef): Promise<void> {
  await transact(context, async (tx) => {
    const locked = await lockProposal(tx, context, ref)
    const proposal = locked.state === 'draft' ? await advance(tx, context, locked, 'collect') : locked
    const assessment = await assessEmployee(tx, context, proposal.employeeId, proposal.effectiveOn)
    if (assessment.outcome === 'ineligible') {
      const unmet = assessment.findings.filter((finding) => !finding.met)
      throw new Refusal('conditions_unmet', { unmet: unmet.length }, {}, unmet)
    }
    await refuseUnlessComplete(tx, proposal)
    await advance(tx, context, proposal, 'submit', {
      findings: assessment.findings,
      isConditional: assessment.outcome === 'conditional',
      isProvisional: assessment.isProvisional,
    })
  })
}

/** Sends a returned proposal to BKN again, when every item that did not match was answered. */
export async function resubmitProposal(context: Context, ref: ProposalRef): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockProposal(tx, context, ref)
    await refuseUnlessComplete(tx, proposal)
    const open = await unansweredItems(tx, proposal)
    if (open.length > 0) throw new Refusal('items_unanswered', { count: open.length })
    await advance(tx, context, proposal, 'resubmit', { round: proposal.round + 1 })
  })
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

/** The document types that one proposal must show. */
export async function documentsNeeded(
  tx: Tx,
  proposal: Pick<Proposal, 'employeeId' | 'type' | 'findings' | 'isConditional'>,
): Promise<string[]> {
  return requiredDocuments(proposal.type, {
    isFirst: await isFirstPromotion(tx, proposal.employeeId),
    needsExam: proposal.isConditional,
    predicateYears: predicateYears(proposal.findings),
  })
}

/** The years whose predicates the rules looked at, as the findings of the proposal name them. */
function predicateYears(findings: readonly Finding[]): number[] {
  const facts = findings.find((finding) => finding.code === 'promotion.predicate_missing')?.facts
  return [facts?.firstYear, facts?.lastYear].filter((year) => typeof year === 'number')
}

/** No promotion was ever decided before: the only rank is that of the appointment. */
async function isFirstPromotion(tx: Tx, employeeId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: rankHistory.id })
    .from(rankHistory)
    .where(and(eq(rankHistory.employeeId, employeeId), isNotNull(rankHistory.promotionType)))
    .limit(1)
  return rows.length === 0
}
