'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type Step, StepDialog } from '@/components/sapk/step-dialog'
import { Field } from '@/components/ui/field'

const schema = () => import('@/lib/sapk/inputs').then((file) => file.detailInput)

/** A step that needs a sentence of its own, such as cancelling or passing on. */
export function TextDialog({ children, ...step }: Step<{ detail: string }> & { children?: ReactNode }) {
  const t = useTranslations('proposal.act')
  return (
    <StepDialog {...step} schema={schema} defaults={{ detail: '' }}>
      {({ register, formState: { errors } }) => (
        <>
          {children && <p className="text-sm">{children}</p>}
          <Field label={t('reason')} hint={t('detailHint')} error={errors.detail?.message}>
            <textarea rows={3} {...register('detail')} />
          </Field>
        </>
      )}
    </StepDialog>
  )
}
