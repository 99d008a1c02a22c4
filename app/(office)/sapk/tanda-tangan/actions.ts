'use server'

import { action } from '@/lib/action.server'
import type { Context } from '@/lib/auth/actor'
import { requireFreshAuthentication } from '@/lib/auth/fresh-authentication.server'
import { proofInput } from '@/lib/auth/inputs'
import { type ProposalChoice, proposalChoice, type SigningName } from '@/lib/sapk/bulk-command'
import { takenProposals } from '@/lib/sapk/bulk-select.server'
import type { ProposalRef } from '@/lib/sapk/proposal'
import { signDecrees } from '@/lib/sapk/proposal-decree.server'
import { signLetters } from '@/lib/sapk/proposal-letter.server'
import { signTechnicalApprovals } from '@/lib/sapk/proposal-technical.server'

/** The list is not refreshed here: its rows would leave before the dialog has told how the signing went. */
const signInput = proposalChoice.safeExtend(proofInput.shape)

export const signLettersAction = action(
  'promotion.sign_letter',
  signInput,
  async (context, { proposals, query, ...proof }) => {
    await requireFreshAuthentication(context, proof)
    return { batchId: await signLetters(context, await chosen(context, 'sign_letter', { proposals, query })) }
  },
)

export const signTechnicalApprovalsAction = action(
  'promotion.sign_approval',
  signInput,
  async (context, { proposals, query, ...proof }) => {
    await requireFreshAuthentication(context, proof)
    return {
      batchId: await signTechnicalApprovals(context, await chosen(context, 'sign_approval', { proposals, query })),
    }
  },
)

export const signDecreesAction = action(
  'promotion.sign_decree',
  signInput,
  async (context, { proposals, query, ...proof }) => {
    await requireFreshAuthentication(context, proof)
    return { batchId: await signDecrees(context, await chosen(context, 'sign_decree', { proposals, query })) }
  },
)

/** The proposals that were picked one by one, or of a whole list those that wait for this signature. */
async function chosen(context: Context, name: SigningName, choice: ProposalChoice): Promise<ProposalRef[]> {
  const { proposals, query } = choice
  return proposals.length > 0 || !query ? proposals : takenProposals(context, name, query)
}
