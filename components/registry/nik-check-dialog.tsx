'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Field, FieldGroup } from '@/components/ui/field'
import { FormConflict } from '@/components/ui/form-conflict'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'
import type { NikCheckInput } from '@/lib/registry/main-data'

const schema = () => import('@/lib/registry/main-data').then((file) => file.nikCheckInput)

/** What Dukcapil answered about the NIK of a file, as BKN records it. */
export function NikCheckDialog({
  file,
  action,
}: {
  file: Pick<NikCheckInput, 'id' | 'version'>
  action: Action<NikCheckInput>
}) {
  const t = useTranslations('registry.nikCheck')
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useActionForm(schema, action, { ...file, checkedOn: '', reason: '' }, () => setIsOpen(false))
  const { register, formState } = dialog.form
  const { errors } = formState
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('button')}</Button>
      <FormDialog
        title={t('title')}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('close')}
        submitLabel={t('submit')}
        form={dialog}
      >
        <p className="text-sm">{t('explanation')}</p>
        <FormConflict form={dialog.form} refusal={dialog.refusal} fields={[]} />
        <FieldGroup legend={t('answer')} error={errors.answer?.message}>
          <Choice label={t('valid')} value="valid" {...register('answer')} />
          <Choice label={t('invalid')} value="invalid" {...register('answer')} />
        </FieldGroup>
        <Field label={t('checkedOn')} error={errors.checkedOn?.message}>
          <input type="date" {...register('checkedOn')} />
        </Field>
        <Field label={t('reason')} hint={t('reasonHint')} error={errors.reason?.message}>
          <textarea rows={3} {...register('reason')} />
        </Field>
      </FormDialog>
    </>
  )
}
