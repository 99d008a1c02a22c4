'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { PasswordInput } from '@/components/access/password-input'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { StagePath } from '@/lib/auth/session-stage'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/auth/inputs').then((file) => file.newPasswordInput)

/** Replaces the first password, which somebody else has known. */
export function NewPasswordForm({ action }: { action: Action<{ newPassword: string }, StagePath> }) {
  const t = useTranslations('access.newPassword')
  const router = useRouter()
  const { form, submit, isBusy } = useActionForm(schema, action, { newPassword: '' }, (path) => router.replace(path))
  const { errors } = form.formState
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <Notice live>{errors.root?.message}</Notice>
      <Field label={t('label')} hint={t('hint')} error={errors.newPassword?.message}>
        <PasswordInput autoComplete="new-password" {...form.register('newPassword')} />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={isBusy}>
        {t('submit')}
      </Button>
    </form>
  )
}
