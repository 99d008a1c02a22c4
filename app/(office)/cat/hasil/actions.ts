'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { discloseProgramme } from '@/lib/cat/disclosure.server'
import { sessionRef } from '@/lib/cat/session'

export const discloseProgrammeAction = action('exam.disclose', sessionRef, async (context, { id }) => {
  await discloseProgramme(context, id)
  revalidatePath('/cat/hasil', 'layout')
})
