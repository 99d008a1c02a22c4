'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'
import type { PeriodInput } from '@/lib/sapk/period-input'

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
  reset: Action<{ effectiveOn: string }>
}) {
  const t = useTranslations('nominative.periods')
  const router = useRouter()
  const close = () => router.replace('/admin/periode', { scroll: false })
  const { form, submit, summary, isBusy } = useActionForm(schema, save, period, close)
  const restoring = useCommand()
  const { errors } = form.formState
  const dates = ['opensOn', 'closesOn', 'approvalTargetOn'] as const
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4 md:grid-cols-3">
      <div className="empty:hidden md:col-span-3">
        <ErrorSummary {...summary} />
        <Notice live>{restoring.trouble}</Notice>
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
            onClick={() => restoring.run(() => reset({ effectiveOn: period.effectiveOn }), close)}
          >
            {t('reset')}
          </Button>
        )}
      </div>
    </form>
  )
}
