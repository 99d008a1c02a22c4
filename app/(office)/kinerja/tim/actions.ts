'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { approveEntries, correctEntry, rejectEntry, reopenEntry, returnEntries } from '@/lib/kinerja/review.server'
import { approveInput, correctInput, rejectInput, reopenInput, returnInput } from '@/lib/kinerja/review-input'

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
