'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SigningFields } from '@/components/access/signing-fields'
import { Button } from '@/components/ui/button'
import { FormDialog } from '@/components/ui/form-dialog'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/cat/session').then((file) => file.signedRef)

/** Signs after password and code were asked for once more. Needs the messages of `exam`. */
export function ProofDialog({
  id,
  label,
  why,
  action,
}: {
  id: string
  label: string
  why: string
  action: Action<{ id: string; password: string; code: string }, unknown>
}) {
  const t = useTranslations('exam.minutes')
  const common = useTranslations('common.signing')
  const [isOpen, setIsOpen] = useState(false)
  const defaults = { id, password: '', code: '' }
  const dialog = useActionForm(schema, action, defaults, () => setIsOpen(false))
  const { form } = dialog
  const open = () => {
    form.reset(defaults)
    setIsOpen(true)
  }
  return (
    <>
      <Button variant="primary" icon={<Icon name="signature" />} onClick={open}>
        {label}
      </Button>
      <FormDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={label}
        closeLabel={t('cancel')}
        submitLabel={t('confirm')}
        form={dialog}
      >
        <p className="text-sm">{why}</p>
        <Notice tone="warning">{common('test')}</Notice>
        <SigningFields register={form.register} errors={form.formState.errors} />
      </FormDialog>
    </>
  )
}
