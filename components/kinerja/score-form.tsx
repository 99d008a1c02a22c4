'use client'

import { useTranslations } from 'next-intl'
import { ActivityMeasures, type MeasureName } from '@/components/kinerja/activity-measures'
import { activitiesOf } from '@/components/kinerja/activity-words'
import { AdditionFields } from '@/components/kinerja/addition-fields'
import type { EvaluatedItem } from '@/components/kinerja/evaluation-result'
import { ScoreCard } from '@/components/kinerja/score-outcome'
import { Card } from '@/components/ui/card'
import { Choice } from '@/components/ui/choice'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { useActionForm } from '@/components/ui/use-action-form'
import { type Assessment, BEHAVIOUR_ASPECTS, previewOf } from '@/lib/kinerja/assessment'
import type { Additions, ScoreInput } from '@/lib/kinerja/assessment-input'
import type { EvaluationRef } from '@/lib/kinerja/evaluation'
import { realisedOf } from '@/lib/kinerja/realised'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/assessment-input').then((file) => file.scoreInput)

const NO_BEHAVIOUR = { service: '', integrity: '', commitment: '', discipline: '', teamwork: '', leadership: '' }

/**
 * The numbers of PP 46/2011: figures of each activity, what came on top, behaviour. The result and its working follow
 * every figure. The superior decides an objection in the same fields, which begin with what the appraiser gave.
 */
export function ScoreForm({
  evaluationRef,
  items,
  additions,
  given,
  words,
  action,
}: {
  evaluationRef: EvaluationRef
  items: readonly EvaluatedItem[]
  additions: Additions
  given?: Assessment | null
  words: { ground: string; groundHint: string; send: string; sent: string }
  action: Action<ScoreInput>
}) {
  const t = useTranslations('evaluation')
  const activities = activitiesOf(items)
  const begun = given ?? additions
  const { form, submit, summary, isBusy } = useActionForm(schema, action, {
    ...evaluationRef,
    activities: given?.activities ?? activities.map((item) => ({ ...realisedOf(item), quality: '' })),
    extraTasks: begun.extraTasks,
    creations: begun.creations,
    isStructural: given?.isStructural ?? false,
    behaviour: given?.behaviour ?? NO_BEHAVIOUR,
    ground: '',
  })
  const { register, setValue, formState } = form
  const { errors } = formState
  const values = form.watch() as ScoreInput
  const targets = activities.map(({ id, activity }) => ({ id, ...activity }))
  const preview = previewOf(evaluationRef.startsOn, targets, values)
  const field = (at: number, name: MeasureName | 'quality') => ({
    input: register(`activities.${at}.${name}`),
    error: errors.activities?.[at]?.[name]?.message,
  })
  return (
    <form
      method="post"
      onSubmit={submit}
      noValidate
      className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_23rem]"
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <ErrorSummary {...summary} />
        <Card title={t('activities')} action={t('resultsHint')} flush>
          <ol className="divide-y divide-line">
            {activities.map((item, at) => (
              <ActivityMeasures
                key={item.id}
                item={item}
                at={at}
                isDone={values.activities[at]?.isDone ?? true}
                field={(name) => field(at, name)}
                quality={field(at, 'quality')}
              />
            ))}
          </ol>
          <details className="border-line border-t px-4 py-3 text-sm">
            <summary className="cursor-pointer font-semibold text-primary">{t('qualityGuide')}</summary>
            <p className="mt-2 whitespace-pre-line text-muted">{t('qualityGuideText')}</p>
          </details>
        </Card>
        <AdditionFields
          extraTasks={values.extraTasks}
          creations={values.creations}
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
        <Card title={t('behaviour')} action={t('behaviourScoreHint')}>
          <div className="grid gap-4">
            <Choice type="checkbox" label={t('structural')} hint={t('structuralHint')} {...register('isStructural')} />
            <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3">
              {BEHAVIOUR_ASPECTS.map(
                (aspect) =>
                  (aspect !== 'leadership' || values.isStructural) && (
                    <Field key={aspect} label={t(`aspect.${aspect}`)} error={errors.behaviour?.[aspect]?.message}>
                      <input inputMode="decimal" {...register(`behaviour.${aspect}`)} />
                    </Field>
                  ),
              )}
            </div>
          </div>
        </Card>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:sticky lg:top-20">
        <ScoreCard assessment={preview?.assessment} predicate={preview?.predicate} />
        <Card title={words.send}>
          <div className="grid gap-4">
            <Field label={words.ground} hint={words.groundHint} error={errors.ground?.message}>
              <textarea rows={4} maxLength={4000} {...register('ground')} />
            </Field>
            <SubmitButton busy={isBusy}>{words.send}</SubmitButton>
            <p className="text-muted text-sm">{words.sent}</p>
          </div>
        </Card>
      </div>
    </form>
  )
}
