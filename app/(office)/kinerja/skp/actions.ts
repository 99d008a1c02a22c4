'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { agreePlan, proposePlan, returnPlan, withdrawPlan } from '@/lib/kinerja/plan-agreement.server'
import { amendPlan, commentPlan, movePlan, relinkItem } from '@/lib/kinerja/plan-changes.server'
import {
  amendInput,
  moveInput,
  newPlanInput,
  planInput,
  planNoteInput,
  planRef,
  planReferralInput,
  planReturnInput,
  relinkInput,
} from '@/lib/kinerja/plan-input'
import { directPlan, referPlan, settlePlan } from '@/lib/kinerja/plan-referral.server'
import { createPlan, savePlan } from '@/lib/kinerja/plans.server'

export const createPlanAction = action('plan.create', newPlanInput, async (context, input) => {
  const id = await createPlan(context, input)
  revalidatePath('/kinerja', 'layout')
  return id
})

export const savePlanAction = action('plan.edit', planInput, async (context, input) => {
  await savePlan(context, input)
  revalidatePath('/kinerja', 'layout')
})

export const proposePlanAction = action('plan.propose', planRef, async (context, ref) => {
  await proposePlan(context, ref)
  revalidatePath('/kinerja', 'layout')
})

export const withdrawPlanAction = action('plan.withdraw', planRef, async (context, ref) => {
  await withdrawPlan(context, ref)
  revalidatePath('/kinerja', 'layout')
})

export const agreePlanAction = action('plan.agree', planRef, async (context, ref) => {
  await agreePlan(context, ref)
  revalidatePath('/kinerja', 'layout')
})

export const returnPlanAction = action('plan.return', planReturnInput, async (context, input) => {
  await returnPlan(context, input)
  revalidatePath('/kinerja', 'layout')
})

export const referPlanAction = action('plan.refer', planReferralInput, async (context, input) => {
  await referPlan(context, input)
  revalidatePath('/kinerja', 'layout')
})

export const settlePlanAction = action('plan.settle', planReturnInput, async (context, input) => {
  await settlePlan(context, input)
  revalidatePath('/kinerja', 'layout')
})

export const directPlanAction = action('plan.direct', planReturnInput, async (context, input) => {
  await directPlan(context, input)
  revalidatePath('/kinerja', 'layout')
})

export const amendPlanAction = action('plan.amend', amendInput, async (context, input) => {
  const id = await amendPlan(context, input)
  revalidatePath('/kinerja', 'layout')
  return id
})

export const movePlanAction = action('plan.move', moveInput, async (context, input) => {
  const id = await movePlan(context, input)
  revalidatePath('/kinerja', 'layout')
  return id
})

export const relinkItemAction = action('plan.relink', relinkInput, async (context, input) => {
  await relinkItem(context, input)
  revalidatePath('/kinerja', 'layout')
})

export const commentPlanAction = action('plan.comment', planNoteInput, async (context, input) => {
  await commentPlan(context, input)
  revalidatePath('/kinerja', 'layout')
})
