'use client'

import { useTranslations } from 'next-intl'
import { type Control, type FieldErrors, type UseFormRegister, useFieldArray, useWatch } from 'react-hook-form'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import type { BankSection } from '@/lib/cat/bank-section'
import { letter } from '@/lib/cat/item-file'
import type { ItemInput } from '@/lib/cat/item-input'

const WEIGHTS = [1, 2, 3, 4, 5]
const USUAL_OPTIONS = 5

/** As many options as the section has, and which one is right or what each one weighs. */
export function ItemOptionFields({
  control,
  register,
  errors,
  section,
}: {
  control: Control<ItemInput>
  register: UseFormRegister<ItemInput>
  errors: FieldErrors<ItemInput>
  section: BankSection | undefined
}) {
  const t = useTranslations('bank.form')
  const { fields } = useFieldArray({ control, name: 'options' })
  const keepsOrder = useWatch({ control, name: 'keepsOrder' })
  const filled = useWatch({ control, name: 'options' }).findLastIndex(({ body }) => body !== '') + 1
  const shown = fields.slice(0, Math.max(filled, section?.optionCount ?? USUAL_OPTIONS))
  const isWeighted = section?.scoring === 'weighted'
  return (
    <div className="grid gap-4">
      {shown.map((option, index) => (
        <div key={option.id} className={`grid items-end gap-3 ${isWeighted ? 'grid-cols-[minmax(0,1fr)_auto]' : ''}`}>
          <Field label={t('option', { letter: letter(index) })} error={errors.options?.[index]?.body?.message}>
            <textarea rows={2} {...register(`options.${index}.body`)} />
          </Field>
          {!keepsOrder && (
            <Choice
              type="checkbox"
              label={t('fixed', { letter: letter(index) })}
              className="order-last col-span-full"
              {...register(`options.${index}.isFixed`)}
            />
          )}
          {isWeighted && (
            <Field label={t('weight')} className="w-20">
              <select
                aria-label={t('weightOf', { letter: letter(index) })}
                {...register(`options.${index}.weight`, { valueAsNumber: true })}
              >
                <option value={0}>…</option>
                {WEIGHTS.map((weight) => (
                  <option key={weight} value={weight}>
                    {weight}
                  </option>
                ))}
              </select>
            </Field>
          )}
        </div>
      ))}
      {!isWeighted && (
        <Field label={t('key')} hint={t('keyHint')} error={errors.key?.message} className="max-w-60">
          <select {...register('key')}>
            <option value="">{t('pick')}</option>
            {shown.map(({ id }, index) => (
              <option key={id}>{letter(index)}</option>
            ))}
          </select>
        </Field>
      )}
    </div>
  )
}
