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
import type { StandingInput } from '@/lib/registry/standing'

const schema = () => import('@/lib/registry/standing').then((file) => file.standingInput)

/** Where a person stands in the service, as an officer of their agency records it. */
export function StandingDialog({
  standing,
  choices,
  action,
}: {
  standing: Omit<StandingInput, 'reason'>
  choices: { legalStatuses: { code: string; label: string }[]; agencies: { id: number; name: string }[] }
  action: Action<StandingInput>
}) {
  const t = useTranslations('registry.standing')
  const locale = localeFrom(useLocale())
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useActionForm(schema, action, { ...standing, reason: '' }, () => setIsOpen(false))
  const { register, formState } = dialog.form
  const { errors } = formState
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('button')}</Button>
      <FormDialog
        title={t('title')}
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
            {
              name: 'legalStatus',
              label: t('legalStatus'),
              show: (code) => choices.legalStatuses.find((each) => each.code === code)?.label ?? String(code),
            },
            {
              name: 'workAgencyId',
              label: t('workAgency'),
              show: (id) => choices.agencies.find((agency) => agency.id === id)?.name ?? String(id),
            },
            {
              name: 'deceasedOn',
              label: t('deceasedOn'),
              show: (day) => (day ? formatDate(String(day), 'long', locale) : '-'),
            },
            { name: 'deathCertificateNumber', label: t('deathCertificate') },
          ]}
        />
        <Field label={t('legalStatus')} error={errors.legalStatus?.message}>
          <select {...register('legalStatus')}>
            {choices.legalStatuses.map(({ code, label }) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('workAgency')} hint={t('workAgencyHint')} error={errors.workAgencyId?.message}>
          <select {...register('workAgencyId', { valueAsNumber: true })}>
            {choices.agencies.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('deceasedOn')} optional={t('optional')} error={errors.deceasedOn?.message}>
          <input type="date" {...register('deceasedOn', { setValueAs: (typed) => typed || null })} />
        </Field>
        <Field label={t('deathCertificate')} optional={t('optional')} error={errors.deathCertificateNumber?.message}>
          <input type="text" autoComplete="off" {...register('deathCertificateNumber')} />
        </Field>
        <Field label={t('reason')} hint={t('reasonHint')} error={errors.reason?.message}>
          <textarea rows={3} {...register('reason')} />
        </Field>
      </FormDialog>
    </>
  )
}
