'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { startProposing } from '@/lib/sapk/bulk-start.server'
import { orderNominative } from '@/lib/sapk/nominative.server'
import { computeInput, proposeAllInput } from '@/lib/sapk/nominative-input'
import { NOMINATIVE_PATH } from '@/lib/sapk/nominative-list'
import { createInput, createProposals } from '@/lib/sapk/proposal-make.server'

export const computeNominativeAction = action('nominative.compute', computeInput, async (context, { effectiveOn }) => {
  await orderNominative(context, effectiveOn)
  revalidatePath(NOMINATIVE_PATH)
})

export const createProposalsAction = action('promotion.create', createInput, async (context, input) => {
  const result = await createProposals(context, input)
  revalidatePath(NOMINATIVE_PATH)
  return result
})

export const proposeAllAction = action('promotion.create', proposeAllInput, async (context, { effectiveOn, query }) => {
  const runId = await startProposing(context, effectiveOn, query)
  revalidatePath(NOMINATIVE_PATH)
  return { runId }
})
