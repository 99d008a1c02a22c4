'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { PasswordInput } from '@/components/access/password-input'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import { credentialsInput, requestSignIn } from '@/lib/auth/sign-in-request'

/** User-id or NIP, and the password; what comes next the server decides. */
export function SignInForm({ filled, onDone }: { filled?: { userId: string; password: string }; onDone?: () => void }) {
  const t = useTranslations('access.signIn')
  const router = useRouter()
  const { form, submit, isBusy } = useActionForm(
    credentialsInput,
    requestSignIn,
    filled ?? { userId: '', password: '' },
    onDone ?? (() => router.replace('/beranda')),
  )
  const { errors } = form.formState
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <Notice live>{errors.root?.message}</Notice>
      <Field label={t('userId')} hint={t('userIdHint')} error={errors.userId?.message}>
        <input
          type="text"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...form.register('userId')}
        />
      </Field>
      <Field label={t('password')} error={errors.password?.message}>
        <PasswordInput autoComplete="current-password" {...form.register('password')} />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={isBusy}>
        {t('submit')}
      </Button>
    </form>
  )
}
