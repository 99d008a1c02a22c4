'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'
import type { DismissInput } from '@/lib/registry/inputs'

const schema = () => import('@/lib/registry/inputs').then((file) => file.dismissInput)

/** Says of two records that they are two people, and why; they are not suggested again. */
export function DismissDuplicate({
  pair,
  names,
  action,
}: {
  pair: Pick<DismissInput, 'employeeId' | 'otherId'>
  names: string
  action: Action<DismissInput>
}) {
  const t = useTranslations('registry.duplicates')
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useActionForm(schema, action, { ...pair, reason: '' }, () => setIsOpen(false))
  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)}>
        {t('dismiss')} <span className="sr-only">{names}</span>
      </Button>
      <FormDialog
        title={t('dismissTitle')}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('close')}
        submitLabel={t('dismiss')}
        form={dialog}
      >
        <p className="text-sm">{t('dismissWhy', { names })}</p>
        <Field label={t('reason')} hint={t('reasonHint')} error={dialog.form.formState.errors.reason?.message}>
          <textarea rows={3} {...dialog.form.register('reason')} />
        </Field>
      </FormDialog>
    </>
  )
}
