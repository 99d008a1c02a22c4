'use server'

import { action } from '@/lib/action.server'
import { requireFreshAuthentication } from '@/lib/auth/fresh-authentication.server'
import { proofInput } from '@/lib/auth/inputs'
import { proposalRefs } from '@/lib/sapk/proposal'
import { signDecrees } from '@/lib/sapk/proposal-decree.server'
import { signLetters } from '@/lib/sapk/proposal-letter.server'
import { signTechnicalApprovals } from '@/lib/sapk/proposal-technical.server'

/** The list is not refreshed here: its rows would leave before the dialog has told how the signing went. */
const signInput = proposalRefs.extend(proofInput.shape)

export const signLettersAction = action(
  'promotion.sign_letter',
  signInput,
  async (context, { proposals, ...proof }) => {
    await requireFreshAuthentication(context, proof)
    return { batchId: await signLetters(context, proposals) }
  },
)

export const signTechnicalApprovalsAction = action(
  'promotion.sign_approval',
  signInput,
  async (context, { proposals, ...proof }) => {
    await requireFreshAuthentication(context, proof)
    return { batchId: await signTechnicalApprovals(context, proposals) }
  },
)

export const signDecreesAction = action(
  'promotion.sign_decree',
  signInput,
  async (context, { proposals, ...proof }) => {
    await requireFreshAuthentication(context, proof)
    return { batchId: await signDecrees(context, proposals) }
  },
)
