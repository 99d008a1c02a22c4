'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type * as z from 'zod'
import { type EvaluatedItem, EvaluationResult, GivenOnValues } from '@/components/kinerja/evaluation-result'
import { PredicateMatrix } from '@/components/kinerja/predicate-matrix'
import { RatingChoice } from '@/components/kinerja/rating-choice'
import { Card } from '@/components/ui/card'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { useActionForm } from '@/components/ui/use-action-form'
import { type Distribution, distributionFindings, type OrganisationPredicate } from '@/lib/kinerja/distribution'
import type { EvaluationRef, rateInput } from '@/lib/kinerja/evaluation'
import type { Given } from '@/lib/kinerja/evaluations-read.server'
import { CORE_VALUES } from '@/lib/kinerja/plan'
import { predicateOf } from '@/lib/kinerja/rating'
import type { Action } from '@/lib/refusal'
import type { Rating } from '@/lib/registry/predicate'

const schema = () => import('@/lib/kinerja/evaluation').then((file) => file.rateInput)

type Unit = { organisation?: OrganisationPredicate; distribution?: Distribution }

/** The appraiser reads what was achieved, rates results and behaviour, and says why; the matrix answers. */
export function RateForm({
  evaluationRef,
  name,
  items,
  expectations,
  given,
  unit,
  action,
}: {
  evaluationRef: EvaluationRef
  name: string
  items: readonly EvaluatedItem[]
  expectations: readonly { value: string; expectation: string }[]
  given: readonly Given[]
  unit: Unit
  action: Action<z.input<typeof rateInput>>
}) {
  const t = useTranslations('evaluation')
  const values = useTranslations('skp.value')
  const { form, submit, summary, isBusy } = useActionForm(schema, action, {
    ...evaluationRef,
    ground: '',
    deviationReason: '',
    lines: items.map(({ id }) => ({ itemId: id, feedback: '' })),
    values: CORE_VALUES.map((value) => ({ value, feedback: '' })),
  })
  const { errors } = form.formState
  const [result, behaviour] = form.watch(['result', 'behaviour']) as [Rating | undefined, Rating | undefined]
  return (
    <form
      method="post"
      onSubmit={submit}
      className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_23rem]"
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <ErrorSummary {...summary} />
        <Card step={1} title={t('results')} action={t('resultsHint')} flush>
          <ol className="divide-y divide-line">
            {items.map((item, at) => (
              <EvaluationResult key={item.id} item={item} number={at + 1}>
                <p className="font-semibold wrap-anywhere">{item.realisation || t('realisationNone')}</p>
                <Field
                  className="mt-2"
                  label={t('feedback', { number: at + 1 })}
                  optional={t('optional')}
                  error={errors.lines?.[at]?.feedback?.message}
                >
                  <textarea rows={2} maxLength={1000} {...form.register(`lines.${at}.feedback`)} />
                </Field>
              </EvaluationResult>
            ))}
          </ol>
          <div className="border-line border-t p-4">
            <RatingChoice legend={t('resultRating')} error={errors.result?.message} field={form.register('result')} />
          </div>
        </Card>
        <Card step={2} title={t('behaviour')} action={t('behaviourHint')} flush>
          <GivenOnValues given={given} />
          <details className="px-4 py-3 text-sm">
            <summary className="cursor-pointer font-semibold text-primary">{t('feedbackOpen')}</summary>
            <div className="mt-3 grid gap-3 md:grid-cols-2">
              {CORE_VALUES.map((value, at) => {
                const expected = expectations.find((each) => each.value === value)?.expectation
                return (
                  <Field
                    key={value}
                    label={t('feedbackOf', { value: values(`${value}.name`) })}
                    hint={expected && t('expectation', { text: expected })}
                    optional={t('optional')}
                  >
                    <textarea rows={2} maxLength={1000} {...form.register(`values.${at}.feedback`)} />
                  </Field>
                )
              })}
            </div>
          </details>
          <div className="border-line border-t p-4">
            <RatingChoice
              legend={t('behaviourRating')}
              error={errors.behaviour?.message}
              field={form.register('behaviour')}
            />
          </div>
        </Card>
      </div>
      <Card step={3} title={t('matrix')}>
        <div className="grid gap-4">
          <p className="text-muted text-sm">{t('matrixHint')}</p>
          <PredicateMatrix result={result} behaviour={behaviour} />
          <Field label={t('ground')} hint={t('groundHint', { name })} error={errors.ground?.message}>
            <textarea rows={5} maxLength={4000} {...form.register('ground')} />
          </Field>
          {unit.distribution && (
            <Pattern unit={unit} result={result} behaviour={behaviour}>
              <Field label={t('deviation')} error={errors.deviationReason?.message}>
                <textarea rows={3} maxLength={2000} {...form.register('deviationReason')} />
              </Field>
            </Pattern>
          )}
          <SubmitButton busy={isBusy}>{t('send')}</SubmitButton>
          <p className="text-muted text-sm">{t('sent', { name })}</p>
        </div>
      </Card>
    </form>
  )
}

/** How the unit would lie to its pattern with this predikat; where it deviates, `children` asks why. */
function Pattern({
  unit: { organisation, distribution },
  result,
  behaviour,
  children,
}: {
  unit: Unit
  result?: Rating
  behaviour?: Rating
  children: ReactNode
}) {
  const t = useTranslations('evaluation')
  if (!organisation || !distribution) return <Notice tone="info">{t('patternNone')}</Notice>
  const word = { organisation: t(`organisation.${organisation}`) }
  if (!result || !behaviour) return <Notice tone="info">{t('pattern', word)}</Notice>
  const predicate = predicateOf(result, behaviour)
  const findings = distributionFindings(organisation, { ...distribution, [predicate]: distribution[predicate] + 1 })
  if (findings.length === 0) return <Notice tone="info">{t('patternSmall', word)}</Notice>
  if (findings.every(({ met }) => met)) return <Notice tone="info">{t('pattern', word)}</Notice>
  return (
    <>
      <Notice tone="warning">{t('patternDeviates')}</Notice>
      {children}
    </>
  )
}
