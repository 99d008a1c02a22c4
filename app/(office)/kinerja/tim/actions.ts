'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { giveFeedback } from '@/lib/kinerja/feedback.server'
import { feedbackInput } from '@/lib/kinerja/feedback-input'
import { remindTeam } from '@/lib/kinerja/remind.server'
import { approveEntries, correctEntry, rejectEntry, reopenEntry, returnEntries } from '@/lib/kinerja/review.server'
import {
  approveInput,
  correctInput,
  rejectInput,
  remindInput,
  reopenInput,
  returnInput,
} from '@/lib/kinerja/review-input'

const PATH = '/kinerja/tim'

export const approveEntriesAction = action('entry.approve', approveInput, async (context, { entries }) => {
  await approveEntries(context, entries)
  revalidatePath(PATH)
})

export const returnEntriesAction = action('entry.return', returnInput, async (context, input) => {
  await returnEntries(context, input)
  revalidatePath(PATH)
})

export const rejectEntryAction = action('entry.reject', rejectInput, async (context, input) => {
  await rejectEntry(context, input)
  revalidatePath(PATH)
})

export const correctEntryAction = action('entry.correct', correctInput, async (context, input) => {
  await correctEntry(context, input)
  revalidatePath(PATH)
})

export const reopenEntryAction = action('entry.reopen', reopenInput, async (context, input) => {
  await reopenEntry(context, input)
  revalidatePath(PATH)
})

export const remindTeamAction = action('entry.remind', remindInput, (context, { day }) => remindTeam(context, day))

export const giveFeedbackAction = action('plan.feedback', feedbackInput, async (context, input) => {
  await giveFeedback(context, input)
  revalidatePath('/kinerja/skp/[id]', 'page')
})
