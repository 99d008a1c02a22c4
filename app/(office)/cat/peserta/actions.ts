'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { applyCandidates } from '@/lib/cat/candidate-apply.server'
import { candidateFileInput, candidateMapping } from '@/lib/cat/candidate-import'
import { discardCandidates, fixCandidateCell, mapCandidates, stageCandidates } from '@/lib/cat/candidate-import.server'
import { undoCandidates } from '@/lib/cat/candidate-undo.server'
import { photosInput } from '@/lib/cat/photo-input'
import { keepPhotos } from '@/lib/cat/photos.server'
import { applyInput, cellInput, runInput } from '@/lib/import/inputs'

const PAGE = '/cat/peserta'

export const stageCandidatesAction = action('exam.import_candidates', candidateFileInput, (context, input) =>
  stageCandidates(context, input.id, input.fileName, input.bytes),
)

export const mapCandidatesAction = action('exam.import_candidates', candidateMapping, async (context, input) => {
  await mapCandidates(context, input)
  revalidatePath(PAGE, 'layout')
})

export const fixCandidateCellAction = action('exam.import_candidates', cellInput, async (context, fix) => {
  const left = await fixCandidateCell(context, fix)
  revalidatePath(PAGE, 'layout')
  return left
})

export const discardCandidatesAction = action('exam.import_candidates', runInput, async (context, { id }) => {
  await discardCandidates(context, id)
  revalidatePath(PAGE, 'layout')
})

export const keepPhotosAction = action('exam.import_photos', photosInput, keepPhotos)

export const applyCandidatesAction = action('exam.apply_candidates', applyInput, async (context, { id, mode }) => {
  const counts = await applyCandidates(context, id, mode)
  revalidatePath('/cat', 'layout')
  return counts
})

export const undoCandidatesAction = action('exam.apply_candidates', runInput, async (context, { id }) => {
  const result = await undoCandidates(context, id)
  revalidatePath('/cat', 'layout')
  return result
})
