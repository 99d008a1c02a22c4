'use client'

import { useTranslations } from 'next-intl'
import { type UseFormReturn, useFieldArray } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { PERSPECTIVES } from '@/lib/kinerja/plan'
import type { PlanInput } from '@/lib/kinerja/plan-input'

export type LeaderResult = { id: string; text: string }
export type PlanFormOf = UseFormReturn<PlanInput, unknown, PlanInput>

/** One result: which result of the leader it serves, its words, its indicators. */
export function ResultFields({
  form,
  at,
  leading,
}: {
  form: PlanFormOf
  at: number
  leading: readonly LeaderResult[]
}) {
  const t = useTranslations('skp.form')
  const { register, watch, formState } = form
  const errors = formState.errors.items?.[at]
  const isLinked = watch(`items.${at}.leaderItemId`) !== ''
  return (
    <div className="grid gap-4">
      <Field label={t('text')} hint={t('textHint')} error={errors?.text?.message}>
        <textarea rows={2} {...register(`items.${at}.text`)} />
      </Field>
      <Field label={t('kind')}>
        <select {...register(`items.${at}.kind`)}>
          <option value="main">{t('main')}</option>
          <option value="additional">{t('additional')}</option>
        </select>
      </Field>
      {leading.length > 0 && (
        <Field label={t('leader')} hint={t('leaderHint')}>
          <select {...register(`items.${at}.leaderItemId`)}>
            <option value="">{t('leaderNone')}</option>
            {leading.map(({ id, text }) => (
              <option key={id} value={id}>
                {text}
              </option>
            ))}
          </select>
        </Field>
      )}
      {!isLinked && (
        <Field label={t('leaderText')} hint={t('leaderTextHint')} error={errors?.leaderText?.message}>
          <textarea rows={2} {...register(`items.${at}.leaderText`)} />
        </Field>
      )}
      <IndicatorFields form={form} at={at} />
    </div>
  )
}

const ASPECTS = ['quantity', 'quality', 'time', 'cost'] as const

function IndicatorFields({ form, at }: { form: PlanFormOf; at: number }) {
  const t = useTranslations('skp')
  const { control, register, watch, formState } = form
  const { fields, append, remove } = useFieldArray({ control, name: `items.${at}.indicators` })
  const errors = formState.errors.items?.[at]?.indicators
  const hasAspects = watch('model') === 'quantitative'
  return (
    <div className="grid gap-4">
      {fields.map((field, place) => (
        <fieldset key={field.id} className="grid items-end gap-3 border-line border-l-2 pl-3 md:grid-cols-2">
          <legend className="pb-2 font-semibold text-sm">{t('form.indicator', { number: place + 1 })}</legend>
          {hasAspects && (
            <Field label={t('aspectLabel')}>
              <select {...register(`items.${at}.indicators.${place}.aspect`)}>
                {ASPECTS.map((aspect) => (
                  <option key={aspect} value={aspect}>
                    {t(`aspect.${aspect}`)}
                  </option>
                ))}
              </select>
            </Field>
          )}
          {hasAspects && (
            <Field label={t('perspectiveLabel')} hint={t('form.perspectiveHint')}>
              <select {...register(`items.${at}.indicators.${place}.perspective`)}>
                <option value="">{t('form.perspectiveNone')}</option>
                {PERSPECTIVES.map((perspective) => (
                  <option key={perspective} value={perspective}>
                    {t(`perspective.${perspective}`)}
                  </option>
                ))}
              </select>
            </Field>
          )}
          <Field label={t('indicator')} error={errors?.[place]?.text?.message}>
            <input {...register(`items.${at}.indicators.${place}.text`)} />
          </Field>
          <Field label={t('target')} hint={t('form.targetHint')} error={errors?.[place]?.target?.message}>
            <input {...register(`items.${at}.indicators.${place}.target`)} />
          </Field>
          <div className="self-end">
            <Button size="sm" icon={<Icon name="trash-2" />} onClick={() => remove(place)}>
              {t('form.removeIndicator', { number: place + 1, result: at + 1 })}
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button
          size="sm"
          icon={<Icon name="plus" />}
          onClick={() =>
            append({ aspect: hasAspects ? 'quantity' : '', perspective: '', text: '', target: '', unit: '' })
          }
        >
          {t('form.addIndicator', { result: at + 1 })}
        </Button>
      </div>
    </div>
  )
}
