'use client'

import { useTranslations } from 'next-intl'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { PasswordInput } from '@/components/access/password-input'
import { Field } from '@/components/ui/field'

type Proven = { registered: UseFormRegisterReturn; error?: string }

/** The two fields with which a person proves again who they are; `code` is left out without a second factor. */
export function ProofFields({ password, code }: { password: Proven; code?: Proven }) {
  const t = useTranslations('access.proof')
  return (
    <>
      <Field label={t('password')} error={password.error}>
        <PasswordInput autoComplete="current-password" {...password.registered} />
      </Field>
      {code && (
        <Field label={t('code')} hint={t('codeHint')} error={code.error}>
          <input type="text" autoComplete="one-time-code" spellCheck={false} {...code.registered} />
        </Field>
      )}
    </>
  )
}
