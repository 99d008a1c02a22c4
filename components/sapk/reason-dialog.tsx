'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { reasonText } from '@/components/sapk/reason-text'
import { type Step, StepDialog } from '@/components/sapk/step-dialog'
import { Field } from '@/components/ui/field'
import type { CodedReason } from '@/lib/sapk/inputs'
import { nextSteps } from '@/lib/sapk/proposal'
import { proposalReasons } from '@/lib/sapk/reasons'

const schema = () => import('@/lib/sapk/inputs').then((file) => file.codedReason)

/** A decision that needs a reason from the flat list, a detail and a next step, as the other side will read it. */
export function ReasonDialog({
  title,
  children,
  ...step
}: Step<CodedReason> & {
  /** What happens, as the timeline will say it. */
  title: string
  children?: ReactNode
}) {
  const t = useTranslations('proposal')
  return (
    <StepDialog {...step} schema={schema} defaults={{ detail: '' }}>
      {({ register, watch, formState: { errors } }) => {
        const { reasonCode = null, detail = null, nextStep = null } = watch()
        return (
          <>
            {children && <p className="text-sm">{children}</p>}
            <Field label={t('act.reason')} error={errors.reasonCode?.message}>
              <select {...register('reasonCode')} defaultValue="">
                <option value="" disabled>
                  {t('act.choose')}
                </option>
                {proposalReasons.map((code) => (
                  <option key={code} value={code}>
                    {t(`reason.${code}`)}
                  </option>
                ))}
              </select>
            </Field>
            <Field label={t('act.detail')} hint={t('act.detailHint')} error={errors.detail?.message}>
              <textarea rows={3} {...register('detail')} />
            </Field>
            <Field label={t('act.nextStep')} error={errors.nextStep?.message}>
              <select {...register('nextStep')} defaultValue="">
                <option value="" disabled>
                  {t('act.choose')}
                </option>
                {nextSteps.map((step) => (
                  <option key={step} value={step}>
                    {t(`step.${step}`)}
                  </option>
                ))}
              </select>
            </Field>
            {(reasonCode || detail?.trim()) && (
              <div className="rounded-md border border-line px-3 py-2 text-sm">
                <p className="text-xs text-muted">{t('act.readBy')}</p>
                <p className="wrap-anywhere">
                  <b>{title}.</b> {reasonText(t, { reasonCode, detail, nextStep })}
                </p>
              </div>
            )}
          </>
        )
      }}
    </StepDialog>
  )
}
