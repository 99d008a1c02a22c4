'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SigningFields } from '@/components/access/signing-fields'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/cat/session').then((file) => file.signedMinutes)

export type SignMinutesAction = Action<{
  id: string
  computers: string
  witnessId: string
  password: string
  code: string
}>

/** The supervisor's signature: how many computers were ready, and who of the agency signs after. */
export function SignMinutes({
  sessionId,
  label,
  witnesses,
  action,
}: {
  sessionId: string
  label: string
  witnesses: readonly { accountId: string; name: string }[]
  action: SignMinutesAction
}) {
  const t = useTranslations('exam.minutes')
  const common = useTranslations('common.signing')
  const [isOpen, setIsOpen] = useState(false)
  const defaults = { id: sessionId, computers: '', witnessId: '', password: '', code: '' }
  const dialog = useActionForm(schema, action, defaults, () => setIsOpen(false))
  const { form } = dialog
  const { errors } = form.formState
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
        <Field label={t('computers')} hint={t('computersHint')} error={errors.computers?.message}>
          <input inputMode="numeric" autoComplete="off" className="max-w-32" {...form.register('computers')} />
        </Field>
        <Field label={t('witness')} error={errors.witnessId?.message}>
          <select {...form.register('witnessId')}>
            <option value="">{t('chooseWitness')}</option>
            {witnesses.map(({ accountId, name }) => (
              <option key={accountId} value={accountId}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <p className="text-sm">{t('why')}</p>
        <Notice tone="warning">{common('test')}</Notice>
        <SigningFields register={form.register} errors={errors} />
      </FormDialog>
    </>
  )
}
