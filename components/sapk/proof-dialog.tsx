'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { SigningFields } from '@/components/access/signing-fields'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/inputs'

const schema = () => import('@/lib/sapk/inputs').then((file) => file.revocationInput)

type Proof = { password: string; code: string }
export type ProofAction = Action<ProposalRef & Proof & { detail: string }, unknown>

/** Takes a signed paper back, or opens it for correction: what follows, the reason, password and code once more. */
export function ProofDialog({
  proposal,
  action,
  step,
  children,
}: {
  proposal: ProposalRef
  action: ProofAction
  step: 'revoke' | 'correct' | 'revoke_decree' | 'correct_decree'
  children?: ReactNode
}) {
  const t = useTranslations('proposal.act')
  const [isOpen, setIsOpen] = useState(false)
  const defaults = { ...proposal, detail: '', password: '', code: '' }
  const dialog = useActionForm(schema, action, defaults, () => setIsOpen(false))
  const { errors } = dialog.form.formState
  const variant = step.startsWith('correct') ? 'secondary' : 'danger'
  return (
    <>
      <Button variant={variant} onClick={() => setIsOpen(true)}>
        {t(step)}
      </Button>
      <FormDialog
        title={t(step)}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('close')}
        submitLabel={t(step)}
        variant={variant === 'danger' ? 'danger' : 'primary'}
        form={dialog}
      >
        <p className="text-sm">{t(`confirm.${step}`)}</p>
        {children}
        <Field label={t('reason')} hint={t('detailHint')} error={errors.detail?.message}>
          <textarea rows={3} {...dialog.form.register('detail')} />
        </Field>
        <SigningFields register={dialog.form.register} errors={errors} />
      </FormDialog>
    </>
  )
}
