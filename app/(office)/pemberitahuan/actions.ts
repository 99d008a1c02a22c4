'use server'

import { revalidatePath } from 'next/cache'
import * as z from 'zod'
import { action } from '@/lib/action.server'
import { readNotifications } from '@/lib/notifications.server'

export const readNotificationsAction = action(
  'own.read',
  z.object({ until: z.iso.datetime() }),
  async (context, { until }) => {
    await readNotifications(context, new Date(until))
    revalidatePath('/', 'layout')
  },
)
