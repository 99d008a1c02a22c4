'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { extendEntries, saveEntryRules } from '@/lib/kinerja/entry-rules.server'
import { entryRulesInput, extensionInput } from '@/lib/kinerja/entry-rules-input'

const PATH = '/kinerja/rekap/aturan'

export const saveEntryRulesAction = action('entry.save_rules', entryRulesInput, async (context, input) => {
  await saveEntryRules(context, input)
  revalidatePath(PATH)
})

export const extendEntriesAction = action('entry.extend', extensionInput, async (context, input) => {
  await extendEntries(context, input)
  revalidatePath(PATH)
})
