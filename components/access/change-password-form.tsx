'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type * as z from 'zod'
import { PasswordInput } from '@/components/access/password-input'
import { ProofFields } from '@/components/access/proof-fields'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { changePasswordInput } from '@/lib/auth/inputs'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/auth/inputs').then((file) => file.changePasswordInput)

const empty = { password: '', code: '', newPassword: '' }

export function ChangePasswordForm({
  hasSecondFactor,
  action,
}: {
  hasSecondFactor: boolean
  action: Action<z.input<typeof changePasswordInput>>
}) {
  const t = useTranslations('access')
  const [isDone, setIsDone] = useState(false)
  const { form, submit, summary, isBusy } = useActionForm(schema, action, empty, () => {
    form.reset(empty)
    setIsDone(true)
  })
  const { errors } = form.formState
  return (
    <form method="post" onSubmit={submit} noValidate className="grid max-w-[440px] gap-4">
      <ErrorSummary {...summary} />
      <Notice tone="success" live>
        {isDone && t('security.passwordChanged')}
      </Notice>
      <ProofFields
        password={{ registered: form.register('password'), error: errors.password?.message }}
        code={hasSecondFactor ? { registered: form.register('code'), error: errors.code?.message } : undefined}
      />
      <Field label={t('newPassword.label')} hint={t('newPassword.hint')} error={errors.newPassword?.message}>
        <PasswordInput autoComplete="new-password" {...form.register('newPassword')} />
      </Field>
      <Button type="submit" busy={isBusy} className="justify-self-start">
        {t('security.changePassword')}
      </Button>
    </form>
  )
}
