'use client'

import { useTranslations } from 'next-intl'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { type EvaluatedActivity, useTargetText } from '@/components/kinerja/activity-words'
import { WorkLink } from '@/components/kinerja/work-link'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { dataWord } from '@/lib/i18n/data-word'

export type MeasureName = 'isDone' | 'quantity' | 'duration' | 'cost' | 'credit'

/** A field of the form around it, and what is wrong with it. */
export type FormField = { input: UseFormRegisterReturn; error?: string }

/** What was realised of one activity of PP 46/2011, in the figures of its targets; quality is the appraiser's. */
export function ActivityMeasures({
  item,
  at,
  isDone,
  field,
  quality,
}: {
  item: EvaluatedActivity
  at: number
  isDone: boolean
  field: (name: MeasureName) => FormField
  quality?: FormField
}) {
  const t = useTranslations('evaluation')
  const words = useTranslations('skp')
  const targetText = useTargetText()
  const { quantityUnit, durationUnit, costRupiah, creditThousandths } = item.activity
  const number = at + 1
  const unitOf = (aspect: string, unit: string) => t('measureOf', { aspect, unit, number })
  return (
    <li className="grid gap-x-6 gap-y-3 px-4 py-4 md:grid-cols-2">
      <div className="text-sm">
        <p className="font-semibold wrap-anywhere">{t('activityOf', { number, text: item.text })}</p>
        <p className="num text-muted">{t('target', { target: targetText(item.activity) })}</p>
        <p className="mt-1 text-muted">
          <WorkLink work={item.work} confirmed={item.rollup.entries} />
        </p>
        <Choice
          type="checkbox"
          label={t('done', { number })}
          hint={isDone ? undefined : t('doneNot')}
          {...field('isDone').input}
        />
      </div>
      {isDone && (
        <div className="grid grid-cols-2 content-start items-end gap-3">
          <Field label={unitOf(words('aspect.quantity'), quantityUnit ?? '')} error={field('quantity').error}>
            <input inputMode="decimal" {...field('quantity').input} />
          </Field>
          <Field
            label={unitOf(words('aspect.time'), dataWord(words, `durationUnit.${durationUnit}`))}
            error={field('duration').error}
          >
            <input inputMode="decimal" {...field('duration').input} />
          </Field>
          {quality && (
            <Field label={unitOf(words('aspect.quality'), '0–100')} error={quality.error}>
              <input inputMode="decimal" {...quality.input} />
            </Field>
          )}
          {costRupiah !== null && (
            <Field label={unitOf(words('aspect.cost'), 'Rp')} error={field('cost').error}>
              <input inputMode="decimal" {...field('cost').input} />
            </Field>
          )}
          {creditThousandths !== null && (
            <Field label={t('creditOf', { number })} optional={t('optional')} error={field('credit').error}>
              <input inputMode="decimal" {...field('credit').input} />
            </Field>
          )}
        </div>
      )}
    </li>
  )
}
