'use client'

import { useTranslations } from 'next-intl'
import type * as z from 'zod'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { KeyValues } from '@/components/ui/key-values'
import { StatusTag } from '@/components/ui/status-tag'
import { useActionForm } from '@/components/ui/use-action-form'
import type { answerInput } from '@/lib/cat/objection'
import type { ObjectionLine } from '@/lib/cat/objections.server'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/cat/objection').then((file) => file.answerInput)
const LOOKS = { filed: 'waiting', accepted: 'approved', rejected: 'rejected' } as const

type Answer = Action<z.input<typeof answerInput>>

/** One objection: what the candidate holds against the result, by when it is answered, and the answer. */
export function ObjectionCard({
  objection,
  filed,
  due,
  action,
}: {
  objection: Omit<ObjectionLine, 'filedAt' | 'dueOn'>
  filed: string
  due: string
  action: Answer
}) {
  const t = useTranslations('results')
  const { id, stage, number, name, text, fileName, state, answer, answeredName, awaitsVersion } = objection
  return (
    <Card
      title={`${name} · ${number}`}
      action={<StatusTag look={LOOKS[state]}>{t(`objections.states.${state}`)}</StatusTag>}
    >
      <KeyValues
        items={[
          { label: t('objections.stage'), value: t(`stage.${stage}`) },
          { label: t('objections.filed'), value: filed },
          { label: t('objections.due'), value: due },
        ]}
      />
      <p className="mt-2 max-w-[70ch] text-sm break-words whitespace-pre-line">{text}</p>
      {fileName && (
        <p className="mt-2 text-sm">
          <a href={`/api/sanggah/${id}`} target="_blank" rel="noopener">
            {t('objections.evidence', { name: fileName })}
          </a>
        </p>
      )}
      {state === 'filed' ? (
        <AnswerForm id={id} number={number} action={action} />
      ) : (
        <div className="mt-4 border-t border-line pt-4 text-sm">
          <p className="max-w-[70ch] break-words whitespace-pre-line">{answer}</p>
          <p className="mt-1 text-muted">{t('objections.answeredBy', { name: answeredName ?? '' })}</p>
          {awaitsVersion && <p className="mt-1 font-semibold">{t('objections.needsVersion')}</p>}
        </div>
      )}
    </Card>
  )
}

function AnswerForm({ id, number, action }: { id: string; number: string; action: Answer }) {
  const t = useTranslations('results.objections')
  const defaults = { id, decision: 'rejected' as const, answer: '' }
  const { form, submit, summary, isBusy } = useActionForm(schema, action, defaults)
  const { errors } = form.formState
  const decide = (decision: 'accepted' | 'rejected') => {
    form.setValue('decision', decision)
    return submit()
  }
  return (
    <form
      method="post"
      onSubmit={(event) => event.preventDefault()}
      aria-label={t('details', { number })}
      className="mt-4 grid gap-3 border-t border-line pt-4"
    >
      <ErrorSummary {...summary} />
      <Field label={t('reason')} hint={t('reasonHint')} error={errors.answer?.message}>
        <textarea rows={3} maxLength={4000} {...form.register('answer')} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="button" busy={isBusy} onClick={() => void decide('accepted')}>
          {t('accept')}
        </Button>
        <Button type="button" busy={isBusy} onClick={() => void decide('rejected')}>
          {t('reject')}
        </Button>
      </div>
    </form>
  )
}
