'use server'

import { revalidatePath } from 'next/cache'
import * as z from 'zod'
import { action } from '@/lib/action.server'
import { acceptInput, codedReason, forwardInput, proposalRef } from '@/lib/sapk/inputs'
import { acceptProposal, recordCheck, rejectProposal, returnProposal } from '@/lib/sapk/proposal-bkn.server'
import { forwardReview, keepReview, openForReview, releaseReview } from '@/lib/sapk/proposal-hold.server'

const held = z.object({ id: z.uuid() })

const checkInput = proposalRef.extend({
  item: z.string().regex(/^(field|document):[A-Za-z0-9_]{1,40}$/),
  matches: z.boolean(),
  ...codedReason.partial().shape,
})

export const openReviewAction = action('promotion.verify', proposalRef, async (context, ref) => {
  await openForReview(context, ref)
  revalidatePath('/sapk/verifikasi', 'layout')
})

export const keepReviewAction = action('promotion.verify', held, (context, { id }) => keepReview(context, id))

export const releaseReviewAction = action('promotion.verify', held, async (context, { id }) => {
  await releaseReview(context, id)
  revalidatePath('/sapk/verifikasi', 'layout')
})

export const recordCheckAction = action('promotion.verify', checkInput, async (context, { id, version, ...check }) => {
  await recordCheck(context, { id, version }, check)
})

export const acceptProposalAction = action('promotion.accept', acceptInput, async (context, { note, ...ref }) => {
  await acceptProposal(context, ref, note)
  revalidatePath('/sapk/verifikasi', 'layout')
})

export const returnProposalAction = action('promotion.return', proposalRef, async (context, ref) => {
  await returnProposal(context, ref)
  revalidatePath('/sapk/verifikasi', 'layout')
})

export const rejectProposalAction = action(
  'promotion.reject',
  proposalRef.extend(codedReason.shape),
  async (context, { id, version, ...reason }) => {
    await rejectProposal(context, { id, version }, reason)
    revalidatePath('/sapk/verifikasi', 'layout')
    revalidatePath('/sapk/usul', 'layout')
  },
)

export const forwardReviewAction = action(
  'promotion.forward',
  proposalRef.extend(forwardInput.shape),
  async (context, { id, version, ...note }) => {
    await forwardReview(context, { id, version }, note)
    revalidatePath('/sapk/verifikasi', 'layout')
  },
)
