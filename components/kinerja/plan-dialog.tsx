'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { DefaultValues, FieldValues, UseFormReturn } from 'react-hook-form'
import type * as z from 'zod'
import { Button } from '@/components/ui/button'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'

/** A button that asks for a few words or a day before it does what it says. */
export function PlanDialog<Input extends FieldValues, T>({
  label,
  note,
  schema,
  action,
  subject,
  defaults,
  onDone,
  children,
}: {
  label: string
  note: string
  schema: () => Promise<z.ZodType<Input, Input>>
  action: Action<Input, T>
  /** What is answered, in the version of the page now, however long ago the dialog was first drawn. */
  subject: Partial<Input>
  defaults: DefaultValues<Input>
  onDone?: (data: T) => void
  children: (form: UseFormReturn<Input, unknown, Input>) => ReactNode
}) {
  const t = useTranslations('skp.act')
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useActionForm(
    schema,
    (input: Input) => action({ ...input, ...subject }),
    defaults,
    (data) => {
      setIsOpen(false)
      onDone?.(data)
    },
  )
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{label}</Button>
      <FormDialog
        title={label}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('close')}
        submitLabel={label}
        form={dialog}
      >
        <p className="text-sm">{note}</p>
        {children(dialog.form)}
      </FormDialog>
    </>
  )
}
