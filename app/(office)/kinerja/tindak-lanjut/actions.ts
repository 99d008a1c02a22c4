'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { applyInput, cellInput, runInput } from '@/lib/import/inputs'
import { applyAbsences, undoAbsences } from '@/lib/kinerja/absence-apply.server'
import { fixAbsenceCell } from '@/lib/kinerja/absence-fix.server'
import { discardAbsences, mapAbsences, stageAbsences } from '@/lib/kinerja/absence-import.server'
import {
  absenceFileInput,
  absenceMapping,
  absencesInput,
  decideAbsenceInput,
  withdrawAbsenceInput,
} from '@/lib/kinerja/absence-input'
import { decideAbsence } from '@/lib/kinerja/absence-ladder.server'
import { recordAbsences, withdrawAbsence } from '@/lib/kinerja/absences.server'
import { amountsInput, previewInput, saveAllowanceInput } from '@/lib/kinerja/allowance-input'
import { previewAllowance } from '@/lib/kinerja/allowance-preview.server'
import { saveAllowanceRule, saveAmounts } from '@/lib/kinerja/allowances.server'

const PATH = '/kinerja/tindak-lanjut'

export const recordAbsencesAction = action('absence.record', absencesInput, async (context, input) => {
  const count = await recordAbsences(context, input)
  revalidatePath(PATH)
  return count
})

export const withdrawAbsenceAction = action('absence.withdraw', withdrawAbsenceInput, async (context, input) => {
  await withdrawAbsence(context, input)
  revalidatePath(PATH)
})

export const decideAbsenceAction = action('absence.decide', decideAbsenceInput, async (context, input) => {
  await decideAbsence(context, input)
  revalidatePath(PATH)
})

export const stageAbsencesAction = action('absence.import', absenceFileInput, (context, input) =>
  stageAbsences(context, input),
)

export const mapAbsencesAction = action('absence.import', absenceMapping, async (context, input) => {
  await mapAbsences(context, input)
  revalidatePath(PATH, 'layout')
})

export const fixAbsenceCellAction = action('absence.import', cellInput, async (context, fix) => {
  const left = await fixAbsenceCell(context, fix)
  revalidatePath(PATH, 'layout')
  return left
})

export const discardAbsencesAction = action('absence.import', runInput, async (context, { id }) => {
  await discardAbsences(context, id)
  revalidatePath(PATH, 'layout')
})

export const applyAbsencesAction = action('absence.import', applyInput, async (context, { id, mode }) => {
  const counts = await applyAbsences(context, id, mode)
  revalidatePath(PATH, 'layout')
  return counts
})

export const undoAbsencesAction = action('absence.import', runInput, async (context, { id }) => {
  const result = await undoAbsences(context, id)
  revalidatePath(PATH, 'layout')
  return result
})

export const previewAllowanceAction = action('allowance.preview', previewInput, (context, input) =>
  previewAllowance(context, input),
)

export const saveAllowanceAction = action('allowance.save', saveAllowanceInput, async (context, rule) => {
  await saveAllowanceRule(context, rule)
  revalidatePath(PATH, 'layout')
})

export const saveAmountsAction = action('allowance.save', amountsInput, async (context, input) => {
  const count = await saveAmounts(context, input)
  revalidatePath(PATH, 'layout')
  return count
})
