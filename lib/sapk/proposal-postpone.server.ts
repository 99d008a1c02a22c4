import 'server-only'
import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { promotionBatches, promotionProposals } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import { isAllowed } from '@/lib/auth/permissions'
import { type CivilDate, civilDay } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { bulkCommands } from '@/lib/sapk/bulk-command'
import type { ProposalRef } from '@/lib/sapk/inputs'
import { cutOff, type Period } from '@/lib/sapk/period'
import { getPeriod, nextOpenPeriod } from '@/lib/sapk/periods.server'
import type { Proposal, ProposalState } from '@/lib/sapk/proposal'
import { currentFigures } from '@/lib/sapk/proposal-assess.server'
import { attachArchived } from '@/lib/sapk/proposal-documents.server'
import { createBatch } from '@/lib/sapk/proposal-make.server'
import { advance, lockProposal } from '@/lib/sapk/proposal-step.server'
import { readable } from '@/lib/sapk/proposal-where.server'

const lateStates: readonly ProposalState[] = bulkCommands.postpone.states

/**
 * Moves a proposal that missed the cut-off to the next period that takes proposals, with its number and papers. It is
 * judged for the new TMT and has to be submitted, checked and approved for it. Refuses period_open before the cut-off
 * has passed, and conditions_unmet for somebody who may not be promoted then.
 *
 * Source: letters of BKN for each period: what is late rolls to the next one, no TMT lies before its proposal.
 */
export function postponeProposal(context: Context, ref: ProposalRef): Promise<void> {
  return transact(context, (tx) => postponeProposalIn(tx, context, ref))
}

export async function postponeProposalIn(tx: Tx, context: Context, ref: ProposalRef): Promise<void> {
  const proposal = await lockProposal(tx, context, ref)
  const today = civilDay(context.now)
  const { effectiveOn: from, closesOn } = await getPeriod(tx, proposal.effectiveOn)
  if (today <= closesOn) throw new Refusal('period_open', { effectiveOn: from, closesOn })
  const { effectiveOn } = await nextOpenPeriod(tx, from, today)
  const batchId = await batchWithoutLetter(tx, context, effectiveOn)
  const changes = { effectiveOn, batchId, checkedBy: null }
  const moved = await advance(tx, context, proposal, 'postpone', changes, { effectiveOn })
  const figures = await currentFigures(tx, context, moved) // before the move it would count as another one on its way
  await tx.update(promotionProposals).set(figures).where(eq(promotionProposals.id, moved.id))
  await attachArchived(tx, context, [{ ...moved, ...figures }])
}

/** The last batch of the agency for a period that is not proposed by a letter yet, or a new one. */
async function batchWithoutLetter(tx: Tx, context: Context, effectiveOn: CivilDate): Promise<string> {
  const [waiting] = await tx
    .select({ id: promotionBatches.id })
    .from(promotionBatches)
    .where(
      and(
        eq(promotionBatches.agencyId, context.actor.agencyId),
        eq(promotionBatches.effectiveOn, effectiveOn),
        isNull(promotionBatches.letterCode),
      ),
    )
    .orderBy(desc(promotionBatches.createdAt))
    .limit(1)
  return waiting?.id ?? createBatch(tx, context, effectiveOn)
}

/** The period that a proposal has missed and the one to which it can be moved; undefined when it is in time. */
export async function findPostponement(
  context: Context,
  { state, effectiveOn }: Pick<Proposal, 'state' | 'effectiveOn'>,
): Promise<{ missed: Period; next: Period } | undefined> {
  if (!lateStates.includes(state)) return undefined
  const today = civilDay(context.now)
  return transact(context, async (tx) => {
    const missed = await getPeriod(tx, effectiveOn)
    if (cutOff(missed, today).met) return undefined
    return { missed, next: await nextOpenPeriod(tx, effectiveOn, today) }
  })
}

/** The TMTs of proposals that missed their cut-off; none for whoever may not move them. */
export async function listMissedPeriods(context: Context): Promise<CivilDate[]> {
  if (!isAllowed(context.actor.role, 'promotion.postpone')) return []
  const today = civilDay(context.now)
  return transact(context, async (tx) => {
    const rows = await tx
      .selectDistinct({ effectiveOn: promotionProposals.effectiveOn })
      .from(promotionProposals)
      .where(and(readable(context), inArray(promotionProposals.state, [...lateStates])))
      .orderBy(promotionProposals.effectiveOn)
    const missed: CivilDate[] = []
    for (const { effectiveOn } of rows) {
      if (!cutOff(await getPeriod(tx, effectiveOn), today).met) missed.push(effectiveOn)
    }
    return missed
  })
}
