'use client'

import { useTranslations } from 'next-intl'
import type * as z from 'zod'
import { ProofFields } from '@/components/access/proof-fields'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { useActionForm } from '@/components/ui/use-action-form'
import type { proofInput } from '@/lib/auth/inputs'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/auth/inputs').then((file) => file.proofInput)

/** Asks a person to prove again who they are, then does what `submitLabel` says. */
export function ProofForm<T>({
  hasSecondFactor,
  action,
  submitLabel,
  onDone,
}: {
  hasSecondFactor: boolean
  action: Action<z.input<typeof proofInput>, T>
  submitLabel: string
  onDone?: (data: T) => void
}) {
  const t = useTranslations('access.proof')
  const { form, submit, summary, isBusy } = useActionForm(schema, action, { password: '', code: '' }, onDone)
  const { errors } = form.formState
  return (
    <form method="post" onSubmit={submit} noValidate className="grid max-w-[440px] gap-4">
      <p className="text-sm text-muted">{t('explanation')}</p>
      <ErrorSummary {...summary} />
      <ProofFields
        password={{ registered: form.register('password'), error: errors.password?.message }}
        code={hasSecondFactor ? { registered: form.register('code'), error: errors.code?.message } : undefined}
      />
      <Button type="submit" busy={isBusy} className="justify-self-start">
        {submitLabel}
      </Button>
    </form>
  )
}
