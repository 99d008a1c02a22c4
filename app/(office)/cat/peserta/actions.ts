'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { applyCandidatesInput, candidateFileInput } from '@/lib/cat/candidate-import'
import { applyCandidates, stageCandidates } from '@/lib/cat/candidate-import.server'

export const stageCandidatesAction = action('exam.import_candidates', candidateFileInput, (context, input) =>
  stageCandidates(context, input.id, input.fileName, input.bytes),
)

export const applyCandidatesAction = action('exam.apply_candidates', applyCandidatesInput, async (context, input) => {
  const counts = await applyCandidates(context, input.id, input.mode)
  revalidatePath('/cat', 'layout')
  return counts
})
