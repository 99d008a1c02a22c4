'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { ProposalConflict } from '@/components/sapk/proposal-conflict'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/inputs'
import type { ProposalState } from '@/lib/sapk/proposal'

const schema = () => import('@/lib/sapk/inputs').then((file) => file.detailInput)

/** A step that needs a sentence of its own, such as cancelling or passing on. */
export function TextDialog({
  proposal,
  seen,
  action,
  label,
  variant = 'secondary',
  onDone,
  children,
}: {
  proposal: ProposalRef
  /** The status that the page shows. */
  seen: ProposalState
  action: Action<ProposalRef & { detail: string }, unknown>
  label: string
  variant?: 'secondary' | 'danger'
  onDone?: () => void
  children?: ReactNode
}) {
  const t = useTranslations('proposal.act')
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useActionForm(
    schema,
    (input) => action({ ...proposal, ...input }),
    { detail: '' },
    () => {
      setIsOpen(false)
      onDone?.()
    },
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
        <ProposalConflict refusal={dialog.refusal} seen={seen} />
        {children && <p className="text-sm">{children}</p>}
        <Field label={t('reason')} hint={t('detailHint')} error={dialog.form.formState.errors.detail?.message}>
          <textarea rows={3} {...dialog.form.register('detail')} />
        </Field>
      </FormDialog>
    </>
  )
}
