'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import { BANK_PATH } from '@/lib/cat/item-filter'
import type { Action } from '@/lib/refusal'

type Ref = { id: string; version: number }
type WithReason = Action<Ref & { reason: string }>

/** What may be done with an item now: mend and submit it, or decide on it. */
export function ItemActions({
  item,
  may,
  actions,
}: {
  item: Ref
  may: { edit: boolean; submit: boolean; review: boolean; retire: boolean; leak: boolean; restore: boolean }
  actions: Record<'submit' | 'approve', Action<Ref>> & Record<'giveBack' | 'retire' | 'leak' | 'restore', WithReason>
}) {
  const t = useTranslations('bank.act')
  return (
    <>
      {may.edit && <ButtonLink href={`${BANK_PATH}/${item.id}/ubah`}>{t('edit')}</ButtonLink>}
      {may.submit && (
        <ConfirmButton
          variant="primary"
          label={t('submit')}
          title={t('submit')}
          confirmLabel={t('submit')}
          cancelLabel={t('close')}
          run={() => actions.submit(item)}
        >
          <p>{t('submitNote')}</p>
        </ConfirmButton>
      )}
      {may.review && (
        <>
          <ReasonButton label={t('return')} hint={t('reasonHint')} item={item} action={actions.giveBack} />
          <ConfirmButton
            variant="primary"
            label={t('approve')}
            title={t('approve')}
            confirmLabel={t('approve')}
            cancelLabel={t('close')}
            run={() => actions.approve(item)}
          >
            <p>{t('approveNote')}</p>
          </ConfirmButton>
        </>
      )}
      {may.retire && <ReasonButton label={t('retire')} item={item} action={actions.retire} variant="danger" />}
      {may.leak && (
        <ReasonButton label={t('leak')} text={t('leakNote')} item={item} action={actions.leak} variant="danger" />
      )}
      {may.restore && (
        <ReasonButton label={t('restore')} text={t('restoreNote')} item={item} action={actions.restore} />
      )}
    </>
  )
}

const schema = () => import('@/lib/cat/item-input').then((file) => file.reasonInput)

function ReasonButton({
  label,
  text,
  hint,
  item,
  action,
  variant = 'secondary',
}: {
  label: string
  text?: string
  hint?: string
  item: Ref
  action: WithReason
  variant?: 'secondary' | 'danger'
}) {
  const t = useTranslations('bank.act')
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useActionForm(
    schema,
    (input) => action({ ...input, ...item }),
    { ...item, reason: '' },
    () => setIsOpen(false),
  )
  return (
    <>
      <Button variant={variant} onClick={() => setIsOpen(true)}>
        {label}
      </Button>
      <FormDialog
        title={label}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('close')}
        submitLabel={label}
        variant={variant === 'danger' ? 'danger' : 'primary'}
        form={dialog}
      >
        {text && <p className="text-sm">{text}</p>}
        <Field label={t('reason')} hint={hint ?? t('reasonWhy')} error={dialog.form.formState.errors.reason?.message}>
          <textarea rows={3} {...dialog.form.register('reason')} />
        </Field>
      </FormDialog>
    </>
  )
}
