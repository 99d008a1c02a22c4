'use client'

import { useTranslations } from 'next-intl'
import type * as z from 'zod'
import { type EvaluatedItem, EvaluationResult, useRollupText } from '@/components/kinerja/evaluation-result'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { confirmInput, EvaluationRef } from '@/lib/kinerja/evaluation'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/evaluation').then((file) => file.confirmInput)

/** The employee checks and completes what the approved work says of each result. */
export function ConfirmForm({
  evaluationRef,
  items,
  action,
}: {
  evaluationRef: EvaluationRef
  items: readonly EvaluatedItem[]
  action: Action<z.input<typeof confirmInput>>
}) {
  const t = useTranslations('evaluation')
  const rollupText = useRollupText()
  const lines = items.map(({ id, rollup }) => ({ itemId: id, realisation: rollupText(rollup) }))
  const { form, submit, summary, isBusy } = useActionForm(schema, action, { ...evaluationRef, lines })
  const { errors } = form.formState
  return (
    <form method="post" onSubmit={submit}>
      <Card title={t('results')} action={t('resultsHint')} flush>
        <div className="px-4">
          <ErrorSummary {...summary} />
        </div>
        <ol className="divide-y divide-line">
          {items.map((item, at) => (
            <EvaluationResult key={item.id} item={item} number={at + 1}>
              <Field
                label={t('realisation', { number: at + 1 })}
                hint={item.rollup.quantities.length > 0 && t('realisationHint')}
                error={errors.lines?.[at]?.realisation?.message}
              >
                <textarea rows={2} maxLength={1000} {...form.register(`lines.${at}.realisation`)} />
              </Field>
            </EvaluationResult>
          ))}
        </ol>
        <div className="grid gap-2 border-line border-t p-4">
          <p className="text-muted text-sm">{t('confirmNext')}</p>
          <div>
            <Button type="submit" variant="primary" busy={isBusy}>
              {t('confirm')}
            </Button>
          </div>
        </div>
      </Card>
    </form>
  )
}
