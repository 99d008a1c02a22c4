import 'server-only'
import { and, eq, lte } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { promotionProposals } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import { systemContext } from '@/lib/auth/actor'
import { listVerifiers } from '@/lib/auth/role-holders.server'
import { eachInTurn } from '@/lib/each-in-turn'
import { Refusal } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/inputs'
import type { Proposal } from '@/lib/sapk/proposal'
import { officeAnswering } from '@/lib/sapk/proposal-papers.server'
import { advance, lockProposal, withinScope } from '@/lib/sapk/proposal-step.server'

/** A file that nobody touched for so long goes back to the queue. */
export const HOLD_MINUTES = 30

/** Back in the queue of every verifier. */
export const NOBODY = { verifierId: null, verifierName: null, heldSince: null }

/** Beginning with a file assigns it. Refuses held_by_other while another verifier works on it. */
export async function openForReview(context: Context, ref: ProposalRef): Promise<void> {
  await transact(context, async (tx) => {
    const { accountId, name } = context.actor
    const proposal = await lockProposal(tx, context, ref)
    const held = { verifierId: accountId, verifierName: name, heldSince: context.now }
    if (proposal.state === 'sent') {
      await advance(tx, context, proposal, 'verify', held)
      return
    }
    if (proposal.verifierId === accountId) return touchHold(tx, context, proposal.id)
    if (isHeld(proposal, context.now)) throw new Refusal('held_by_other')
    const released = await advance(tx, context, proposal, 'release', NOBODY)
    await advance(tx, context, released, 'verify', held)
  })
}

export function isHeld(proposal: Pick<Proposal, 'state' | 'verifierId' | 'heldSince'>, now: Date): boolean {
  if (proposal.state !== 'bkn_review' || !proposal.verifierId || !proposal.heldSince) return false
  return now.getTime() - proposal.heldSince.getTime() < HOLD_MINUTES * 60_000
}

/** The verifier is still at work: half an hour more. Somebody who does not hold the file changes nothing. */
export async function keepReview(context: Context, id: string): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockProposal(tx, context, { id })
    if (isHeldBy(proposal, context)) await touchHold(tx, context, id)
  })
}

/** Half an hour from now on. The version stays: nothing that anybody sees has changed. */
export async function touchHold(tx: Tx, { now }: Context, id: string): Promise<void> {
  await tx.update(promotionProposals).set({ heldSince: now }).where(eq(promotionProposals.id, id))
}

/** Gives the file back to the queue for any verifier; says nothing when the actor does not hold it any more. */
export async function releaseReview(context: Context, id: string): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockProposal(tx, context, { id })
    if (isHeldBy(proposal, context)) await advance(tx, context, proposal, 'release', NOBODY)
  })
}

/** Gives every file back to the queue whose verifier showed no sign of life for half an hour. */
export async function releaseIdleReviews(now: Date): Promise<void> {
  const context = systemContext('idle-reviews', now)
  const idleSince = new Date(now.getTime() - HOLD_MINUTES * 60_000)
  const idle = await transact(context, (tx) =>
    tx
      .select({ id: promotionProposals.id })
      .from(promotionProposals)
      .where(and(eq(promotionProposals.state, 'bkn_review'), lte(promotionProposals.heldSince, idleSince))),
  )
  const release = (id: string) =>
    transact(context, async (tx) => {
      const proposal = await lockProposal(tx, context, { id })
      const isIdle = proposal.state === 'bkn_review' && !isHeld(proposal, now)
      if (isIdle) await advance(tx, context, proposal, 'release', NOBODY)
    })
  await eachInTurn(
    idle.map(
      ({ id }) =>
        () =>
          release(id),
    ),
  )
}

/**
 * Passes the file on to one other verifier with a note: it waits for that person and is not offered to the one who
 * passed it on. Refuses recipient_unknown for anybody who is not a verifier of the office that answers it.
 */
export async function forwardReview(
  context: Context,
  ref: ProposalRef,
  { to, detail }: { to: string; detail: string },
): Promise<void> {
  const recipients = await listRecipients(context, ref.id)
  await transact(context, async (tx) => {
    const proposal = await lockHeld(tx, context, ref)
    const recipient = recipients.find(({ accountId }) => accountId === to)
    if (!recipient) throw Refusal.onField('to', 'recipient_unknown')
    const passedOn = { verifierId: recipient.accountId, verifierName: recipient.name, heldSince: null }
    await advance(tx, context, proposal, 'forward', passedOn, { detail })
  })
}

/** To whom a verifier may pass a file on: all others of the office that answers it, but not the person proposed. */
export async function listRecipients(context: Context, id: string) {
  const answering = await transact(context, async (tx) => {
    const [proposal] = await tx
      .select()
      .from(promotionProposals)
      .where(and(eq(promotionProposals.id, id), withinScope(context)))
    return proposal && { ...(await officeAnswering(tx, proposal)), personId: proposal.employeeId }
  })
  if (!answering) return []
  const verifiers = await listVerifiers(answering.office.id, context.now)
  return verifiers.filter(
    ({ accountId, employeeId }) => accountId !== context.actor.accountId && employeeId !== answering.personId,
  )
}

function isHeldBy(proposal: Proposal, { actor }: Context): boolean {
  return proposal.state === 'bkn_review' && actor.accountId !== null && proposal.verifierId === actor.accountId
}

/** The file as its holder: nobody else decides on it. */
export async function lockHeld(tx: Tx, context: Context, ref: ProposalRef): Promise<Proposal> {
  const proposal = await lockProposal(tx, context, ref)
  if (proposal.state !== 'bkn_review') throw new Refusal('wrong_state', { state: proposal.state, event: 'verify' })
  if (!isHeldBy(proposal, context)) throw new Refusal('held_by_other')
  return proposal
}
