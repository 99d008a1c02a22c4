'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { FormConflict } from '@/components/ui/form-conflict'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import { useCommand } from '@/components/ui/use-command'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action, RefusalData } from '@/lib/refusal'
import type { PeriodInput, PeriodRef } from '@/lib/sapk/period-input'

const schema = () => import('@/lib/sapk/period-input').then((file) => file.periodInput)

/** The dates that a letter of BKN gives one period, and the way back to the rule. */
export function PeriodForm({
  period,
  isOverridden,
  save,
  reset,
}: {
  period: PeriodInput
  isOverridden: boolean
  save: Action<PeriodInput>
  reset: Action<PeriodRef>
}) {
  const t = useTranslations('nominative.periods')
  const router = useRouter()
  const close = () => router.replace('/admin/periode', { scroll: false })
  const locale = localeFrom(useLocale())
  const { form, submit, summary, refusal, isBusy } = useActionForm(schema, save, period, close)
  const [notReset, setNotReset] = useState<RefusalData | null>(null)
  const refusalText = useRefusalText()
  const restoring = useCommand((refused) => {
    setNotReset(refused)
    return refusalText(refused)
  })
  const { errors } = form.formState
  const dates = ['opensOn', 'closesOn', 'approvalTargetOn'] as const
  const conflictFields = [
    ...dates.map((name) => ({
      name,
      label: t(name),
      show: (day: unknown) => formatDate(String(day), 'short', locale),
    })),
    ...(['letterNumber', 'note'] as const).map((name) => ({ name, label: t(name) })),
  ]
  const send = (event: FormEvent<HTMLFormElement>) => {
    setNotReset(null)
    return submit(event)
  }
  return (
    <form method="post" onSubmit={send} noValidate className="grid gap-4 md:grid-cols-3">
      <div className="empty:hidden md:col-span-3">
        <ErrorSummary {...summary} />
        <Notice live>{restoring.trouble}</Notice>
        <FormConflict form={form} refusal={notReset ?? refusal} fields={conflictFields} />
      </div>
      <input type="hidden" {...form.register('effectiveOn')} />
      {dates.map((name) => (
        <Field key={name} label={t(name)} error={errors[name]?.message}>
          <input type="date" {...form.register(name)} />
        </Field>
      ))}
      <Field label={t('letterNumber')} hint={t('letterHint')} error={errors.letterNumber?.message}>
        <input autoComplete="off" {...form.register('letterNumber')} />
      </Field>
      <Field label={t('note')} error={errors.note?.message} className="md:col-span-2">
        <input autoComplete="off" {...form.register('note')} />
      </Field>
      <div className="flex gap-2 md:col-span-3">
        <Button type="submit" variant="primary" busy={isBusy}>
          {t('save')}
        </Button>
        {isOverridden && (
          <Button
            busy={restoring.isBusy}
            onClick={() =>
              restoring.run(() => reset({ effectiveOn: period.effectiveOn, version: form.getValues('version') }), close)
            }
          >
            {t('reset')}
          </Button>
        )}
      </div>
    </form>
  )
}
