'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/allowance-input').then((file) => file.amountsInput)

type Amounts = { startsOn: string; lines: string }

/** The whole allowance of posts, typed or pasted from the decision of the agency. */
export function AmountsForm({ startsOn, save }: { startsOn: string; save: Action<Amounts, number> }) {
  const t = useTranslations('consequence.allowance')
  const [saved, setSaved] = useState<number | null>(null)
  const { form, submit, summary, isBusy } = useActionForm(schema, save, { startsOn, lines: '' }, (count) => {
    setSaved(count)
    form.reset({ startsOn, lines: '' })
  })
  const { errors } = form.formState
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <ErrorSummary {...summary} />
      <Field label={t('amountLines')} hint={t('amountLinesHint')} error={errors.lines?.message}>
        <textarea rows={4} {...form.register('lines')} />
      </Field>
      <Field label={t('startsOn')} error={errors.startsOn?.message} className="md:max-w-60">
        <input type="date" {...form.register('startsOn')} />
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" busy={isBusy}>
          {t('saveAmounts')}
        </Button>
        <p role="status" className="text-sm">
          {saved !== null && t('amountsSaved', { count: saved })}
        </p>
      </div>
    </form>
  )
}
