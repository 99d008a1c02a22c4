'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SigningFields } from '@/components/access/signing-fields'
import type { Proof } from '@/components/sapk/proof-dialog'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/inputs'

const schema = () => import('@/lib/sapk/inputs').then((file) => file.decreeCorrectionInput)

/** Ralat SK: the masa kerja golongan as it should be; the salary follows from the table. */
export function DecreeCorrection({
  proposal,
  action,
  serviceMonths,
}: {
  proposal: ProposalRef
  action: Action<ProposalRef & Proof & { detail: string; years: number; months: number }, unknown>
  serviceMonths: number
}) {
  const t = useTranslations('proposal.act')
  const [isOpen, setIsOpen] = useState(false)
  const held = { years: Math.floor(serviceMonths / 12), months: serviceMonths % 12 }
  const defaults = { ...proposal, ...held, detail: '', password: '', code: '' }
  const dialog = useActionForm(schema, action, defaults, () => setIsOpen(false))
  const { register, formState } = dialog.form
  const { errors } = formState
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('correct_decree')}</Button>
      <FormDialog
        title={t('correct_decree')}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('close')}
        submitLabel={t('correct_decree')}
        variant="primary"
        form={dialog}
      >
        <p className="text-sm">{t('confirm.correct_decree')}</p>
        <div className="grid grid-cols-2 gap-4">
          <Field label={t('serviceYears')} error={errors.years?.message}>
            <input type="number" min={0} max={40} {...register('years', { valueAsNumber: true })} />
          </Field>
          <Field label={t('serviceMonths')} error={errors.months?.message}>
            <input type="number" min={0} max={11} {...register('months', { valueAsNumber: true })} />
          </Field>
        </div>
        <Field label={t('reason')} hint={t('detailHint')} error={errors.detail?.message}>
          <textarea rows={3} {...register('detail')} />
        </Field>
        <SigningFields register={register} errors={errors} />
      </FormDialog>
    </>
  )
}
