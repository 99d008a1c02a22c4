'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import { codeInput } from '@/lib/auth/inputs'
import type { StagePath } from '@/lib/auth/session-stage'
import type { Action } from '@/lib/refusal'

/** The second step: six digits of the authenticator, or a recovery code. */
export function CodeForm({
  action,
  onDone,
}: {
  action: Action<{ code: string }, StagePath>
  onDone?: (path: StagePath) => void
}) {
  const t = useTranslations('access.code')
  const router = useRouter()
  const { form, submit, isBusy } = useActionForm(
    codeInput,
    action,
    { code: '' },
    onDone ?? ((path) => router.replace(path)),
  )
  const { errors } = form.formState
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <Notice live>{errors.root?.message}</Notice>
      <Field label={t('label')} hint={t('hint')} error={errors.code?.message}>
        <input
          type="text"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          {...form.register('code')}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={isBusy}>
        {t('submit')}
      </Button>
    </form>
  )
}
