'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import {
  accountActingInput,
  accountResetInput,
  accountRolesInput,
  accountStateInput,
  newAccountInput,
} from '@/lib/auth/account'
import { changeRoles, createAccount, disableAccount, enableAccount, resetAccount } from '@/lib/auth/accounts.server'
import { assignActing, endActing } from '@/lib/auth/acting.server'

export const createAccountAction = action('account.create', newAccountInput, (context, input) =>
  createAccount(context, input),
)

export const changeRolesAction = action('account.update', accountRolesInput, async (context, input) => {
  await changeRoles(context, input)
  revalidatePath('/admin/akun')
})

export const assignActingAction = action('account.update', accountActingInput, async (context, input) => {
  await assignActing(context, input)
  revalidatePath('/admin/akun')
})

export const endActingAction = action('account.update', accountResetInput, async (context, input) => {
  await endActing(context, input)
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
