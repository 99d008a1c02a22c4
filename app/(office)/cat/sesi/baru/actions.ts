'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { planRef, sessionInput } from '@/lib/cat/session-plan'
import { assignCandidates, clearSession, publishSession, saveSession } from '@/lib/cat/session-plan.server'

export const saveSessionAction = action('exam.save_session', sessionInput, async (context, input) => {
  const id = await saveSession(context, input)
  revalidatePath('/cat', 'layout')
  return id
})

export const assignCandidatesAction = action('exam.assign', planRef, async (context, { id }) => {
  const count = await assignCandidates(context, id)
  revalidatePath('/cat', 'layout')
  return count
})

export const clearSessionAction = action('exam.assign', planRef, async (context, { id }) => {
  await clearSession(context, id)
  revalidatePath('/cat', 'layout')
})

export const publishSessionAction = action('exam.publish', planRef, async (context, { id }) => {
  await publishSession(context, id)
  revalidatePath('/cat', 'layout')
})
