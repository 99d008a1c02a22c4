'use client'

import { useRouter } from 'next/navigation'
import { PlainPasswordInput } from '@/components/access/plain-password-input'
import type { SignInWords } from '@/components/access/sign-in-words'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { usePlainForm } from '@/components/ui/use-plain-form'
import type { StagePath } from '@/lib/auth/session-stage'
import type { Action } from '@/lib/refusal'

/** Replaces the first password, which somebody else has known. */
export function NewPasswordForm({
  words,
  action,
}: {
  words: SignInWords
  action: Action<{ newPassword: string }, StagePath>
}) {
  const router = useRouter()
  const { onSubmit, faults, message, isBusy } = usePlainForm(action, words.form, (path) => router.replace(path))
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="grid gap-5">
      <Notice live>{message}</Notice>
      <Field label={words.newPassword.label} hint={words.newPassword.hint} error={faults.newPassword}>
        <PlainPasswordInput name="newPassword" required autoComplete="new-password" words={words} />
      </Field>
      <SubmitButton busy={isBusy}>{words.newPassword.submit}</SubmitButton>
    </form>
  )
}
