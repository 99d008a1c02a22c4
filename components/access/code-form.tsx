'use client'

import { useRouter } from 'next/navigation'
import type { SignInWords } from '@/components/access/sign-in-words'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { usePlainForm } from '@/components/ui/use-plain-form'
import type { StagePath } from '@/lib/auth/session-stage'
import type { Action } from '@/lib/refusal'

/** The second step: six digits of the authenticator, or a recovery code. */
export function CodeForm({
  words,
  action,
  onDone,
}: {
  words: SignInWords
  action: Action<{ code: string }, StagePath>
  onDone?: (path: StagePath) => void
}) {
  const router = useRouter()
  const goOn = onDone ?? ((path: StagePath) => router.replace(path))
  const { onSubmit, faults, message, isBusy } = usePlainForm(action, words.form, goOn)
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="grid gap-5">
      <Notice live>{message}</Notice>
      <Field label={words.code.label} hint={words.code.hint} error={faults.code}>
        <input
          type="text"
          name="code"
          required
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          className="num min-h-12"
        />
      </Field>
      <SubmitButton busy={isBusy}>{words.code.submit}</SubmitButton>
    </form>
  )
}
