'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { exportItems } from '@/lib/cat/item-export.server'
import { BANK_PATH } from '@/lib/cat/item-filter'
import { applyStaged, stageItems } from '@/lib/cat/item-import.server'
import { applyInput, decideItemInput, exportInput, itemFileInput, itemInput, itemRef } from '@/lib/cat/item-input'
import { approveItem, decideItem, saveItem, submitItem } from '@/lib/cat/items.server'

export const saveItemAction = action('item.write', itemInput, async (context, input) => {
  const id = await saveItem(context, input)
  revalidatePath(BANK_PATH, 'layout')
  return id
})

export const submitItemAction = action('item.submit', itemRef, async (context, ref) => {
  await submitItem(context, ref)
  revalidatePath(BANK_PATH, 'layout')
})

export const approveItemAction = action('item.approve', itemRef, async (context, ref) => {
  await approveItem(context, ref)
  revalidatePath(BANK_PATH, 'layout')
})

export const returnItemAction = action('item.return', decideItemInput, async (context, input) => {
  await decideItem(context, input, 'return')
  revalidatePath(BANK_PATH, 'layout')
})

export const retireItemAction = action('item.retire', decideItemInput, async (context, input) => {
  await decideItem(context, input, 'retire')
  revalidatePath(BANK_PATH, 'layout')
})

export const leakItemAction = action('item.leak', decideItemInput, async (context, input) => {
  await decideItem(context, input, 'leak')
  revalidatePath(BANK_PATH, 'layout')
})

export const restoreItemAction = action('item.restore', decideItemInput, async (context, input) => {
  await decideItem(context, input, 'restore')
  revalidatePath(BANK_PATH, 'layout')
})

export const stageItemsAction = action('item.import', itemFileInput, (context, { fileName, bytes, passphrase }) =>
  stageItems(context, fileName, bytes, passphrase),
)

export const exportItemsAction = action('item.export', exportInput, exportItems)

export const applyItemsAction = action('item.apply', applyInput, async (context, input) => {
  const count = await applyStaged(context, input)
  revalidatePath(BANK_PATH, 'layout')
  return count
})
