'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { confirmProgramme } from '@/lib/cat/programme-confirm.server'
import {
  accommodationInput,
  cellInput,
  copyInput,
  factsInput,
  fillRuleInput,
  gradeInput,
  programmeRef,
  secondRuleInput,
  sectionInput,
} from '@/lib/cat/programme-input'
import { saveFillRule, saveSecondRule } from '@/lib/cat/programme-rules.server'
import {
  copyProgramme,
  saveAccommodation,
  saveCell,
  saveFacts,
  saveGrade,
  saveSection,
} from '@/lib/cat/programmes.server'

export const copyProgrammeAction = action('exam.copy_programme', copyInput, async (context, input) => {
  const id = await copyProgramme(context, input)
  revalidatePath('/cat', 'layout')
  return id
})

export const saveFactsAction = action('exam.save_programme', factsInput, async (context, input) => {
  await saveFacts(context, input)
  revalidatePath('/cat', 'layout')
})

export const saveSectionAction = action('exam.save_programme', sectionInput, async (context, input) => {
  await saveSection(context, input)
  revalidatePath('/cat', 'layout')
})

export const saveGradeAction = action('exam.save_programme', gradeInput, async (context, input) => {
  await saveGrade(context, input)
  revalidatePath('/cat', 'layout')
})

export const saveAccommodationAction = action('exam.save_programme', accommodationInput, async (context, input) => {
  await saveAccommodation(context, input)
  revalidatePath('/cat', 'layout')
})

export const saveCellAction = action('exam.save_programme', cellInput, async (context, input) => {
  await saveCell(context, input)
  revalidatePath('/cat', 'layout')
})

export const saveSecondRuleAction = action('exam.save_programme', secondRuleInput, async (context, input) => {
  await saveSecondRule(context, input)
  revalidatePath('/cat', 'layout')
})

export const saveFillRuleAction = action('exam.save_programme', fillRuleInput, async (context, input) => {
  await saveFillRule(context, input)
  revalidatePath('/cat', 'layout')
})

export const confirmProgrammeAction = action('exam.confirm_programme', programmeRef, async (context, ref) => {
  await confirmProgramme(context, ref)
  revalidatePath('/cat', 'layout')
})
