'use server'

import { revalidatePath } from 'next/cache'
import * as z from 'zod'
import { action } from '@/lib/action.server'
import { retryWork } from '@/lib/background-work.server'

export const retryWorkAction = action('system.retry', z.void(), async (context) => {
  await retryWork(context)
  revalidatePath('/admin/sistem')
})
