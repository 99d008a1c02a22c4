'use client'

import { useTranslations } from 'next-intl'
import type { PlanFormOf } from '@/components/kinerja/result-fields'
import { Field } from '@/components/ui/field'

const UNITS = ['month', 'week', 'day'] as const

/** Kegiatan tugas jabatan of PP 46/2011 with its targets: quantity, quality, time, and cost and credit where it has some. */
export function ActivityFields({ form, at }: { form: PlanFormOf; at: number }) {
  const t = useTranslations('skp')
  const { register, formState } = form
  const errors = formState.errors.items?.[at]
  return (
    <div className="grid gap-4 md:grid-cols-3">
      <Field label={t('activity')} className="md:col-span-3" error={errors?.text?.message}>
        <textarea rows={2} {...register(`items.${at}.text`)} />
      </Field>
      <Field label={t('aspect.quantity')} error={errors?.quantity?.message}>
        <input inputMode="decimal" {...register(`items.${at}.quantity`)} />
      </Field>
      <Field label={t('form.quantityUnit')} error={errors?.quantityUnit?.message}>
        <input {...register(`items.${at}.quantityUnit`)} />
      </Field>
      <Field label={t('aspect.quality')} hint={t('form.qualityHint')} error={errors?.quality?.message}>
        <input inputMode="decimal" {...register(`items.${at}.quality`)} />
      </Field>
      <Field label={t('aspect.time')} error={errors?.duration?.message}>
        <input inputMode="decimal" {...register(`items.${at}.duration`)} />
      </Field>
      <Field label={t('form.durationUnit')}>
        <select {...register(`items.${at}.durationUnit`)}>
          {UNITS.map((unit) => (
            <option key={unit} value={unit}>
              {t(`durationUnit.${unit}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('form.cost')} optional={t('form.optional')} error={errors?.cost?.message}>
        <input inputMode="decimal" {...register(`items.${at}.cost`)} />
      </Field>
      <Field label={t('credit')} optional={t('form.optional')} error={errors?.credit?.message}>
        <input inputMode="decimal" {...register(`items.${at}.credit`)} />
      </Field>
    </div>
  )
}
