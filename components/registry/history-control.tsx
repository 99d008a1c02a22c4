'use client'

import { useTranslations } from 'next-intl'
import { type UseFormReturn, useController } from 'react-hook-form'
import { Choice } from '@/components/ui/choice'
import { Field, FieldGroup } from '@/components/ui/field'
import { useLater } from '@/components/ui/use-later'
import { dataWord } from '@/lib/i18n/data-word'
import type { HistoryFormInput } from '@/lib/registry/history'
import type { HistoryControlField } from '@/lib/registry/history-fields'
import { isRank, rankTitle } from '@/lib/registry/ranks'

export type Option = { value: string; label: string; group?: string }

type Props = {
  name: string
  field: HistoryControlField
  options: Option[]
  error?: string
  form: UseFormReturn<HistoryFormInput, unknown, unknown>
}

export type PositionProps = { label: string; optional?: string; path: `values.${string}` } & Pick<
  Props,
  'options' | 'error' | 'form'
>

/** The control that one column of a history is typed into. */
export function HistoryControl({ name, field, options, error, form }: Props) {
  const t = useTranslations('registry')
  const path = `values.${name}` as const
  const label = dataWord(t, `correct.field.${name}`)
  const optional = field.isOptional ? t('correct.optional') : undefined
  if (field.control === 'checkbox') return <Choice type="checkbox" label={label} {...form.register(path)} />
  if (field.control === 'months')
    return <MonthsControl label={label} optional={optional} path={path} error={error} form={form} />
  if (field.control === 'list' && field.of === 'positions') {
    return <PositionControl label={label} optional={optional} path={path} options={options} error={error} form={form} />
  }
  if (field.control === 'choice' || field.control === 'list') {
    return (
      <Field label={label} optional={optional} error={error}>
        <select {...form.register(path)}>
          <option value="">{field.isOptional ? t('correct.none') : t('correct.choose')}</option>
          <Options field={field} options={options} />
        </select>
      </Field>
    )
  }
  const type = field.control === 'date' ? 'date' : 'text'
  const inputMode = field.control === 'number' ? 'numeric' : field.control === 'decimal' ? 'decimal' : undefined
  return (
    <Field label={label} optional={optional} error={error}>
      <input type={type} inputMode={inputMode} autoComplete="off" {...form.register(path)} />
    </Field>
  )
}

function Options({ field, options }: Pick<Props, 'field' | 'options'>) {
  const t = useTranslations('registry')
  if (field.control === 'choice') {
    return field.values.map((value) => (
      <option key={value} value={value}>
        {isRank(value) ? `${value}, ${rankTitle(value)}` : dataWord(t, `${field.words}.${value}`)}
      </option>
    ))
  }
  const one = ({ value, label }: Option) => (
    <option key={value} value={value}>
      {t.has(`promotionType.${value}` as never) ? dataWord(t, `promotionType.${value}`) : label}
    </option>
  )
  return options.map(one)
}

const loadSearch = () => import('@/components/registry/position-search')

/** A post is searched for: the country has too many for a list. */
function PositionControl(props: PositionProps) {
  const search = useLater(loadSearch, true)
  if (search) return <search.PositionSearch {...props} />
  return (
    <Field label={props.label} optional={props.optional} error={props.error}>
      <select disabled />
    </Field>
  )
}

const YEAR = 12

/** A length as a decree writes it, in years and months; kept as months. One that may be left out is none at zero. */
function MonthsControl({
  label,
  optional,
  path,
  error,
  form,
}: { label: string; optional?: string; path: `values.${string}` } & Pick<Props, 'error' | 'form'>) {
  const t = useTranslations('registry.correct')
  const { field } = useController({ name: path, control: form.control })
  const total = Number(field.value) || 0
  const set = (years: number, months: number) => {
    const sum = Math.max(0, Math.floor(years) || 0) * YEAR + Math.max(0, Math.floor(months) || 0)
    field.onChange(optional && sum === 0 ? '' : String(sum))
  }
  return (
    <FieldGroup legend={optional ? `${label} (${optional})` : label} error={error}>
      <div className="flex flex-wrap gap-3">
        <Field label={t('years')} className="w-28">
          <input
            type="number"
            min={0}
            ref={field.ref}
            onBlur={field.onBlur}
            value={Math.floor(total / YEAR)}
            onChange={(event) => set(event.target.valueAsNumber, total % YEAR)}
          />
        </Field>
        <Field label={t('months')} className="w-28">
          <input
            type="number"
            min={0}
            max={YEAR - 1}
            onBlur={field.onBlur}
            value={total % YEAR}
            onChange={(event) => set(Math.floor(total / YEAR), event.target.valueAsNumber)}
          />
        </Field>
      </div>
    </FieldGroup>
  )
}
