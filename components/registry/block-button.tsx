'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'
import type { BlockInput } from '@/lib/registry/standing'

const schema = () => import('@/lib/registry/standing').then((file) => file.blockInput)

/** Blocks a file, or lifts its block, for a reason that the person and the agency can read. */
export function BlockButton({
  file,
  isBlocked,
  action,
}: {
  file: Omit<BlockInput, 'reason'>
  isBlocked: boolean
  /** What the button does: to lift the block of a blocked file, to block any other. */
  action: Action<BlockInput>
}) {
  const t = useTranslations(isBlocked ? 'registry.unblock' : 'registry.block')
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useActionForm(schema, action, { ...file, reason: '' }, () => setIsOpen(false))
  const variant = isBlocked ? 'primary' : 'danger'
  return (
    <>
      <Button variant={isBlocked ? 'secondary' : 'danger'} onClick={() => setIsOpen(true)}>
        {t('button')}
      </Button>
      <FormDialog
        title={t('title')}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('close')}
        submitLabel={t('button')}
        variant={variant}
        form={dialog}
      >
        <p className="text-sm">{t('explanation')}</p>
        <Field label={t('reason')} hint={t('reasonHint')} error={dialog.form.formState.errors.reason?.message}>
          <textarea rows={3} {...dialog.form.register('reason')} />
        </Field>
      </FormDialog>
    </>
  )
}
