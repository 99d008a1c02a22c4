'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field, FieldGroup } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { NewPlanInput } from '@/lib/kinerja/plan-input'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/plan-input').then((file) => file.newPlanInput)

/** For which days a plan is made, and what it starts from. The days choose the regime. */
export function NewPlanForm({ defaults, create }: { defaults: NewPlanInput; create: Action<NewPlanInput, string> }) {
  const t = useTranslations('skp.new')
  const router = useRouter()
  const { form, submit, summary, isBusy } = useActionForm(schema, create, defaults, (id) => {
    router.push(`/kinerja/skp/${id}/ubah` as Parameters<typeof router.push>[0])
  })
  const { register } = form
  const { errors } = form.formState
  const isOfResults = form.watch('startsOn') >= '2022-01-01'
  return (
    <form method="post" onSubmit={submit} noValidate className="grid max-w-160 gap-6">
      <ErrorSummary {...summary} />
      <div className="grid gap-4 md:grid-cols-2">
        <Field label={t('startsOn')} hint={t('startsOnHint')} error={errors.startsOn?.message}>
          <input type="date" {...register('startsOn')} />
        </Field>
        <Field label={t('endsOn')} hint={t('endsOnHint')} error={errors.endsOn?.message}>
          <input type="date" {...register('endsOn')} />
        </Field>
      </div>
      <FieldGroup legend={t('source')}>
        {(['previous', 'unit', 'empty'] as const).map((source) => (
          <Choice
            key={source}
            framed
            className="mt-2"
            value={source}
            label={t(`sources.${source}.name`)}
            hint={t(`sources.${source}.hint`)}
            {...register('source')}
          />
        ))}
      </FieldGroup>
      {isOfResults && (
        <FieldGroup legend={t('model')}>
          {(['quantitative', 'qualitative'] as const).map((model) => (
            <Choice key={model} value={model} label={t(`models.${model}`)} {...register('model')} />
          ))}
        </FieldGroup>
      )}
      <div>
        <Button type="submit" variant="primary" busy={isBusy}>
          {t('create')}
        </Button>
      </div>
    </form>
  )
}
