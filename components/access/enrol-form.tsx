'use client'

import { useState } from 'react'
import { RecoveryCodes } from '@/components/access/recovery-codes'
import type { SignInWords } from '@/components/access/sign-in-words'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { usePlainForm } from '@/components/ui/use-plain-form'
import type { Action } from '@/lib/refusal'

/** Shows that the authenticator read the QR code, then the recovery codes once, then goes on to `next`. */
export function EnrolForm({
  words,
  secret,
  action,
  next,
}: {
  words: SignInWords
  secret: string
  action: Action<{ secret: string; code: string }, string[]>
  next: string
}) {
  const [codes, setCodes] = useState<string[]>()
  const { onSubmit, faults, message, isBusy } = usePlainForm(action, words.form, setCodes)
  if (codes) return <RecoveryCodes words={words.recovery} codes={codes} next={next} />
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="grid gap-5">
      <Notice live>{message}</Notice>
      <input type="hidden" name="secret" value={secret} />
      <Field label={words.enrol.code} hint={words.enrol.codeHint} error={faults.code}>
        <input type="text" name="code" required inputMode="numeric" autoComplete="one-time-code" />
      </Field>
      <SubmitButton busy={isBusy}>{words.enrol.submit}</SubmitButton>
    </form>
  )
}
