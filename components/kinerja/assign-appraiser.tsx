'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { AssignInput } from '@/lib/kinerja/appraiser-input'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/appraiser-input').then((file) => file.assignInput)
const KINDS = ['letter', 'acting', 'daily'] as const

/** Another appraiser by letter, from a day on and until one. */
export function AssignAppraiser({ today, assign }: { today: string; assign: Action<AssignInput> }) {
  const t = useTranslations('skp.appraisers')
  const [isDone, setIsDone] = useState(false)
  const empty: AssignInput = {
    employeeNip: '',
    appraiserNip: '',
    kind: 'letter',
    startsOn: today,
    endsOn: '',
    letterNumber: '',
    letterOn: today,
    reason: '',
  }
  const { form, submit, summary, isBusy } = useActionForm(schema, assign, empty, () => {
    setIsDone(true)
    form.reset(empty)
  })
  const { register } = form
  const { errors } = form.formState
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <ErrorSummary {...summary} />
      <div className="grid gap-4 md:grid-cols-2">
        <Field label={t('employeeNip')} error={errors.employeeNip?.message}>
          <input inputMode="numeric" autoComplete="off" {...register('employeeNip')} />
        </Field>
        <Field label={t('appraiserNip')} error={errors.appraiserNip?.message}>
          <input inputMode="numeric" autoComplete="off" {...register('appraiserNip')} />
        </Field>
        <Field label={t('kind')}>
          <select {...register('kind')}>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kinds.${kind}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('letterNumber')} error={errors.letterNumber?.message}>
          <input autoComplete="off" {...register('letterNumber')} />
        </Field>
        <Field label={t('letterOn')} error={errors.letterOn?.message}>
          <input type="date" {...register('letterOn')} />
        </Field>
        <Field label={t('startsOn')} error={errors.startsOn?.message}>
          <input type="date" {...register('startsOn')} />
        </Field>
        <Field label={t('endsOn')} hint={t('endsOnHint')} error={errors.endsOn?.message}>
          <input type="date" {...register('endsOn')} />
        </Field>
      </div>
      <Field label={t('reason')} error={errors.reason?.message}>
        <textarea rows={2} {...register('reason')} />
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" busy={isBusy}>
          {t('assignDo')}
        </Button>
        <p role="status" className="text-sm">
          {isDone && t('assigned')}
        </p>
      </div>
    </form>
  )
}
