'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'
import type { RevealInput } from '@/lib/registry/inputs'
import type { Sensitive } from '@/lib/registry/masked'

const schema = () => import('@/lib/registry/inputs').then((file) => file.revealInput)

/** A masked value with the way to see it whole: a reason, which the person can read later. */
export function RevealButton({
  id,
  field,
  label,
  masked,
  action,
}: {
  id: string
  field: Sensitive
  label: string
  masked: string
  action: Action<RevealInput, string | null>
}) {
  const t = useTranslations('registry.reveal')
  const [isOpen, setIsOpen] = useState(false)
  const [value, setValue] = useState<string | null>(null)
  const dialog = useActionForm(schema, action, { id, field, reason: '' }, (seen) => {
    setValue(seen)
    setIsOpen(false)
  })
  const { form } = dialog
  if (value !== null) return <span>{value}</span>
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3">
      <span aria-hidden="true">{masked}</span>
      <button type="button" onClick={() => setIsOpen(true)} className="min-h-6 text-sm text-link underline">
        {t('show')} <span className="sr-only">{label}</span>
      </button>
      <FormDialog
        title={t('title', { label })}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('close')}
        submitLabel={t('submit')}
        form={dialog}
      >
        <Field label={t('reason')} hint={t('hint')} error={form.formState.errors.reason?.message}>
          <textarea rows={3} {...form.register('reason')} />
        </Field>
      </FormDialog>
    </span>
  )
}
