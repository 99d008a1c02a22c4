'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { dismissDuplicate } from '@/lib/registry/duplicates.server'
import { dismissInput } from '@/lib/registry/inputs'

export const dismissDuplicateAction = action('duplicate.dismiss', dismissInput, async (context, input) => {
  await dismissDuplicate(context, input)
  revalidatePath('/duplikat')
})
