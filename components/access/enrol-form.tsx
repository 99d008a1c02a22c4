'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { RecoveryCodes } from '@/components/access/recovery-codes'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/auth/inputs').then((file) => file.enrolInput)

/** Shows that the authenticator read the QR code, then the recovery codes once, then goes on to `next`. */
export function EnrolForm({
  secret,
  action,
  next,
}: {
  secret: string
  action: Action<{ secret: string; code: string }, string[]>
  next: string
}) {
  const t = useTranslations('access.enrol')
  const [codes, setCodes] = useState<string[]>()
  const { form, submit, isBusy } = useActionForm(schema, action, { secret, code: '' }, setCodes)
  const { errors } = form.formState
  if (codes) return <RecoveryCodes codes={codes} next={next} />
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <Notice live>{errors.root?.message}</Notice>
      <Field label={t('code')} hint={t('codeHint')} error={errors.code?.message}>
        <input type="text" inputMode="numeric" autoComplete="one-time-code" {...form.register('code')} />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={isBusy}>
        {t('submit')}
      </Button>
    </form>
  )
}
