'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/absence-input').then((file) => file.absencesInput)
const EMPTY = { lines: '', ground: '' }

type Recorded = { recorded: number; known: number }

/** Days without a valid reason, typed or pasted from the record of attendance. */
export function AbsenceForm({ record }: { record: Action<typeof EMPTY, Recorded> }) {
  const t = useTranslations('consequence.absence')
  const [done, setDone] = useState<Recorded | null>(null)
  const { form, submit, summary, isBusy } = useActionForm(schema, record, EMPTY, (count) => {
    setDone(count)
    form.reset(EMPTY)
  })
  const { errors } = form.formState
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <ErrorSummary {...summary} />
      <Field label={t('lines')} hint={t('linesHint')} error={errors.lines?.message}>
        <textarea rows={5} className="num" {...form.register('lines')} />
      </Field>
      <Field label={t('ground')} hint={t('groundHint')} error={errors.ground?.message}>
        <input autoComplete="off" {...form.register('ground')} />
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" busy={isBusy}>
          {t('recordDo')}
        </Button>
        <p role="status" className="text-sm">
          {done && t('recorded', done)}
        </p>
      </div>
    </form>
  )
}
