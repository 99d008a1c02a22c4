'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type * as z from 'zod'
import { FirstPassword } from '@/components/access/first-password'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field, FieldGroup } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { newAccountInput } from '@/lib/auth/account'
import { roles } from '@/lib/auth/actor'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/auth/account').then((file) => file.newAccountInput)

/** Opens an account; its first password is shown once, to be handed over. */
export function NewAccountForm({ action }: { action: Action<z.input<typeof newAccountInput>, string> }) {
  const t = useTranslations('access')
  const [password, setPassword] = useState<string>()
  const empty = { nip: '', userId: '', letterNumber: '', letterOn: '', roles: [] }
  const { form, submit, summary, isBusy } = useActionForm(schema, action, empty, setPassword)
  const { errors } = form.formState
  if (password) return <FirstPassword password={password} userId={form.getValues('userId')} />
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-5">
      <ErrorSummary {...summary} />
      <Field label={t('accounts.nip')} hint={t('signIn.userIdHint')} error={errors.nip?.message}>
        <input type="text" inputMode="numeric" {...form.register('nip')} />
      </Field>
      <Field label={t('accounts.userId')} hint={t('accounts.userIdHint')} error={errors.userId?.message}>
        <input type="text" autoCapitalize="none" spellCheck={false} autoComplete="off" {...form.register('userId')} />
      </Field>
      <Field label={t('accounts.letterNumber')} error={errors.letterNumber?.message}>
        <input type="text" {...form.register('letterNumber')} />
      </Field>
      <Field label={t('accounts.letterOn')} error={errors.letterOn?.message}>
        <input type="date" {...form.register('letterOn')} />
      </Field>
      <FieldGroup legend={t('accounts.roles')} error={errors.roles?.message}>
        {roles.map((role) => (
          <Choice key={role} type="checkbox" value={role} label={t(`role.${role}`)} {...form.register('roles')} />
        ))}
      </FieldGroup>
      <Button type="submit" variant="primary" busy={isBusy} className="justify-self-start">
        {t('accounts.create')}
      </Button>
    </form>
  )
}
