'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { FormConflict } from '@/components/ui/form-conflict'
import { useActionForm } from '@/components/ui/use-action-form'
import { dataWord } from '@/lib/i18n/data-word'
import type { Action } from '@/lib/refusal'
import type { ReferenceField, ReferenceRowInput } from '@/lib/registry/reference-edit'

const schema = () => import('@/lib/registry/reference-edit').then((file) => file.referenceRowInput)

/** One row of a table of the regulations: its values, the days on which it counts and where it is written. */
export function ReferenceForm({
  row,
  fields,
  isNew,
  doneHref,
  save,
}: {
  row: ReferenceRowInput
  fields: readonly ReferenceField[]
  isNew: boolean
  doneHref: string
  save: Action<ReferenceRowInput>
}) {
  const t = useTranslations('reference')
  const router = useRouter()
  const { form, submit, summary, refusal, isBusy } = useActionForm(schema, save, row, () =>
    router.push(doneHref as never),
  )
  const { errors } = form.formState
  const content = (data: unknown) =>
    fields
      .map(({ name }) => `${dataWord(t, `fields.${name}`)}: ${(data as Record<string, string>)[name] || '-'}`)
      .join(' · ')
  const conflictFields = [
    { name: 'data', label: t('content'), show: content },
    ...(['validFrom', 'validTo', 'source'] as const).map((name) => ({ name, label: t(name) })),
  ]
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <ErrorSummary {...summary} />
      <FormConflict form={form} refusal={refusal} fields={conflictFields} />
      <div className="grid items-end gap-4 md:grid-cols-3">
        {isNew && (
          <Field label={t('code')} error={errors.code?.message}>
            <input autoComplete="off" {...form.register('code')} />
          </Field>
        )}
        {fields.map(({ name, kind, isOptional, choices }) => (
          <Field
            key={name}
            label={dataWord(t, `fields.${name}`)}
            hint={kind === 'list' ? t('listHint') : undefined}
            optional={isOptional ? t('optional') : undefined}
            error={errors.data?.[name]?.message}
          >
            {kind === 'choice' ? (
              <select {...form.register(`data.${name}`)}>
                <option value="">{isOptional ? '-' : t('choose')}</option>
                {choices.map((choice) => (
                  <option key={choice} value={choice}>
                    {dataWord(t, `choices.${choice}`)}
                  </option>
                ))}
              </select>
            ) : (
              <input
                autoComplete="off"
                inputMode={kind === 'number' ? 'decimal' : undefined}
                {...form.register(`data.${name}`)}
              />
            )}
          </Field>
        ))}
      </div>
      <p className="max-w-[85ch] text-sm text-muted">{t('validityHint')}</p>
      <div className="grid items-end gap-4 md:grid-cols-3">
        <Field label={t('validFrom')} error={errors.validFrom?.message}>
          <input type="date" {...form.register('validFrom')} />
        </Field>
        <Field label={t('validTo')} optional={t('optional')} error={errors.validTo?.message}>
          <input type="date" {...form.register('validTo')} />
        </Field>
        <Field label={t('source')} error={errors.source?.message}>
          <input autoComplete="off" {...form.register('source')} />
        </Field>
      </div>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={isBusy}>
          {t('save')}
        </Button>
        <ButtonLink href={doneHref}>{t('close')}</ButtonLink>
      </div>
    </form>
  )
}
