'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormConflict } from '@/components/ui/form-conflict'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action } from '@/lib/refusal'
import type { KeptField, SupplementInput } from '@/lib/registry/main-data'

const schema = () => import('@/lib/registry/main-data').then((file) => file.supplementInput)
const dayOrNone = { setValueAs: (typed: string) => typed || null }

type DayField = 'npwpOn' | 'taspenOn'
type TextField = Exclude<keyof SupplementInput, 'id' | 'version' | 'otherIdentityKind' | 'reason' | DayField>

/**
 * What data utama holds and an import does not bring, in the groups of the file.
 *
 * @param recorded the fields that are never shown whole and have something in them
 */
export function SupplementDialog({
  known,
  recorded,
  identities,
  action,
}: {
  known: Omit<SupplementInput, 'reason' | KeptField>
  recorded: readonly KeptField[]
  identities: { value: string; label: string }[]
  action: Action<SupplementInput>
}) {
  const t = useTranslations('registry.supplement')
  const word = useTranslations('registry.field')
  const card = useTranslations('registry.card')
  const locale = localeFrom(useLocale())
  const [isOpen, setIsOpen] = useState(false)
  const defaults = { ...known, ...nothingKept, reason: '' }
  const dialog = useActionForm(schema, action, defaults, () => setIsOpen(false))
  const { register, formState } = dialog.form
  const { errors } = formState
  const compared = (name: Exclude<TextField, KeptField>) => ({ name, label: word(name) })
  const comparedDay = (name: DayField) => ({
    name,
    label: word(name),
    show: (day: unknown) => (day ? formatDate(String(day), 'long', locale) : '-'),
  })
  const text = (name: TextField, inputMode?: ComponentProps<'input'>['inputMode']) => (
    <Field
      label={word(name)}
      hint={recorded.some((each) => each === name) && t('kept')}
      optional={t('optional')}
      error={errors[name]?.message}
    >
      <input type="text" inputMode={inputMode} autoComplete="off" {...register(name)} />
    </Field>
  )
  const day = (name: DayField) => (
    <Field label={word(name)} optional={t('optional')} error={errors[name]?.message}>
      <input type="date" {...register(name, dayOrNone)} />
    </Field>
  )
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('button')}</Button>
      <FormDialog
        title={t('button')}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('close')}
        submitLabel={t('submit')}
        form={dialog}
        wide
      >
        <p className="text-sm">{t('explanation')}</p>
        <FormConflict
          form={dialog.form}
          refusal={dialog.refusal}
          fields={[
            compared('birthPlaceCode'),
            {
              name: 'otherIdentityKind',
              label: word('otherIdentityKind'),
              show: (kind) => identities.find(({ value }) => value === kind)?.label ?? t('none'),
            },
            compared('positionClass'),
            compared('workPlace'),
            compared('officialEmail'),
            compared('smartCardNumber'),
            compared('spouseCardNumber'),
            comparedDay('npwpOn'),
            comparedDay('taspenOn'),
            compared('treasuryCode'),
          ]}
        />
        <Group legend={card('identity')}>
          {text('birthPlaceCode')}
          <Field label={word('otherIdentityKind')} optional={t('optional')} error={errors.otherIdentityKind?.message}>
            <select {...register('otherIdentityKind')}>
              <option value="">{t('none')}</option>
              {identities.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </Field>
          {text('otherIdentityNumber')}
        </Group>
        <Group legend={card('service')}>
          {text('positionClass', 'numeric')}
          {text('workPlace')}
        </Group>
        <Group legend={card('contact')}>
          {text('officialEmail', 'email')}
          {text('landline')}
          {text('postalCode')}
        </Group>
        <Group legend={card('numbers')}>
          {text('smartCardNumber')}
          {text('spouseCardNumber')}
          {day('npwpOn')}
          {text('treasuryCode', 'numeric')}
          {text('taspenNumber')}
          {day('taspenOn')}
          {text('healthInsuranceNumber')}
          {text('housingNumber')}
        </Group>
        <Field label={t('reason')} hint={t('reasonHint')} error={errors.reason?.message}>
          <textarea rows={3} {...register('reason')} />
        </Field>
      </FormDialog>
    </>
  )
}

const nothingKept: Record<KeptField, string> = {
  otherIdentityNumber: '',
  landline: '',
  postalCode: '',
  healthInsuranceNumber: '',
  taspenNumber: '',
  housingNumber: '',
}

function Group({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="grid min-w-0 items-end gap-4 border-t border-line pt-3 sm:grid-cols-2">
      <legend className="pr-3 font-semibold">{legend}</legend>
      {children}
    </fieldset>
  )
}
