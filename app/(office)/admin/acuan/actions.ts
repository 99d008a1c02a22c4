'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { referenceRowInput } from '@/lib/registry/reference-edit'
import { setReferenceRow } from '@/lib/registry/reference-edit.server'

export const setReferenceRowAction = action('reference.update', referenceRowInput, async (context, input) => {
  await setReferenceRow(context, input)
  revalidatePath('/admin/acuan', 'layout')
})
