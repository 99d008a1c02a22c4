'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { roomInput, siteInput } from '@/lib/cat/site'
import { saveRoom, saveSite } from '@/lib/cat/sites.server'

export const saveSiteAction = action('exam.save_site', siteInput, async (context, input) => {
  const id = await saveSite(context, input)
  revalidatePath('/cat', 'layout')
  return id
})

export const saveRoomAction = action('exam.save_room', roomInput, async (context, input) => {
  await saveRoom(context, input)
  revalidatePath('/cat', 'layout')
})
