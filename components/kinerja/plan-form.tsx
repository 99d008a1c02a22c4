'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useFieldArray } from 'react-hook-form'
import { ActivityFields } from '@/components/kinerja/activity-fields'
import { type LeaderResult, ResultFields } from '@/components/kinerja/result-fields'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { useActionForm } from '@/components/ui/use-action-form'
import type { PlanInput } from '@/lib/kinerja/plan-input'
import { emptyLine } from '@/lib/kinerja/plan-lines'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/plan-input').then((file) => file.planInput)
const ATTACHMENTS = ['resources', 'accountability', 'consequences'] as const

/** A draft as its owner writes it: lines, expectations, attachments. Saving keeps it a draft. */
export function PlanForm({
  defaults,
  isOfResults,
  leading,
  save,
}: {
  defaults: PlanInput
  /** PermenPANRB 6/2022; else the activities of PP 46/2011. */
  isOfResults: boolean
  leading: readonly LeaderResult[]
  save: Action<PlanInput>
}) {
  const t = useTranslations('skp')
  const router = useRouter()
  const back = `/kinerja/skp/${defaults.id}` as Parameters<typeof router.push>[0]
  const { form, submit, summary, isBusy } = useActionForm(schema, save, defaults, () => router.push(back))
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'items' })
  const { errors } = form.formState
  const Fields = isOfResults ? ResultFields : ActivityFields
  return (
    <form method="post" onSubmit={submit} noValidate className="grid max-w-240 gap-6">
      <ErrorSummary {...summary} />
      {fields.map((field, at) => (
        <Card
          key={field.id}
          title={t(isOfResults ? 'form.result' : 'form.activity', { number: at + 1 })}
          action={
            <Button size="sm" icon={<Icon name="trash-2" />} onClick={() => remove(at)}>
              {t('form.remove', { number: at + 1 })}
            </Button>
          }
        >
          <Fields form={form} at={at} leading={leading} />
        </Card>
      ))}
      <div>
        <Button icon={<Icon name="plus" />} onClick={() => append(emptyLine(isOfResults ? 'main' : 'activity'))}>
          {t(isOfResults ? 'form.addResult' : 'form.addActivity')}
        </Button>
      </div>
      {isOfResults && (
        <>
          <Card title={t('expectation')}>
            <div className="grid gap-4 md:grid-cols-2">
              {defaults.behaviours.map(({ value }, at) => (
                <Field
                  key={value}
                  label={t(`value.${value}.name`)}
                  optional={t('form.optional')}
                  error={errors.behaviours?.[at]?.expectation?.message}
                >
                  <textarea rows={2} {...form.register(`behaviours.${at}.expectation`)} />
                </Field>
              ))}
            </div>
          </Card>
          <Card title={t('attachments')}>
            <div className="grid gap-4">
              {ATTACHMENTS.map((name) => (
                <Field key={name} label={t(name)} optional={t('form.optional')} error={errors[name]?.message}>
                  <textarea rows={2} {...form.register(name)} />
                </Field>
              ))}
            </div>
          </Card>
        </>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={isBusy}>
          {t('form.save')}
        </Button>
        <ButtonLink href={back}>{t('form.cancel')}</ButtonLink>
      </div>
    </form>
  )
}
