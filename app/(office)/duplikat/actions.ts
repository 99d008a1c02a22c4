'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { action } from '@/lib/action.server'
import { dismissDuplicate } from '@/lib/registry/duplicates.server'
import { dismissInput, mergeInput, splitInput } from '@/lib/registry/inputs'
import { mergeEmployees, splitEmployee } from '@/lib/registry/merge.server'
import { countOpenProposalsOf } from '@/lib/sapk/public.server'

export const dismissDuplicateAction = action('duplicate.dismiss', dismissInput, async (context, input) => {
  await dismissDuplicate(context, input)
  revalidatePath('/duplikat')
})

export const mergeEmployeesAction = action('duplicate.merge', mergeInput, async (context, input) => {
  await mergeEmployees(context, input, countOpenProposalsOf)
  revalidatePath('/duplikat')
  redirect(`/pegawai/${input.keptId}`)
})

export const splitEmployeeAction = action('duplicate.split', splitInput, async (context, input) => {
  await splitEmployee(context, input)
  revalidatePath('/pegawai', 'layout')
})
