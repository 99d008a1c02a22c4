'use client'

import { useTranslations } from 'next-intl'
import type * as z from 'zod'
import { RatingChoice } from '@/components/kinerja/rating-choice'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import { useCommand } from '@/components/ui/use-command'
import type { decideObjectionInput, EvaluationRef, objectionTextInput } from '@/lib/kinerja/evaluation'
import type { Action } from '@/lib/refusal'
import type { Rating } from '@/lib/registry/predicate'

const reasonSchema = () => import('@/lib/kinerja/evaluation').then((file) => file.objectionTextInput)
const decideSchema = () => import('@/lib/kinerja/evaluation').then((file) => file.decideObjectionInput)

type Reason = Action<z.input<typeof objectionTextInput>>

/** The employee accepts the result, or objects to it with reasons. */
export function AnswerResult({
  evaluationRef,
  hint,
  accept,
  object,
}: {
  evaluationRef: EvaluationRef
  hint: string
  accept: Action<EvaluationRef>
  object: Reason
}) {
  const t = useTranslations('evaluation')
  const { run, isBusy, trouble } = useCommand()
  return (
    <Card title={t('answerTitle')} className="print:hidden">
      <div className="grid gap-4">
        <p className="text-sm">{hint}</p>
        <Notice live>{trouble}</Notice>
        <div>
          <Button variant="primary" busy={isBusy} onClick={() => void run(() => accept(evaluationRef))}>
            {t('accept')}
          </Button>
        </div>
        <details className="text-sm">
          <summary className="cursor-pointer font-semibold text-primary">{t('object')}</summary>
          <ReasonForm
            evaluationRef={evaluationRef}
            label={t('reasons')}
            hint={t('reasonsHint')}
            send={t('object')}
            action={object}
          />
        </details>
      </div>
    </Card>
  )
}

/** Reasons of an objection, or the answer to it. */
export function ReasonForm({
  evaluationRef,
  label,
  hint,
  send,
  action,
}: {
  evaluationRef: EvaluationRef
  label: string
  hint?: string
  send: string
  action: Reason
}) {
  const { form, submit, summary, isBusy } = useActionForm(reasonSchema, action, { ...evaluationRef, text: '' })
  return (
    <form method="post" onSubmit={submit} className="mt-3 grid gap-3">
      <ErrorSummary {...summary} />
      <Field label={label} hint={hint} error={form.formState.errors.text?.message}>
        <textarea rows={4} maxLength={4000} {...form.register('text')} />
      </Field>
      <div>
        <Button type="submit" busy={isBusy}>
          {send}
        </Button>
      </div>
    </form>
  )
}

/** The superior keeps the ratings or sets others. */
export function DecideForm({
  evaluationRef,
  result,
  behaviour,
  action,
}: {
  evaluationRef: EvaluationRef
  result: Rating
  behaviour: Rating
  action: Action<z.input<typeof decideObjectionInput>>
}) {
  const t = useTranslations('evaluation')
  const defaults = { ...evaluationRef, result, behaviour, text: '' }
  const { form, submit, summary, isBusy } = useActionForm(decideSchema, action, defaults)
  const { errors } = form.formState
  return (
    <form method="post" onSubmit={submit} className="mt-3 grid gap-4">
      <p className="text-muted text-sm">{t('decisionHint')}</p>
      <ErrorSummary {...summary} />
      <RatingChoice legend={t('resultRating')} error={errors.result?.message} field={form.register('result')} />
      <RatingChoice
        legend={t('behaviourRating')}
        error={errors.behaviour?.message}
        field={form.register('behaviour')}
      />
      <Field label={t('decisionReasons')} error={errors.text?.message}>
        <textarea rows={4} maxLength={4000} {...form.register('text')} />
      </Field>
      <div>
        <Button type="submit" variant="primary" busy={isBusy}>
          {t('decide')}
        </Button>
      </div>
    </form>
  )
}
