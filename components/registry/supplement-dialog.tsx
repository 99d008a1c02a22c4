'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormConflict } from '@/components/ui/form-conflict'
import { FormDialog } from '@/components/ui/form-dialog'
import { useActionForm } from '@/components/ui/use-action-form'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action } from '@/lib/refusal'
import type { SupplementInput } from '@/lib/registry/main-data'

const schema = () => import('@/lib/registry/main-data').then((file) => file.supplementInput)
const dayOrNone = { setValueAs: (typed: string) => typed || null }

/** What data utama holds and an import does not bring. */
export function SupplementDialog({
  known,
  identities,
  action,
}: {
  known: Omit<SupplementInput, 'reason' | 'landline' | 'otherIdentityNumber'>
  identities: { value: string; label: string }[]
  action: Action<SupplementInput>
}) {
  const t = useTranslations('registry.supplement')
  const word = useTranslations('registry.field')
  const locale = localeFrom(useLocale())
  const [isOpen, setIsOpen] = useState(false)
  const defaults = { ...known, landline: '', otherIdentityNumber: '', reason: '' }
  const dialog = useActionForm(schema, action, defaults, () => setIsOpen(false))
  const { register, formState } = dialog.form
  const shownDay = (day: unknown) => (day ? formatDate(String(day), 'long', locale) : '-')
  const { errors } = formState
  const text = (name: 'birthPlaceCode' | 'smartCardNumber', hint?: string) => (
    <Field label={word(name)} hint={hint} optional={t('optional')} error={errors[name]?.message}>
      <input type="text" autoComplete="off" {...register(name)} />
    </Field>
  )
  const kept = (name: 'otherIdentityNumber' | 'landline') => (
    <Field label={word(name)} hint={t('kept')} optional={t('optional')} error={errors[name]?.message}>
      <input type="text" autoComplete="off" {...register(name)} />
    </Field>
  )
  const day = (name: 'npwpOn' | 'taspenOn') => (
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
      >
        <p className="text-sm">{t('explanation')}</p>
        <FormConflict
          form={dialog.form}
          refusal={dialog.refusal}
          fields={[
            { name: 'birthPlaceCode', label: word('birthPlaceCode') },
            {
              name: 'otherIdentityKind',
              label: word('otherIdentityKind'),
              show: (kind) => identities.find(({ value }) => value === kind)?.label ?? t('none'),
            },
            { name: 'smartCardNumber', label: word('smartCardNumber') },
            { name: 'npwpOn', label: word('npwpOn'), show: shownDay },
            { name: 'taspenOn', label: word('taspenOn'), show: shownDay },
          ]}
        />
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
        {kept('otherIdentityNumber')}
        {kept('landline')}
        {text('smartCardNumber')}
        {day('npwpOn')}
        {day('taspenOn')}
        <Field label={t('reason')} hint={t('reasonHint')} error={errors.reason?.message}>
          <textarea rows={3} {...register('reason')} />
        </Field>
      </FormDialog>
    </>
  )
}
