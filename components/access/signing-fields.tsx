import { useTranslations } from 'next-intl'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { Field } from '@/components/ui/field'

/** Who signs, proved again: password and code, as every dialog that signs asks for them. */
export function SigningFields({
  register,
  errors,
}: {
  register: (name: 'password' | 'code') => UseFormRegisterReturn
  errors: { password?: { message?: string }; code?: { message?: string } }
}) {
  const t = useTranslations('common.signing')
  return (
    <>
      <Field label={t('password')} error={errors.password?.message}>
        <input type="password" autoComplete="current-password" {...register('password')} />
      </Field>
      <Field label={t('code')} error={errors.code?.message}>
        <input inputMode="numeric" autoComplete="one-time-code" {...register('code')} />
      </Field>
    </>
  )
}
