'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { DefaultValues, FieldValues, UseFormReturn } from 'react-hook-form'
import type * as z from 'zod'
import { ProposalConflict } from '@/components/sapk/proposal-conflict'
import { Button } from '@/components/ui/button'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/inputs'
import type { ProposalState } from '@/lib/sapk/proposal'

/** What every step of a proposal that asks before it is taken is given. */
export type Step<Input> = {
  proposal: ProposalRef
  /** The status that the page shows. */
  seen: ProposalState
  action: Action<ProposalRef & Input, unknown>
  label: string
  variant?: 'secondary' | 'danger'
  icon?: ReactNode
  onDone?: () => void
}

/** A button that asks for a few words before a proposal takes its step. */
export function StepDialog<Input extends FieldValues>({
  proposal,
  seen,
  action,
  label,
  variant = 'secondary',
  icon,
  onDone,
  schema,
  defaults,
  children,
}: Step<Input> & {
  schema: () => Promise<z.ZodType<Input, Input>>
  defaults: DefaultValues<Input>
  children: (form: UseFormReturn<Input, unknown, Input>) => ReactNode
}) {
  const t = useTranslations('proposal.act')
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useActionForm(
    schema,
    (input: Input) => action({ ...proposal, ...input }),
    defaults,
    () => {
      setIsOpen(false)
      onDone?.()
    },
  )
  return (
    <>
      <Button variant={variant} icon={icon} onClick={() => setIsOpen(true)}>
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
        {children(dialog.form)}
      </FormDialog>
    </>
  )
}
