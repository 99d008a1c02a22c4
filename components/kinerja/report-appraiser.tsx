'use client'

import { useTranslations } from 'next-intl'
import { PlanDialog } from '@/components/kinerja/plan-dialog'
import { Field } from '@/components/ui/field'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/appraiser-input').then((file) => file.reportInput)

/** Tells the performance officer that the appraiser is the wrong one. */
export function ReportAppraiser({ report }: { report: Action<{ rightful: string; reason: string }> }) {
  const t = useTranslations('skp.report')
  return (
    <PlanDialog
      label={t('title')}
      note={t('note')}
      schema={schema}
      action={report}
      subject={{}}
      defaults={{ rightful: '', reason: '' }}
    >
      {({ register, formState }) => (
        <>
          <Field label={t('rightful')} error={formState.errors.rightful?.message}>
            <input autoComplete="off" {...register('rightful')} />
          </Field>
          <Field label={t('reason')} error={formState.errors.reason?.message}>
            <textarea rows={3} {...register('reason')} />
          </Field>
        </>
      )}
    </PlanDialog>
  )
}
