'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
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
  const [isOpen, setIsOpen] = useState(false)
  const defaults = { id, password: '', code: '' }
  const { form, submit, summary, isBusy } = useActionForm(schema, action, defaults, () => setIsOpen(false))
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
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={label}
        closeLabel={t('cancel')}
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>{t('cancel')}</Button>
            <Button variant="primary" busy={isBusy} onClick={() => submit()} data-primary>
              {t('confirm')}
            </Button>
          </>
        }
      >
        <form method="post" onSubmit={submit} className="grid gap-4">
          <p className="text-sm">{why}</p>
          <Notice tone="warning">{t('test')}</Notice>
          <ErrorSummary {...summary} />
          <Field label={t('password')} error={errors.password?.message}>
            <input type="password" autoComplete="current-password" {...form.register('password')} />
          </Field>
          <Field label={t('code')} error={errors.code?.message}>
            <input inputMode="numeric" autoComplete="one-time-code" {...form.register('code')} />
          </Field>
          <button type="submit" hidden />
        </form>
      </Dialog>
    </>
  )
}
