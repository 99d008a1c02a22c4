'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { type ViewPage, viewInput, viewRef } from '@/lib/saved-view'
import { deleteView, saveView } from '@/lib/saved-views.server'

const paths: Record<ViewPage, string> = {
  nominative: '/sapk/kenaikan-pangkat',
  proposals: '/sapk/usul',
  employees: '/pegawai',
  documents: '/sapk/dokumen',
}

export const saveViewAction = action('list.save_view', viewInput, async (context, input) => {
  await saveView(context, input)
  revalidatePath(paths[input.page])
})

export const deleteViewAction = action('list.save_view', viewRef, async (context, { id }) => {
  await deleteView(context, id)
  for (const path of Object.values(paths)) revalidatePath(path)
})
