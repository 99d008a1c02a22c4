'use client'

import { useTranslations } from 'next-intl'
import { PlanDialog } from '@/components/kinerja/plan-dialog'
import { Field } from '@/components/ui/field'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/appraiser-input').then((file) => file.closeReportInput)

/** Answers a report whose appraiser is right after all. */
export function CloseReport({ id, close }: { id: string; close: Action<{ id: string; answer: string }> }) {
  const t = useTranslations('skp.appraisers')
  return (
    <PlanDialog
      label={t('close')}
      note={t('closeNote')}
      schema={schema}
      action={close}
      subject={{ id }}
      defaults={{ id, answer: '' }}
    >
      {({ register, formState }) => (
        <Field label={t('answer')} error={formState.errors.answer?.message}>
          <textarea rows={3} {...register('answer')} />
        </Field>
      )}
    </PlanDialog>
  )
}
