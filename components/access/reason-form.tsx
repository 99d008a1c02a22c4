'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type * as z from 'zod'
import { AccountConflict, type ShownAccount } from '@/components/access/account-conflict'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { accountResetInput } from '@/lib/auth/account'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/auth/account').then((file) => file.accountResetInput)

export type ReasonAction<T = void> = Action<z.input<typeof accountResetInput>, T>

/** One command about an account, with the reason that the trail keeps. */
export function ReasonForm<T>({
  account,
  action,
  label,
  explanation,
  onDone,
}: {
  account: ShownAccount
  action: ReasonAction<T>
  label: string
  explanation: ReactNode
  onDone?: (data: T) => void
}) {
  const t = useTranslations('access.accounts')
  const { id, version } = account
  const { form, submit, summary, refusal, isBusy } = useActionForm(schema, action, { id, version, reason: '' }, onDone)
  const { errors } = form.formState
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <p className="text-sm text-muted">{explanation}</p>
      <ErrorSummary {...summary} />
      <AccountConflict account={account} form={form} refusal={refusal} />
      <Field label={t('reason')} hint={t('reasonHint')} error={errors.reason?.message}>
        <input type="text" {...form.register('reason')} />
      </Field>
      <Button type="submit" busy={isBusy} className="justify-self-start">
        {label}
      </Button>
    </form>
  )
}
