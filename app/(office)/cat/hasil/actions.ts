'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { announceInput, secondStageInput } from '@/lib/cat/announcement-input'
import { publishRanking } from '@/lib/cat/announcing.server'
import { discloseProgramme } from '@/lib/cat/disclosure.server'
import { importSecondStage } from '@/lib/cat/second-stage.server'
import { sessionRef } from '@/lib/cat/session'

export const discloseProgrammeAction = action('exam.disclose', sessionRef, async (context, { id }) => {
  await discloseProgramme(context, id)
  revalidatePath('/cat/hasil', 'layout')
})

export const publishRankingAction = action('exam.announce', announceInput, async (context, input) => {
  const published = await publishRanking(context, input)
  revalidatePath('/cat/hasil', 'layout')
  return published
})

export const importSecondStageAction = action('exam.import_second', secondStageInput, async (context, { id, text }) => {
  const imported = await importSecondStage(context, id, text)
  revalidatePath('/cat/hasil', 'layout')
  return imported
})
