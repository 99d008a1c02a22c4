'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { saveAgency } from '@/lib/registry/agencies.server'
import { agencyInput } from '@/lib/registry/agency-input'

export const saveAgencyAction = action('agency.update', agencyInput, async (context, input) => {
  await saveAgency(context, input)
  revalidatePath('/admin/instansi', 'layout')
})
