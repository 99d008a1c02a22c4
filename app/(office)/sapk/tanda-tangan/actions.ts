'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import type { Context } from '@/lib/auth/actor'
import { requireFreshAuthentication } from '@/lib/auth/fresh-authentication.server'
import { type ProposalChoice, type SigningName, signInput } from '@/lib/sapk/bulk-command'
import { takenProposals } from '@/lib/sapk/bulk-select.server'
import { detailInput, type ProposalRef, proposalRef, revocationInput } from '@/lib/sapk/inputs'
import { signDecrees } from '@/lib/sapk/proposal-decree.server'
import { signLetters } from '@/lib/sapk/proposal-letter.server'
import {
  cancelCorrection,
  correctDecree,
  correctTechnical,
  revokeDecree,
  revokeTechnical,
} from '@/lib/sapk/proposal-revoke.server'
import { signTechnicalApprovals } from '@/lib/sapk/proposal-technical.server'

// Signing does not refresh the list: its rows would leave before the dialog has told how it went.

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

export const revokeTechnicalAction = action(
  'promotion.revoke',
  revocationInput,
  async (context, { id, version, detail, ...proof }) => {
    await requireFreshAuthentication(context, proof)
    await revokeTechnical(context, { id, version }, detail)
    revalidatePath('/sapk/usul', 'layout')
  },
)

export const correctTechnicalAction = action(
  'promotion.correct',
  revocationInput,
  async (context, { id, version, detail, ...proof }) => {
    await requireFreshAuthentication(context, proof)
    await correctTechnical(context, { id, version }, detail)
    revalidatePath('/sapk/usul', 'layout')
  },
)

export const revokeDecreeAction = action(
  'promotion.revoke_decree',
  revocationInput,
  async (context, { id, version, detail, ...proof }) => {
    await requireFreshAuthentication(context, proof)
    await revokeDecree(context, { id, version }, detail)
    revalidatePath('/sapk/usul', 'layout')
  },
)

export const correctDecreeAction = action(
  'promotion.correct_decree',
  revocationInput,
  async (context, { id, version, detail, ...proof }) => {
    await requireFreshAuthentication(context, proof)
    await correctDecree(context, { id, version }, detail)
    revalidatePath('/sapk/usul', 'layout')
  },
)

export const cancelCorrectionAction = action(
  'promotion.cancel_correction',
  proposalRef.extend(detailInput.shape),
  async (context, { detail, ...ref }) => {
    await cancelCorrection(context, ref, detail)
    revalidatePath('/sapk/usul', 'layout')
  },
)

/** The proposals that were picked one by one, or of a whole list those that wait for this signature. */
async function chosen(context: Context, name: SigningName, choice: ProposalChoice): Promise<ProposalRef[]> {
  const { proposals, query } = choice
  return proposals.length > 0 || !query ? proposals : takenProposals(context, name, query)
}
