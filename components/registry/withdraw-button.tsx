'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'
import type { WithdrawInput } from '@/lib/registry/history'

const schema = () => import('@/lib/registry/history').then((file) => file.withdrawInput)

/** Takes a whole row away, for a reason; it stays in the list, struck through. */
export function WithdrawButton({
  row,
  action,
  backHref,
}: {
  row: Omit<WithdrawInput, 'reason'>
  action: Action<WithdrawInput>
  backHref: string
}) {
  const t = useTranslations('registry.withdraw')
  const router = useRouter()
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useActionForm(schema, action, { ...row, reason: '' }, () =>
    router.push(backHref as Parameters<typeof router.push>[0]),
  )
  const { errors } = dialog.form.formState
  return (
    <>
      <Button variant="danger" onClick={() => setIsOpen(true)}>
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
        <p className="text-sm">{t('explanation')}</p>
        <Field label={t('reason')} error={errors.reason?.message}>
          <textarea rows={3} {...dialog.form.register('reason')} />
        </Field>
      </FormDialog>
    </>
  )
}
