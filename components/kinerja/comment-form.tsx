'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/plan-input').then((file) => file.planNoteInput)

/** Adds to the dialogue of a plan. */
export function CommentForm({ id, comment }: { id: string; comment: Action<{ id: string; text: string }> }) {
  const t = useTranslations('skp')
  const { form, submit, summary, isBusy } = useActionForm(schema, comment, { id, text: '' }, () =>
    form.reset({ id, text: '' }),
  )
  return (
    <form method="post" onSubmit={submit} noValidate className="mb-4 grid gap-3">
      <ErrorSummary {...summary} />
      <Field label={t('comment')} error={form.formState.errors.text?.message}>
        <textarea rows={2} {...form.register('text')} />
      </Field>
      <div>
        <Button type="submit" size="sm" busy={isBusy}>
          {t('commentSend')}
        </Button>
      </div>
    </form>
  )
}
