'use client'

import { useTranslations } from 'next-intl'
import { ActivityMeasures, type MeasureName } from '@/components/kinerja/activity-measures'
import { activitiesOf } from '@/components/kinerja/activity-words'
import { AdditionFields } from '@/components/kinerja/addition-fields'
import type { EvaluatedItem } from '@/components/kinerja/evaluation-result'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ErrorSummary } from '@/components/ui/error-summary'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Additions, ConfirmActivitiesInput } from '@/lib/kinerja/assessment-input'
import type { EvaluationRef } from '@/lib/kinerja/evaluation'
import { realisedOf } from '@/lib/kinerja/realised'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/assessment-input').then((file) => file.confirmActivitiesInput)

/** The employee says what was achieved of each activity of PP 46/2011, and what came on top of the plan. */
export function ConfirmActivitiesForm({
  evaluationRef,
  items,
  additions,
  action,
}: {
  evaluationRef: EvaluationRef
  items: readonly EvaluatedItem[]
  additions: Additions
  action: Action<ConfirmActivitiesInput>
}) {
  const t = useTranslations('evaluation')
  const activities = activitiesOf(items)
  const defaults = { ...evaluationRef, activities: activities.map(realisedOf), ...additions }
  const { form, submit, summary, isBusy } = useActionForm(schema, action, defaults)
  const { register, watch, setValue, formState } = form
  const { errors } = formState
  const [extraTasks, creations] = watch(['extraTasks', 'creations'])
  const field = (at: number, name: MeasureName) => ({
    input: register(`activities.${at}.${name}`),
    error: errors.activities?.[at]?.[name]?.message,
  })
  return (
    <form method="post" onSubmit={submit} noValidate className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <ErrorSummary {...summary} />
      <Card title={t('activities')} action={t('resultsHint')} flush>
        <ol className="divide-y divide-line">
          {activities.map((item, at) => (
            <ActivityMeasures
              key={item.id}
              item={item}
              at={at}
              isDone={watch(`activities.${at}.isDone`)}
              field={(name) => field(at, name)}
            />
          ))}
        </ol>
      </Card>
      <AdditionFields
        extraTasks={extraTasks}
        creations={creations}
        change={(next) => {
          setValue('extraTasks', next.extraTasks)
          setValue('creations', next.creations)
        }}
        task={(at, name) => ({
          input: register(`extraTasks.${at}.${name}`),
          error: errors.extraTasks?.[at]?.[name]?.message,
        })}
        creation={(at, name) => ({
          input: register(`creations.${at}.${name}`),
          error: errors.creations?.[at]?.[name]?.message,
        })}
      />
      <p className="text-muted text-sm">{t('confirmNext')}</p>
      <div>
        <Button type="submit" variant="primary" busy={isBusy}>
          {t('confirm')}
        </Button>
      </div>
    </form>
  )
}
