'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { fixCell } from '@/lib/import/fix-cell.server'
import { applyInput, cellInput, mappingInput, pieceInput, resumeInput, runInput, startInput } from '@/lib/import/inputs'
import { mapRun } from '@/lib/import/map-run.server'
import { appendToRun, discardRun, receiveRun, startRun } from '@/lib/import/receive-run.server'
import { resumeRun } from '@/lib/import/resume-run.server'
import { undoRun } from '@/lib/import/undo-run.server'
import { applyInBackground, checkInBackground } from '@/lib/import/work.server'

const PAGE = '/impor'

export const startImportAction = action('import.manage', startInput, (context, file) => startRun(context, file))

export const appendImportAction = action('import.manage', pieceInput, (context, { id, offset, piece }) =>
  appendToRun(context, id, offset, piece),
)

export const resumeImportAction = action('import.manage', resumeInput, (context, chosen) => resumeRun(context, chosen))

export const receiveImportAction = action('import.manage', runInput, async (context, { id }) => {
  await receiveRun(context, id)
  revalidatePath(PAGE, 'layout')
})

export const discardImportAction = action('import.manage', runInput, async (context, { id }) => {
  await discardRun(context, id)
  revalidatePath(PAGE, 'layout')
})

export const mapImportAction = action('import.manage', mappingInput, async (context, input) => {
  await mapRun(context, input)
  await checkInBackground(context, input.id)
  revalidatePath(PAGE, 'layout')
})

export const checkImportAction = action('import.manage', runInput, async (context, { id }) => {
  await checkInBackground(context, id)
  revalidatePath(PAGE, 'layout')
})

export const fixImportCellAction = action('import.manage', cellInput, async (context, fix) => {
  const left = await fixCell(context, fix)
  revalidatePath(PAGE, 'layout')
  return left
})

export const applyImportAction = action('import.manage', applyInput, async (context, { id, mode }) => {
  await applyInBackground(context, id, mode)
  revalidatePath(PAGE, 'layout')
})

export const undoImportAction = action('import.manage', runInput, async (context, { id }) => {
  const result = await undoRun(context, id)
  revalidatePath(PAGE, 'layout')
  return result
})
