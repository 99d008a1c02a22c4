'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useController } from 'react-hook-form'
import { DrawingInput } from '@/components/registry/drawing-input'
import { Button, ButtonLink } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { type ConflictField, FormConflict } from '@/components/ui/form-conflict'
import { useActionForm } from '@/components/ui/use-action-form'
import { ZONE_LABEL } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import type { Action } from '@/lib/refusal'
import { agencyKinds, agencyZones, isOfficeOfBkn } from '@/lib/registry/agency'
import type { AgencyInput } from '@/lib/registry/agency-input'

const SHOWN_AS_TYPED = [
  'name',
  'code',
  'officeSign',
  'headTitle',
  'seat',
  'personnelUnitName',
  'address',
  'website',
  'letterPattern',
  'decreePattern',
] as const

const schema = () => import('@/lib/registry/agency-input').then((file) => file.agencyInput)

/** Who an agency is, which office of BKN serves it, and how its letters name and number themselves. */
export function AgencyForm({
  agency,
  offices,
  save,
}: {
  agency: AgencyInput
  offices: readonly { id: number; name: string }[]
  save: Action<AgencyInput>
}) {
  const t = useTranslations('agency')
  const router = useRouter()
  const { form, submit, summary, refusal, isBusy } = useActionForm(schema, save, agency, () =>
    router.push('/admin/instansi'),
  )
  const { errors } = form.formState
  const kind = form.watch('kind')
  const drawings = {
    logo: useController({ name: 'logo', control: form.control }).field,
    emblem: useController({ name: 'emblem', control: form.control }).field,
  }
  const text = (name: 'name' | 'headTitle' | 'seat', hint?: string) => (
    <Field label={t(name)} hint={hint} error={errors[name]?.message}>
      <input autoComplete="off" {...form.register(name)} />
    </Field>
  )
  const optional = (name: 'personnelUnitName' | 'address' | 'website', hint?: string) => (
    <Field label={t(name)} hint={hint} optional={t('optional')} error={errors[name]?.message}>
      <input autoComplete="off" {...form.register(name)} />
    </Field>
  )
  const drawing = (name: 'logo' | 'emblem', hint: string) => (
    <Field label={t(name)} hint={hint} optional={t('optional')} error={errors[name]?.message}>
      <DrawingInput
        label={t(name)}
        ref={drawings[name].ref}
        value={drawings[name].value}
        onChange={(text) => form.setValue(name, text, { shouldDirty: true, shouldValidate: true })}
      />
    </Field>
  )
  const presence = (value: unknown) => t(value ? 'drawing.any' : 'drawing.none')
  const officeName = (id: unknown) => offices.find((office) => String(office.id) === id)?.name ?? t('choose')
  const conflictFields: ConflictField[] = [
    ...SHOWN_AS_TYPED.map((name) => ({ name, label: t(name) })),
    { name: 'kind', label: t('kind'), show: (kind) => dataWord(t, `kinds.${kind}`) },
    { name: 'timeZone', label: t('timeZone'), show: (zone) => ZONE_LABEL[zone as keyof typeof ZONE_LABEL] },
    { name: 'servedById', label: t('servedById'), show: officeName },
    { name: 'logo', label: t('logo'), show: presence },
    { name: 'emblem', label: t('emblem'), show: presence },
  ]
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-8">
      <ErrorSummary {...summary} />
      <FormConflict form={form} refusal={refusal} fields={conflictFields} />
      <Part title={t('parts.identity')}>
        {text('name')}
        <Field label={t('code')} hint={t('codeHint')} error={errors.code?.message}>
          <input inputMode="numeric" autoComplete="off" {...form.register('code')} />
        </Field>
        <Field label={t('kind')} error={errors.kind?.message}>
          <select {...form.register('kind')}>
            {agencyKinds.map((each) => (
              <option key={each} value={each}>
                {t(`kinds.${each}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('timeZone')} error={errors.timeZone?.message}>
          <select {...form.register('timeZone')}>
            {agencyZones.map((zone) => (
              <option key={zone} value={zone}>
                {ZONE_LABEL[zone]}
              </option>
            ))}
          </select>
        </Field>
        {kind !== 'bkn' && (
          <Field label={t('servedById')} hint={t('servedByHint')} error={errors.servedById?.message}>
            <select {...form.register('servedById')}>
              <option value="">{t('choose')}</option>
              {offices.map((office) => (
                <option key={office.id} value={String(office.id)}>
                  {office.name}
                </option>
              ))}
            </select>
          </Field>
        )}
        {isOfficeOfBkn(kind) && (
          <Field label={t('officeSign')} hint={t('officeSignHint')} error={errors.officeSign?.message}>
            <input autoComplete="off" maxLength={2} {...form.register('officeSign')} />
          </Field>
        )}
      </Part>
      <Part title={t('parts.letters')}>
        {text('headTitle', t('headTitleHint'))}
        {text('seat', t('seatHint'))}
        {optional('personnelUnitName', t('personnelUnitHint'))}
        {optional('address', t('addressHint'))}
        {optional('website')}
      </Part>
      <Part title={t('parts.drawings')}>
        {drawing('logo', t('logoHint'))}
        {drawing('emblem', t('emblemHint'))}
      </Part>
      <Part title={t('parts.numbers')} explanation={t('patternHint')}>
        <Field label={t('letterPattern')} error={errors.letterPattern?.message}>
          <input autoComplete="off" spellCheck={false} {...form.register('letterPattern')} />
        </Field>
        <Field label={t('decreePattern')} error={errors.decreePattern?.message}>
          <input autoComplete="off" spellCheck={false} {...form.register('decreePattern')} />
        </Field>
      </Part>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={isBusy}>
          {t('save')}
        </Button>
        <ButtonLink href="/admin/instansi">{t('close')}</ButtonLink>
      </div>
    </form>
  )
}

function Part({ title, explanation, children }: { title: string; explanation?: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="text-base font-semibold">{title}</legend>
      {explanation && <p className="mt-1 max-w-[85ch] text-sm text-muted">{explanation}</p>}
      <div className="mt-3 grid items-end gap-4 md:grid-cols-2">{children}</div>
    </fieldset>
  )
}
