'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { previewInput, proposalChoice } from '@/lib/sapk/bulk-command'
import { previewBulk } from '@/lib/sapk/bulk-select.server'
import { codedReason, detailInput, proposalRef } from '@/lib/sapk/inputs'
import {
  approveProposal,
  askRepair,
  cancelProposal,
  checkProposal,
  turnDownProposal,
} from '@/lib/sapk/proposal-agency.server'
import { initialProposal, sendBackDraft } from '@/lib/sapk/proposal-bkn.server'
import { moveChosen } from '@/lib/sapk/proposal-bulk.server'
import { handOverDecree, prepareDecree } from '@/lib/sapk/proposal-decree.server'
import { postponeProposal } from '@/lib/sapk/proposal-postpone.server'
import { resubmitProposal, submitProposal } from '@/lib/sapk/proposal-submit.server'

const withReason = proposalRef.extend(codedReason.shape)
const withText = proposalRef.extend(detailInput.shape)

export const submitProposalsAction = action('promotion.submit', proposalChoice, async (context, choice) => {
  const result = await moveChosen(context, 'submit', choice, submitProposal)
  revalidatePath('/sapk/usul', 'layout')
  return result
})

export const postponeProposalsAction = action('promotion.postpone', proposalChoice, async (context, choice) => {
  const result = await moveChosen(context, 'postpone', choice, postponeProposal)
  revalidatePath('/sapk/usul', 'layout')
  return result
})

export const resubmitProposalAction = action('promotion.submit', proposalRef, async (context, ref) => {
  await resubmitProposal(context, ref)
  revalidatePath('/sapk/usul', 'layout')
})

export const checkProposalsAction = action('promotion.check', proposalChoice, async (context, choice) => {
  const result = await moveChosen(context, 'check', choice, checkProposal)
  revalidatePath('/sapk/usul', 'layout')
  return result
})

export const approveProposalsAction = action('promotion.approve', proposalChoice, async (context, choice) => {
  const result = await moveChosen(context, 'approve', choice, approveProposal)
  revalidatePath('/sapk/usul', 'layout')
  return result
})

export const askRepairAction = action('promotion.check', withReason, async (context, { id, version, ...reason }) => {
  await askRepair(context, { id, version }, reason)
  revalidatePath('/sapk/usul', 'layout')
})

export const turnDownProposalAction = action(
  'promotion.turn_down',
  withReason,
  async (context, { id, version, ...reason }) => {
    await turnDownProposal(context, { id, version }, reason)
    revalidatePath('/sapk/usul', 'layout')
  },
)

export const cancelProposalAction = action('promotion.cancel', withText, async (context, { detail, ...ref }) => {
  await cancelProposal(context, ref, detail)
  revalidatePath('/sapk/usul', 'layout')
})

export const initialProposalsAction = action('promotion.initial', proposalChoice, async (context, choice) => {
  const result = await moveChosen(context, 'initial', choice, initialProposal)
  revalidatePath('/sapk/usul', 'layout')
  return result
})

export const sendBackDraftAction = action('promotion.initial', withText, async (context, { detail, ...ref }) => {
  await sendBackDraft(context, ref, detail)
  revalidatePath('/sapk/usul', 'layout')
})

export const prepareDecreesAction = action('promotion.prepare_decree', proposalChoice, async (context, choice) => {
  const result = await moveChosen(context, 'prepare_decree', choice, prepareDecree)
  revalidatePath('/sapk/usul', 'layout')
  return result
})

export const handOverDecreesAction = action('promotion.prepare_decree', proposalChoice, async (context, choice) => {
  const result = await moveChosen(context, 'hand_over', choice, handOverDecree)
  revalidatePath('/sapk/usul', 'layout')
  return result
})

export const previewBulkAction = action('promotion.read', previewInput, (context, { name, query }) =>
  previewBulk(context, name, query),
)
