'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'

type Withdrawal = { id: string; version: number; reason: string }
const schema = () => import('@/lib/registry/unit-input').then((file) => file.unitWithdrawalInput)

/** Takes a row of the history of a unit away, for a reason; it stays in the list, struck through. */
export function WithdrawUnitButton({
  row,
  what,
  action,
}: {
  row: Omit<Withdrawal, 'reason'>
  /** What the row says, for whoever hears the button and not what stands above it. */
  what: string
  action: Action<Withdrawal>
}) {
  const t = useTranslations('structure.withdraw')
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useActionForm(schema, action, { ...row, reason: '' }, () => setIsOpen(false))
  return (
    <>
      <Button variant="danger" aria-label={t('buttonOf', { what })} onClick={() => setIsOpen(true)}>
        {t('button')}
      </Button>
      <FormDialog
        title={t('title')}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('close')}
        submitLabel={t('button')}
        variant="danger"
        form={dialog}
      >
        <p className="text-sm">{t('explanation', { what })}</p>
        <Field label={t('reason')} error={dialog.form.formState.errors.reason?.message}>
          <textarea rows={3} {...dialog.form.register('reason')} />
        </Field>
      </FormDialog>
    </>
  )
}
