'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type * as z from 'zod'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { feedbackInput } from '@/lib/kinerja/feedback-input'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/feedback-input').then((file) => file.feedbackWords)

/** Feedback on one result or behaviour of a plan, which its person reads at once. Needs `ClientMessages`. */
export function FeedbackForm({
  planId,
  subjects,
  action,
}: {
  planId: string
  /** Results by their id, and core values. */
  subjects: readonly { about: string; label: string }[]
  action: Action<z.input<typeof feedbackInput>>
}) {
  const t = useTranslations('team.feedback')
  const [isSent, setIsSent] = useState(false)
  const { form, submit, summary, isBusy } = useActionForm(
    schema,
    (input) => action({ planId, ...input }),
    { about: '', text: '' },
    () => {
      form.reset()
      setIsSent(true)
    },
  )
  const { errors } = form.formState
  return (
    <form
      method="post"
      onSubmit={submit}
      onChange={() => setIsSent(false)}
      aria-label={t('title')}
      className="mb-4 grid gap-3 border-line border-b pb-4"
    >
      <ErrorSummary {...summary} />
      <Field label={t('about')} error={errors.about?.message}>
        <select {...form.register('about')}>
          <option value="">{t('choose')}</option>
          {subjects.map(({ about, label }) => (
            <option key={about} value={about}>
              {label}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('text')} hint={t('hint')} error={errors.text?.message}>
        <textarea rows={3} {...form.register('text')} />
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" busy={isBusy}>
          {t('send')}
        </Button>
        <span role="status" className="text-success text-sm">
          {isSent && t('sent')}
        </span>
      </div>
    </form>
  )
}
