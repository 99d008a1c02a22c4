'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { ProposalConflict } from '@/components/sapk/proposal-conflict'
import { reasonText } from '@/components/sapk/reason-text'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'
import type { CodedReason, ProposalRef } from '@/lib/sapk/inputs'
import { nextSteps, type ProposalState } from '@/lib/sapk/proposal'
import { proposalReasons } from '@/lib/sapk/reasons'

const schema = () => import('@/lib/sapk/inputs').then((file) => file.codedReason)

/** A decision that needs a reason from the flat list, a detail and a next step, as the other side will read it. */
export function ReasonDialog({
  proposal,
  seen,
  title,
  action,
  label,
  variant = 'secondary',
  icon,
  onDone,
  children,
}: {
  proposal: ProposalRef
  /** The status that the page shows. */
  seen: ProposalState
  /** What happens, as the timeline will say it. */
  title: string
  action: Action<ProposalRef & CodedReason, unknown>
  label: string
  variant?: 'secondary' | 'danger'
  icon?: ReactNode
  onDone?: () => void
  children?: ReactNode
}) {
  const t = useTranslations('proposal')
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useActionForm(
    schema,
    (input) => action({ ...proposal, ...input }),
    { detail: '' },
    () => {
      setIsOpen(false)
      onDone?.()
    },
  )
  const { form } = dialog
  const { errors } = form.formState
  const { reasonCode = null, detail = null, nextStep = null } = form.watch()
  return (
    <>
      <Button variant={variant} icon={icon} onClick={() => setIsOpen(true)}>
        {label}
      </Button>
      <FormDialog
        title={label}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('act.close')}
        submitLabel={label}
        variant={variant === 'danger' ? 'danger' : 'primary'}
        form={dialog}
      >
        <ProposalConflict refusal={dialog.refusal} seen={seen} />
        {children && <p className="text-sm">{children}</p>}
        <Field label={t('act.reason')} error={errors.reasonCode?.message}>
          <select {...form.register('reasonCode')} defaultValue="">
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
          <textarea rows={3} {...form.register('detail')} />
        </Field>
        <Field label={t('act.nextStep')} error={errors.nextStep?.message}>
          <select {...form.register('nextStep')} defaultValue="">
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
      </FormDialog>
    </>
  )
}
