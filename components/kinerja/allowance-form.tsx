'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AllowanceEffect } from '@/components/kinerja/allowance-effect'
import { AllowancePreviewTable } from '@/components/kinerja/allowance-preview'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import { useCommand } from '@/components/ui/use-command'
import type { Locale } from '@/lib/format'
import type { PreviewAllowance } from '@/lib/kinerja/allowance-input'
import type { AllowancePreview } from '@/lib/kinerja/allowance-preview.server'
import type { AllowanceRule } from '@/lib/kinerja/allowance-rule'
import type { Action } from '@/lib/refusal'
import { indentedName } from '@/lib/registry/indented-name'

const schema = () => import('@/lib/kinerja/allowance-input').then((file) => file.saveAllowanceInput)
const NUMBER = { valueAsNumber: true }

/** A rule as data: tried on the people of a unit before it is saved. */
export function AllowanceForm({
  rule,
  effects,
  units,
  month,
  locale,
  preview,
  save,
}: {
  rule: AllowanceRule
  /** With what each kind begins. */
  effects: readonly AllowanceRule['effect'][]
  units: readonly { id: number; name: string; depth: number }[]
  month: string
  locale: Locale
  preview: Action<PreviewAllowance, AllowancePreview>
  save: Action<AllowanceRule>
}) {
  const t = useTranslations('consequence.allowance')
  const [isSaved, setSaved] = useState(false)
  const [tried, setTried] = useState<AllowancePreview | null>(null)
  const [on, setOn] = useState({ month, unitId: units[0]?.id ?? 0 })
  const { form, submit, summary, isBusy } = useActionForm(schema, save, rule, () => setSaved(true))
  const trial = useCommand()
  const { register, setValue, watch, formState } = form
  const { errors } = formState
  const kind = watch('effect.kind')
  const attempt = () => trial.run(() => preview({ rule: form.getValues(), ...on }), setTried)
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <ErrorSummary {...summary} />
      <div className="grid items-end gap-4 md:grid-cols-2">
        <Field label={t('name')} error={errors.name?.message}>
          <input autoComplete="off" {...register('name')} />
        </Field>
        <Field label={t('source')} error={errors.source?.message}>
          <input autoComplete="off" {...register('source')} />
        </Field>
        <Field label={t('validFrom')} error={errors.validFrom?.message}>
          <input type="date" {...register('validFrom')} />
        </Field>
        <Field label={t('validTo')} hint={t('validToHint')} error={errors.validTo?.message}>
          <input type="date" {...register('validTo', { setValueAs: (day) => day || null })} />
        </Field>
      </div>
      <div className="grid gap-4 md:grid-cols-3">
        <Field label={t('performancePercent')} error={errors.performancePercent?.message}>
          <input type="number" inputMode="numeric" min={0} max={100} {...register('performancePercent', NUMBER)} />
        </Field>
        <Field label={t('attendancePercent')} error={errors.attendancePercent?.message}>
          <input type="number" inputMode="numeric" min={0} max={100} {...register('attendancePercent', NUMBER)} />
        </Field>
        <Field label={t('cpnsPercent')} error={errors.cpnsPercent?.message}>
          <input type="number" inputMode="numeric" min={0} max={100} {...register('cpnsPercent', NUMBER)} />
        </Field>
      </div>
      <Field label={t('kind')} className="md:max-w-96">
        <select
          value={kind}
          onChange={({ target }) => {
            const chosen = effects.find((each) => each.kind === target.value)
            if (chosen) setValue('effect', chosen)
          }}
        >
          {effects.map((each) => (
            <option key={each.kind} value={each.kind}>
              {t(`kinds.${each.kind}`)}
            </option>
          ))}
        </select>
      </Field>
      <AllowanceEffect key={kind} form={form} />
      <fieldset className="grid gap-4 rounded-md border border-line p-3 md:grid-cols-[1fr_2fr_auto] md:items-end">
        <legend className="px-1 text-sm font-semibold">{t('tryOn')}</legend>
        <Field label={t('month')}>
          <input type="month" value={on.month} onChange={({ target }) => setOn({ ...on, month: target.value })} />
        </Field>
        <Field label={t('unit')}>
          <select value={on.unitId} onChange={({ target }) => setOn({ ...on, unitId: Number(target.value) })}>
            {units.map((unit) => (
              <option key={unit.id} value={unit.id}>
                {indentedName(unit)}
              </option>
            ))}
          </select>
        </Field>
        <Button type="button" busy={trial.isBusy} onClick={attempt} className="md:min-h-11">
          {t('try')}
        </Button>
      </fieldset>
      {trial.trouble && (
        <Notice tone="danger" live>
          {trial.trouble}
        </Notice>
      )}
      {tried && <AllowancePreviewTable preview={tried} locale={locale} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" busy={isBusy}>
          {t('save')}
        </Button>
        <p role="status" className="text-sm">
          {isSaved && t('saved')}
        </p>
      </div>
    </form>
  )
}
