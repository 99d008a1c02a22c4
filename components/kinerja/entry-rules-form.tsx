'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { EntryRulesInput } from '@/lib/kinerja/entry-rules-input'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/entry-rules-input').then((file) => file.entryRulesInput)
const NUMBER = { valueAsNumber: true }
const MAYBE_NUMBER = { setValueAs: (text: unknown) => (text === '' || text === null ? null : Number(text)) }
const MAYBE_TIME = { setValueAs: (text: unknown) => text || null }

/** What the agency decides about daily work, begun from what holds now. */
export function EntryRulesForm({ rules, save }: { rules: EntryRulesInput; save: Action<EntryRulesInput> }) {
  const t = useTranslations('recap.rules')
  const [isSaved, setSaved] = useState(false)
  const { form, submit, summary, isBusy } = useActionForm(schema, save, rules, () => setSaved(true))
  const { register, formState } = form
  const { errors } = formState
  const field = (name: keyof EntryRulesInput) => ({ label: t(name), error: errors[name]?.message })
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <ErrorSummary {...summary} />
      <div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Field {...field('startsOn')} hint={t('startsOnHint')}>
          <input type="date" {...register('startsOn')} />
        </Field>
        <Field {...field('entryDays')} hint={t('entryDaysHint')}>
          <input type="number" inputMode="numeric" min={0} max={31} {...register('entryDays', NUMBER)} />
        </Field>
        <Field {...field('lateDays')} hint={t('lateDaysHint')}>
          <input type="number" inputMode="numeric" min={0} max={250} {...register('lateDays', MAYBE_NUMBER)} />
        </Field>
        <Field {...field('reviewDays')} hint={t('reviewDaysHint')}>
          <input type="number" inputMode="numeric" min={1} max={31} {...register('reviewDays', NUMBER)} />
        </Field>
        <Field {...field('dayMinutes')} hint={t('dayMinutesHint')}>
          <input type="number" inputMode="numeric" min={1} max={1440} {...register('dayMinutes', NUMBER)} />
        </Field>
        <Field {...field('planDecisionDays')} hint={t('planDecisionDaysHint')}>
          <input type="number" inputMode="numeric" min={1} max={90} {...register('planDecisionDays', NUMBER)} />
        </Field>
        <Field {...field('evaluatedEvery')} hint={t('evaluatedEveryHint')}>
          <select {...register('evaluatedEvery')}>
            <option value="quarter">{t('every.quarter')}</option>
            <option value="month">{t('every.month')}</option>
          </select>
        </Field>
        <Field {...field('remindAt')} hint={t('remindAtHint')}>
          <input type="time" max="20:00" {...register('remindAt', MAYBE_TIME)} />
        </Field>
        <Field {...field('digestAt')} hint={t('digestAtHint')}>
          <input type="time" max="20:00" {...register('digestAt', MAYBE_TIME)} />
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" busy={isBusy}>
          {t('save')}
        </Button>
        <p role="status" className="text-sm">
          {isSaved && t('saved')}
        </p>
      </div>
    </form>
  )
}
