'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/inputs'

const schema = () => import('@/lib/sapk/inputs').then((file) => file.correctRecordInput)

type Decree = { decreeNumber: string; decreeOn: string }
export type RecordAction = Action<ProposalRef & Decree & { detail: string }, unknown>

/** Number and day of a decree that was signed on paper, as the paper says them; another person confirms. */
export function RecordCorrection({
  proposal,
  decree,
  action,
}: {
  proposal: ProposalRef
  decree: Decree
  action: RecordAction
}) {
  const t = useTranslations('proposal')
  const [isOpen, setIsOpen] = useState(false)
  const defaults = { ...proposal, ...decree, detail: '' }
  const dialog = useActionForm(schema, action, defaults, () => setIsOpen(false))
  const { register, formState } = dialog.form
  const { errors } = formState
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('act.correct_record')}</Button>
      <FormDialog
        title={t('act.correct_record')}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('act.close')}
        submitLabel={t('act.correct_record')}
        variant="primary"
        form={dialog}
      >
        <p className="text-sm">{t('act.confirm.correct_record')}</p>
        <Field label={t('record.number')} error={errors.decreeNumber?.message}>
          <input autoComplete="off" {...register('decreeNumber')} />
        </Field>
        <Field label={t('record.day')} error={errors.decreeOn?.message}>
          <input type="date" {...register('decreeOn')} />
        </Field>
        <Field label={t('act.reason')} hint={t('act.detailHint')} error={errors.detail?.message}>
          <textarea rows={3} {...register('detail')} />
        </Field>
      </FormDialog>
    </>
  )
}
