'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { DefaultValues } from 'react-hook-form'
import type * as z from 'zod'
import { HistoryControl } from '@/components/registry/history-control'
import { Button, ButtonLink } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'
import type { CorrectionInput, HistoryFormInput, HistoryKind } from '@/lib/registry/history'
import { isByDecree } from '@/lib/registry/history-faults'
import type { HistoryControlField } from '@/lib/registry/history-fields'

/** One row of any history: its own fields, from when it counts, the decree behind it, and why it is written. */
export function HistoryForm({
  kind,
  fields,
  defaults,
  lists,
  action,
  backHref,
}: {
  kind: HistoryKind
  fields: Record<string, HistoryControlField>
  defaults: HistoryFormInput
  lists: Record<string, { value: string; label: string; group?: string }[]>
  action: Action<CorrectionInput>
  backHref: string
}) {
  const t = useTranslations('registry')
  const router = useRouter()
  const schema = useCallback(async () => {
    const { historyFormSchema } = await import('@/lib/registry/history')
    return historyFormSchema(kind) as unknown as z.ZodType<unknown, HistoryFormInput>
  }, [kind])
  const { form, submit, summary, isBusy } = useActionForm(
    schema,
    action as Action<HistoryFormInput>,
    defaults as DefaultValues<HistoryFormInput>,
    () => router.push(backHref as Parameters<typeof router.push>[0]),
  )
  const { errors } = form.formState
  const optional = isByDecree(kind) ? undefined : t('correct.optional')
  const faults = errors.values as Record<string, { message?: string } | undefined> | undefined
  return (
    <form method="post" onSubmit={submit} noValidate className="grid max-w-160 gap-5">
      <ErrorSummary {...summary} />
      {Object.entries(fields).map(([name, field]) => (
        <HistoryControl
          key={name}
          name={name}
          field={field}
          options={lists[name] ?? []}
          error={faults?.[name]?.message}
          form={form}
        />
      ))}
      <Field
        label={t(`correct.effectiveOn.${kind}`)}
        hint={t('correct.effectiveHint')}
        error={errors.effectiveOn?.message}
      >
        <input type="date" {...form.register('effectiveOn')} />
      </Field>
      <fieldset className="grid gap-4 border-t border-line pt-4 sm:grid-cols-2">
        <legend className="sr-only">{t('correct.decree')}</legend>
        <Field label={t('correct.decreeNumber')} optional={optional} error={errors.decreeNumber?.message}>
          <input type="text" autoComplete="off" {...form.register('decreeNumber')} />
        </Field>
        <Field label={t('correct.decreeOn')} optional={optional} error={errors.decreeOn?.message}>
          <input type="date" {...form.register('decreeOn', { setValueAs: (typed) => typed || null })} />
        </Field>
        <Field
          label={t('correct.decreeBy')}
          optional={t('correct.optional')}
          className="sm:col-span-2"
          error={errors.decreeBy?.message}
        >
          <input type="text" autoComplete="off" {...form.register('decreeBy')} />
        </Field>
      </fieldset>
      <Field label={t('correct.reason')} hint={t('correct.reasonHint')} error={errors.reason?.message}>
        <textarea rows={3} {...form.register('reason')} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={isBusy}>
          {t(defaults.replacesId ? 'correct.save' : 'correct.saveNew')}
        </Button>
        <ButtonLink href={backHref}>{t('correct.cancel')}</ButtonLink>
      </div>
    </form>
  )
}
