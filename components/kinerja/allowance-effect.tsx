'use client'

import { useTranslations } from 'next-intl'
import type { Path, UseFormReturn } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Field, FieldError } from '@/components/ui/field'
import type { AllowanceRule } from '@/lib/kinerja/allowance-rule'
import { PREDICATES } from '@/lib/registry/predicate'

type Form = UseFormReturn<AllowanceRule, unknown, AllowanceRule>

/** What of a month's work changes the allowance, by the kind that is chosen. */
export function AllowanceEffect({ form }: { form: Form }) {
  const t = useTranslations('consequence.allowance')
  const effect = form.watch('effect')
  switch (effect.kind) {
    case 'predicate':
      return (
        <>
          <Base form={form} name="effect.of" />
          <div className="grid grid-cols-2 gap-4 md:grid-cols-5">
            {PREDICATES.map((each) => (
              <Number_ key={each} form={form} name={`effect.takesPercent.${each}`} label={t(`predicate.${each}`)} />
            ))}
          </div>
        </>
      )
    case 'reports':
      return (
        <>
          <Steps form={form} name="effect.deficient" steps={effect.deficient} from={t('deficientFrom')} />
          <div className="grid gap-4 md:grid-cols-2">
            <Number_ form={form} name="effect.noReport.takesPercent" label={t('noReport')} />
            <Base form={form} name="effect.noReport.of" />
          </div>
          <Choice type="checkbox" label={t('needsNote')} {...form.register('effect.needsNote')} />
        </>
      )
    case 'minutes':
      return (
        <>
          <Number_ form={form} name="effect.normMinutes" label={t('normMinutes')} />
          <Steps form={form} name="effect.excess" steps={effect.excess} from={t('excessFrom')} />
        </>
      )
  }
}

function Number_({ form, name, label }: { form: Form; name: Path<AllowanceRule>; label: string }) {
  const error = form.getFieldState(name, form.formState).error
  return (
    <Field label={label} error={error?.message}>
      <input type="number" inputMode="numeric" min={0} {...form.register(name, { valueAsNumber: true })} />
    </Field>
  )
}

/** Of the whole allowance, or of its part for performance. */
function Base({ form, name }: { form: Form; name: Path<AllowanceRule> }) {
  const t = useTranslations('consequence.allowance')
  return (
    <Field label={t('of')} className="md:max-w-96">
      <select {...form.register(name)}>
        <option value="whole">{t('ofWhole')}</option>
        <option value="performance">{t('ofPerformance')}</option>
      </select>
    </Field>
  )
}

type Each = { from: number; payPercent: number }

/** Steps from the highest to the lowest. */
function Steps({
  form,
  name,
  steps,
  from,
}: {
  form: Form
  name: 'effect.deficient' | 'effect.excess'
  steps: readonly Each[]
  from: string
}) {
  const t = useTranslations('consequence.allowance')
  const set = (next: Each[]) => form.setValue(name, next)
  const error = form.getFieldState(name, form.formState).error
  return (
    <fieldset className="grid gap-3">
      <legend className="pb-2 text-sm font-semibold">{t('steps')}</legend>
      {error?.message && <FieldError id={`${name}-error`}>{error.message}</FieldError>}
      {steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step has no other name than its place
        <div key={at} className="grid grid-cols-[1fr_1fr_auto] items-end gap-3 md:max-w-140">
          <Number_ form={form} name={`${name}.${at}.from` as Path<AllowanceRule>} label={from} />
          <Number_ form={form} name={`${name}.${at}.payPercent` as Path<AllowanceRule>} label={t('payPercent')} />
          <Button disabled={steps.length === 1} onClick={() => set(steps.filter((other) => other !== step))}>
            {t('removeStep')}
          </Button>
        </div>
      ))}
      <div>
        <Button onClick={() => set([...steps, { from: Math.max((steps.at(-1)?.from ?? 1) - 1, 0), payPercent: 100 }])}>
          {t('addStep')}
        </Button>
      </div>
    </fieldset>
  )
}
