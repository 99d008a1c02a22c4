'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import type { RevealEventInput } from '@/lib/audit-reveal'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/audit-reveal').then((file) => file.revealEventInput)

/** What an event of the trail wrote, masked until somebody says why they have to see it. */
export function RevealEvent({
  seq,
  masked,
  action,
}: {
  seq: number
  masked: string
  action: Action<RevealEventInput, string>
}) {
  const t = useTranslations('audit.reveal')
  const [isOpen, setIsOpen] = useState(false)
  const [content, setContent] = useState<string | null>(null)
  const dialog = useActionForm(schema, action, { seq, reason: '' }, (seen) => {
    setContent(seen)
    setIsOpen(false)
  })
  const { form } = dialog
  return (
    <div className="p-2">
      <pre className="overflow-x-auto text-xs whitespace-pre-wrap">{content ?? masked}</pre>
      {content === null && (
        <p className="mt-2 flex flex-wrap items-center gap-x-3 text-sm text-muted">
          {t('masked')}
          <button type="button" onClick={() => setIsOpen(true)} className="min-h-6 text-link underline">
            {t('show')} <span className="sr-only">{t('showOf', { seq })}</span>
          </button>
        </p>
      )}
      <FormDialog
        title={t('title', { seq })}
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
    </div>
  )
}
