'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { FormConflict } from '@/components/ui/form-conflict'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/registry/reference-edit').then((file) => file.holidayInput)
const empty = { day: '', version: '', name: '' }

/**
 * One more day that is no working day; a day that is there gets the new name.
 *
 * @param seen the version of each day that the page shows
 */
export function HolidayForm({
  seen,
  save,
}: {
  seen: Readonly<Record<string, string>>
  save: Action<{ day: string; version: string; name: string }>
}) {
  const t = useTranslations('reference.holidays')
  const { form, submit, summary, refusal, isBusy } = useActionForm(schema, save, empty, () => form.reset(empty))
  const { errors } = form.formState
  return (
    <form method="post" onSubmit={submit} noValidate className="grid items-end gap-4 md:grid-cols-[auto_1fr_auto]">
      <div className="empty:hidden md:col-span-3">
        <ErrorSummary {...summary} />
        <FormConflict form={form} refusal={refusal} fields={[{ name: 'name', label: t('name') }]} />
      </div>
      <Field label={t('day')} error={errors.day?.message}>
        <input
          type="date"
          {...form.register('day', { onChange: ({ target }) => form.setValue('version', seen[target.value] ?? '') })}
        />
      </Field>
      <Field label={t('name')} error={errors.name?.message}>
        <input autoComplete="off" {...form.register('name')} />
      </Field>
      <Button type="submit" variant="primary" busy={isBusy}>
        {t('save')}
      </Button>
    </form>
  )
}
