'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { ExtensionInput } from '@/lib/kinerja/entry-rules-input'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/entry-rules-input').then((file) => file.extensionInput)

/** Opens days of the whole agency anew, after something stood still. */
export function ExtensionForm({ today, extend }: { today: string; extend: Action<ExtensionInput> }) {
  const t = useTranslations('recap.extension')
  const [isGiven, setGiven] = useState(false)
  const begun = { startsOn: today, endsOn: today, openUntil: today, reason: '' }
  const { form, submit, summary, isBusy } = useActionForm(schema, extend, begun, () => {
    setGiven(true)
    form.reset(begun)
  })
  const { register, formState } = form
  const { errors } = formState
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <ErrorSummary {...summary} />
      <p className="text-sm">{t('note')}</p>
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <Field label={t('startsOn')} error={errors.startsOn?.message}>
          <input type="date" max={today} {...register('startsOn')} />
        </Field>
        <Field label={t('endsOn')} error={errors.endsOn?.message}>
          <input type="date" max={today} {...register('endsOn')} />
        </Field>
        <Field label={t('openUntil')} error={errors.openUntil?.message}>
          <input type="date" min={today} {...register('openUntil')} />
        </Field>
      </div>
      <Field label={t('reason')} hint={t('reasonHint')} error={errors.reason?.message}>
        <textarea rows={2} maxLength={500} {...register('reason')} />
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" busy={isBusy}>
          {t('give')}
        </Button>
        <p role="status" className="text-sm">
          {isGiven && t('given')}
        </p>
      </div>
    </form>
  )
}
