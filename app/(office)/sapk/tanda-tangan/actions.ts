'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { requireFreshAuthentication } from '@/lib/auth/fresh-authentication.server'
import { proofInput } from '@/lib/auth/inputs'
import { proposalRefs } from '@/lib/sapk/proposal'
import { signDecrees } from '@/lib/sapk/proposal-decree.server'
import { signLetters } from '@/lib/sapk/proposal-letter.server'
import { signTechnicalApprovals } from '@/lib/sapk/proposal-technical.server'

const signInput = proposalRefs.extend(proofInput.shape)

export const signLettersAction = action(
  'promotion.sign_letter',
  signInput,
  async (context, { proposals, ...proof }) => {
    await requireFreshAuthentication(context, proof)
    const batchId = await signLetters(context, proposals)
    revalidatePath('/sapk/usul', 'layout')
    return { batchId }
  },
)

export const signTechnicalApprovalsAction = action(
  'promotion.sign_approval',
  signInput,
  async (context, { proposals, ...proof }) => {
    await requireFreshAuthentication(context, proof)
    const batchId = await signTechnicalApprovals(context, proposals)
    revalidatePath('/sapk/usul', 'layout')
    return { batchId }
  },
)

export const signDecreesAction = action(
  'promotion.sign_decree',
  signInput,
  async (context, { proposals, ...proof }) => {
    await requireFreshAuthentication(context, proof)
    const batchId = await signDecrees(context, proposals)
    revalidatePath('/sapk/usul', 'layout')
    return { batchId }
  },
)
