'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SigningFields } from '@/components/access/signing-fields'
import { Button } from '@/components/ui/button'
import { FormDialog } from '@/components/ui/form-dialog'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormInput } from '@/lib/kinerja/form-input'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/form-input').then((file) => file.signedFormInput)

export type SignFormAction = Action<FormInput & { password: string; code: string }, unknown>

/** Signs one form after password and code were asked for once more. */
export function SignForm({ subject, sign }: { subject: FormInput; sign: SignFormAction }) {
  const t = useTranslations('evaluation.forms')
  const test = useTranslations('common.signing')('test')
  const [isOpen, setIsOpen] = useState(false)
  const defaults = { ...subject, password: '', code: '' }
  const dialog = useActionForm(schema, sign, defaults, () => setIsOpen(false))
  const { form } = dialog
  const name = t(`form.${subject.form}`)
  const open = () => {
    form.reset(defaults)
    setIsOpen(true)
  }
  return (
    <>
      <Button size="sm" onClick={open}>
        {t('sign')}
        <span className="sr-only"> {name}</span>
      </Button>
      <FormDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('signOne', { name })}
        closeLabel={t('cancel')}
        submitLabel={t('sign')}
        form={dialog}
      >
        <p className="text-sm">{t('why')}</p>
        <Notice tone="warning">{test}</Notice>
        <SigningFields register={form.register} errors={form.formState.errors} />
      </FormDialog>
    </>
  )
}
