import 'server-only'
import { type Tx, transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { civilDay } from '@/lib/civil-date'
import { refuseUnless } from '@/lib/refusal'
import type { CodedReason, ProposalRef } from '@/lib/sapk/inputs'
import { cutOff, opening } from '@/lib/sapk/period'
import { getPeriod } from '@/lib/sapk/periods.server'
import { advance, lockProposal } from '@/lib/sapk/proposal-step.server'

/** A second officer or the approver has looked the proposal through. */
export function checkProposal(context: Context, ref: ProposalRef): Promise<void> {
  return transact(context, (tx) => checkProposalIn(tx, context, ref))
}

export async function checkProposalIn(tx: Tx, context: Context, ref: ProposalRef): Promise<void> {
  const proposal = await lockProposal(tx, context, ref)
  await advance(tx, context, proposal, 'check', { checkedBy: context.actor.accountId })
}

/** The agency's approver lets the proposal go to the letter, while the period takes proposals. */
export function approveProposal(context: Context, ref: ProposalRef): Promise<void> {
  return transact(context, (tx) => approveProposalIn(tx, context, ref))
}

export async function approveProposalIn(tx: Tx, context: Context, ref: ProposalRef): Promise<void> {
  const proposal = await lockProposal(tx, context, ref)
  const period = await getPeriod(tx, proposal.effectiveOn)
  const today = civilDay(context.now)
  refuseUnless([opening(period, today), cutOff(period, today)])
  await advance(tx, context, proposal, 'approve', { approvedBy: context.actor.accountId })
}

/** Back to the officer inside the agency, with the reason. */
export async function askRepair(context: Context, ref: ProposalRef, note: CodedReason): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockProposal(tx, context, ref)
    await advance(tx, context, proposal, 'repair', {}, note)
  })
}

/** The agency itself ends the proposal. */
export async function turnDownProposal(context: Context, ref: ProposalRef, note: CodedReason): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockProposal(tx, context, ref)
    await advance(tx, context, proposal, 'turn_down', {}, note)
  })
}

/** The officer takes the proposal back before it is sent; the person may be proposed again. */
export async function cancelProposal(context: Context, ref: ProposalRef, reason: string): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockProposal(tx, context, ref)
    await advance(tx, context, proposal, 'cancel', {}, { reason, detail: reason })
  })
}
