'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { accountResetInput, accountRolesInput, accountStateInput, newAccountInput } from '@/lib/auth/account'
import { changeRoles, createAccount, disableAccount, enableAccount, resetAccount } from '@/lib/auth/accounts.server'

export const createAccountAction = action('account.create', newAccountInput, (context, input) =>
  createAccount(context, input),
)

export const changeRolesAction = action('account.update', accountRolesInput, async (context, input) => {
  await changeRoles(context, input)
  revalidatePath('/admin/akun')
})

export const disableAccountAction = action('account.update', accountStateInput, async (context, input) => {
  await disableAccount(context, input)
  revalidatePath('/admin/akun')
})

export const enableAccountAction = action('account.update', accountStateInput, async (context, input) => {
  await enableAccount(context, input)
  revalidatePath('/admin/akun')
})

export const resetAccountAction = action('account.update', accountResetInput, resetAccount)
