'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import type { Context } from '@/lib/auth/actor'
import { requireFreshAuthentication } from '@/lib/auth/fresh-authentication.server'
import { proofInput } from '@/lib/auth/inputs'
import { type ProposalChoice, proposalChoice, type SigningName } from '@/lib/sapk/bulk-command'
import { takenProposals } from '@/lib/sapk/bulk-select.server'
import { decreeCorrectionInput, type ProposalRef, revocationInput } from '@/lib/sapk/proposal'
import { signDecrees } from '@/lib/sapk/proposal-decree.server'
import { signLetters } from '@/lib/sapk/proposal-letter.server'
import { correctDecree, correctTechnical, revokeDecree, revokeTechnical } from '@/lib/sapk/proposal-revoke.server'
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

const endInput = revocationInput.extend(proofInput.shape)
const correctDecreeInput = decreeCorrectionInput.extend(proofInput.shape)

export const revokeTechnicalAction = action(
  'promotion.revoke',
  endInput,
  async (context, { id, version, detail, ...proof }) => {
    await requireFreshAuthentication(context, proof)
    await revokeTechnical(context, { id, version }, detail)
    revalidatePath('/sapk/usul', 'layout')
  },
)

export const correctTechnicalAction = action(
  'promotion.correct',
  endInput,
  async (context, { id, version, detail, ...proof }) => {
    await requireFreshAuthentication(context, proof)
    await correctTechnical(context, { id, version }, detail)
    revalidatePath('/sapk/usul', 'layout')
  },
)

export const revokeDecreeAction = action(
  'promotion.revoke_decree',
  endInput,
  async (context, { id, version, detail, ...proof }) => {
    await requireFreshAuthentication(context, proof)
    await revokeDecree(context, { id, version }, detail)
    revalidatePath('/sapk/usul', 'layout')
  },
)

export const correctDecreeAction = action(
  'promotion.correct_decree',
  correctDecreeInput,
  async (context, { id, version, detail, years, months, ...proof }) => {
    await requireFreshAuthentication(context, proof)
    await correctDecree(context, { id, version }, { detail, serviceMonths: years * 12 + months })
    revalidatePath('/sapk/usul', 'layout')
  },
)

/** The proposals that were picked one by one, or of a whole list those that wait for this signature. */
async function chosen(context: Context, name: SigningName, choice: ProposalChoice): Promise<ProposalRef[]> {
  const { proposals, query } = choice
  return proposals.length > 0 || !query ? proposals : takenProposals(context, name, query)
}
