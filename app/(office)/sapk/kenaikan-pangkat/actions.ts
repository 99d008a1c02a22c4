'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { Refusal } from '@/lib/refusal'
import { orderNominative } from '@/lib/sapk/nominative.server'
import { computeInput, proposeAllInput, viewInput, viewRef } from '@/lib/sapk/nominative-input'
import { NOMINATIVE_PATH, parseNominativeAddress } from '@/lib/sapk/nominative-list'
import { listProposable } from '@/lib/sapk/nominative-list.server'
import { createInput, createProposals } from '@/lib/sapk/proposal-make.server'
import { deleteView, saveView } from '@/lib/sapk/saved-views.server'

/** One proposal takes so many people; the rest waits for the next press. */
const MOST_PEOPLE = 1000

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
  const employeeIds = await listProposable(context, effectiveOn, parseNominativeAddress(query), MOST_PEOPLE)
  if (employeeIds.length === 0) throw new Refusal('none_selected')
  const result = await createProposals(context, { effectiveOn, employeeIds })
  revalidatePath(NOMINATIVE_PATH)
  return result
})

export const saveViewAction = action('nominative.save_view', viewInput, async (context, input) => {
  await saveView(context, input)
  revalidatePath(NOMINATIVE_PATH)
})

export const deleteViewAction = action('nominative.save_view', viewRef, async (context, { id }) => {
  await deleteView(context, id)
  revalidatePath(NOMINATIVE_PATH)
})
