'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { DefaultValues, FieldValues, UseFormReturn } from 'react-hook-form'
import type * as z from 'zod'
import { SigningFields } from '@/components/access/signing-fields'
import { FormDialog } from '@/components/ui/form-dialog'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'

type Proof = { password: string; code: string }

/** A button that signs, after its dialog has said why and asked for password and code once more. */
export function SigningDialog<Input extends FieldValues & Proof, Output>({
  schema,
  action,
  defaults,
  words,
  button,
  children,
}: {
  schema: () => Promise<z.ZodType<Output, Input>>
  action: Action<Input, unknown>
  defaults: Omit<Input, keyof Proof>
  words: { title: string; why: string; cancel: string; confirm: string }
  button: (open: () => void) => ReactNode
  /** What else the signature says. */
  children?: (form: UseFormReturn<Input, unknown, Output>) => ReactNode
}) {
  const t = useTranslations('common.signing')
  const [isOpen, setIsOpen] = useState(false)
  const unsigned = { ...defaults, password: '', code: '' } as Input
  const close = () => setIsOpen(false)
  const dialog = useActionForm(schema, action, unsigned as DefaultValues<Input>, close)
  const { form } = dialog
  const proof = form as unknown as UseFormReturn<Proof>
  return (
    <>
      {button(() => {
        form.reset(unsigned)
        setIsOpen(true)
      })}
      <FormDialog
        isOpen={isOpen}
        onClose={close}
        title={words.title}
        closeLabel={words.cancel}
        submitLabel={words.confirm}
        form={dialog}
      >
        {children?.(form)}
        <p className="text-sm">{words.why}</p>
        <Notice tone="warning">{t('test')}</Notice>
        <SigningFields register={proof.register} errors={proof.formState.errors} />
      </FormDialog>
    </>
  )
}
