'use client'

import { type ComponentProps, useState } from 'react'
import type * as z from 'zod'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'

type Input = { reason: string }

const anyReason = () => import('@/lib/reason-input').then((file) => file.reasonInput)

type Words = { button: string; title: string; explanation?: string; reason: string; reasonHint?: string; close: string }

/** A button that says in a dialog what follows and asks why, before anything is done. Needs `ClientMessages`. */
export function ReasonButton({
  words,
  variant = 'secondary',
  schema = anyReason,
  action,
  onDone,
  ...button
}: {
  words: Words
  variant?: 'secondary' | 'danger'
  /** What a reason has to say here, where it is more than a few words. */
  schema?: () => Promise<z.ZodType<Input, Input>>
  action: Action<Input>
  onDone?: () => void
} & Pick<ComponentProps<typeof Button>, 'size' | 'aria-label'>) {
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useActionForm(schema, action, { reason: '' }, onDone ?? (() => setIsOpen(false)))
  return (
    <>
      <Button variant={variant} {...button} onClick={() => setIsOpen(true)}>
        {words.button}
      </Button>
      <FormDialog
        title={words.title}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={words.close}
        submitLabel={words.button}
        variant={variant === 'danger' ? 'danger' : 'primary'}
        form={dialog}
      >
        {words.explanation && <p className="text-sm">{words.explanation}</p>}
        <Field label={words.reason} hint={words.reasonHint} error={dialog.form.formState.errors.reason?.message}>
          <textarea rows={3} {...dialog.form.register('reason')} />
        </Field>
      </FormDialog>
    </>
  )
}
