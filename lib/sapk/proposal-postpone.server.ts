import 'server-only'
import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { promotionBatches, promotionProposals } from '@/db/schema/sapk'
import { signingItems } from '@/db/schema/signing'
import type { Context } from '@/lib/auth/actor'
import { isAllowed } from '@/lib/auth/permissions'
import { type CivilDate, civilDay } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { bulkCommands } from '@/lib/sapk/bulk-command'
import type { ProposalRef } from '@/lib/sapk/inputs'
import { hasMissed, type Period } from '@/lib/sapk/period'
import { findNextPeriod, findPeriod, getPeriod, periodsOn } from '@/lib/sapk/periods.server'
import type { Proposal, ProposalState } from '@/lib/sapk/proposal'
import { currentFigures } from '@/lib/sapk/proposal-assess.server'
import { attachArchived } from '@/lib/sapk/proposal-documents.server'
import { LETTER_SIGNING } from '@/lib/sapk/proposal-letter.server'
import { createBatch } from '@/lib/sapk/proposal-make.server'
import { advance, lockProposal } from '@/lib/sapk/proposal-step.server'
import { readable } from '@/lib/sapk/proposal-where.server'

const lateStates: readonly ProposalState[] = bulkCommands.postpone.states

/**
 * Moves a proposal that missed its period to the next one that takes proposals, with its number and papers. It is judged
 * for the new TMT and has to be submitted, checked and approved for it. Refuses period_open before the cut-off has passed,
 * letter_in_time while the letter of what is approved may still be signed, and conditions_unmet for somebody who may not
 * be promoted then.
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
  if (!hasMissed(proposal, { closesOn }, today)) {
    const code = proposal.state === 'awaiting_letter' ? 'letter_in_time' : 'period_open'
    throw new Refusal(code, { effectiveOn: from, closesOn })
  }
  const next = await findNextPeriod(tx, from, today)
  if (!next) throw new Refusal('not_found')
  const { effectiveOn } = next
  const batchId = await batchWithoutLetter(tx, context, effectiveOn)
  const changes = { effectiveOn, batchId, checkedBy: null, approvedBy: null }
  const moved = await advance(tx, context, proposal, 'postpone', changes, { effectiveOn })
  const figures = await currentFigures(tx, context, moved) // before the move it would count as another one on its way
  await tx.update(promotionProposals).set(figures).where(eq(promotionProposals.id, moved.id))
  await attachArchived(tx, context, [{ ...moved, ...figures }])
}

/**
 * The last batch of the agency for a period whose letter nobody has signed or confirmed, or a new one: a letter that
 * waits to be printed names those whom its signer saw. A batch that is being confirmed is passed over, since the signer
 * locks batches before people.
 */
async function batchWithoutLetter(tx: Tx, context: Context, effectiveOn: CivilDate): Promise<string> {
  const open = await tx
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
    .for('key share', { skipLocked: true })
  const confirmed = await tx
    .select({ id: signingItems.itemId })
    .from(signingItems)
    .where(
      and(
        eq(signingItems.kind, LETTER_SIGNING),
        eq(signingItems.state, 'waiting'),
        inArray(
          signingItems.itemId,
          open.map(({ id }) => id),
        ),
      ),
    )
  const taken = new Set(confirmed.map(({ id }) => id))
  return open.find(({ id }) => !taken.has(id))?.id ?? createBatch(tx, context, effectiveOn)
}

/**
 * The period that a proposal has missed and the one to which it can be moved; undefined when it is in time, and where
 * the rule says no period for its TMT any more or none after it.
 */
export async function findPostponement(
  context: Context,
  { state, effectiveOn }: Pick<Proposal, 'state' | 'effectiveOn'>,
): Promise<{ missed: Period; next: Period } | undefined> {
  if (!lateStates.includes(state)) return undefined
  const today = civilDay(context.now)
  return transact(context, async (tx) => {
    const missed = await findPeriod(tx, effectiveOn)
    if (!missed || !hasMissed({ state, effectiveOn }, missed, today)) return undefined
    const next = await findNextPeriod(tx, effectiveOn, today)
    return next && { missed, next }
  })
}

/** The TMTs of proposals that missed their period; none for whoever may not move them. */
export async function listMissedPeriods(context: Context): Promise<CivilDate[]> {
  if (!isAllowed(context.actor.role, 'promotion.postpone')) return []
  const today = civilDay(context.now)
  return transact(context, async (tx) => {
    const rows = await tx
      .selectDistinct({ effectiveOn: promotionProposals.effectiveOn, state: promotionProposals.state })
      .from(promotionProposals)
      .where(and(readable(context), inArray(promotionProposals.state, [...lateStates])))
      .orderBy(promotionProposals.effectiveOn)
    const periods = await periodsOn(tx, [...new Set(rows.map(({ effectiveOn }) => effectiveOn))])
    const isMissed = (period: Period) =>
      rows.some((row) => row.effectiveOn === period.effectiveOn && hasMissed(row, period, today))
    return periods.filter(isMissed).map(({ effectiveOn }) => effectiveOn)
  })
}
