'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/inputs'

const schema = () => import('@/lib/sapk/inputs').then((file) => file.forwardInput)

export type Recipient = { accountId: string; name: string; office: string }
export type ForwardAction = Action<ProposalRef & { to: string; detail: string }, unknown>

/** Passes a file on to one other verifier, with a note that they read when they open it. */
export function ForwardDialog({
  proposal,
  recipients,
  action,
  onDone,
}: {
  proposal: ProposalRef
  recipients: readonly Recipient[]
  action: ForwardAction
  onDone: () => void
}) {
  const t = useTranslations('proposal')
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useActionForm(
    schema,
    (input) => action({ ...proposal, ...input }),
    { to: '', detail: '' },
    () => {
      setIsOpen(false)
      onDone()
    },
  )
  const { errors } = dialog.form.formState
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('review.forward')}</Button>
      <FormDialog
        title={t('review.forwardTitle')}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('act.close')}
        submitLabel={t('review.forward')}
        form={dialog}
      >
        {recipients.length === 0 && <p className="text-sm">{t('review.noRecipient')}</p>}
        <Field label={t('review.recipient')} error={errors.to?.message}>
          <select {...dialog.form.register('to')}>
            <option value="" disabled>
              {t('act.choose')}
            </option>
            {recipients.map(({ accountId, name, office }) => (
              <option key={accountId} value={accountId}>
                {`${name}, ${office}`}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('review.note')} hint={t('review.noteHint')} error={errors.detail?.message}>
          <textarea rows={3} {...dialog.form.register('detail')} />
        </Field>
      </FormDialog>
    </>
  )
}
