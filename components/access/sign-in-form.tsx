'use client'

import { useRouter } from 'next/navigation'
import { PlainPasswordInput } from '@/components/access/plain-password-input'
import type { SignInWords } from '@/components/access/sign-in-words'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { usePlainForm } from '@/components/ui/use-plain-form'
import { requestSignIn } from '@/lib/auth/sign-in-request'

/** User-id or NIP, and the password; what comes next the server decides. */
export function SignInForm({
  words,
  filled,
  onDone,
}: {
  words: SignInWords
  filled?: { userId: string; password: string }
  onDone?: () => void
}) {
  const router = useRouter()
  const goOn = onDone ?? (() => router.replace('/beranda'))
  const { onSubmit, faults, message, isBusy } = usePlainForm(requestSignIn, words.form, goOn)
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="grid gap-5">
      <Notice live>{message}</Notice>
      <Field label={words.userId} hint={words.userIdHint} error={faults.userId}>
        <input
          type="text"
          name="userId"
          required
          defaultValue={filled?.userId}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          className="num min-h-12"
        />
      </Field>
      <Field label={words.password} error={faults.password}>
        <PlainPasswordInput
          name="password"
          required
          defaultValue={filled?.password}
          autoComplete="current-password"
          words={words}
        />
      </Field>
      <SubmitButton busy={isBusy}>{words.submit}</SubmitButton>
    </form>
  )
}
