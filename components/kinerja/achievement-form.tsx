'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type * as z from 'zod'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import { ORGANISATION_PREDICATES, type OrganisationPredicate } from '@/lib/kinerja/distribution'
import type { achievementInput } from '@/lib/kinerja/evaluation'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/evaluation').then((file) => file.achievementInput)

/** The predikat of a unit itself for a year, and those that were recorded. */
export function AchievementForm({
  units,
  years,
  recorded,
  action,
}: {
  units: readonly { id: number; name: string }[]
  years: readonly number[]
  recorded: readonly { name: string; year: number; predicate: OrganisationPredicate }[]
  action: Action<z.input<typeof achievementInput>>
}) {
  const t = useTranslations('evaluation')
  const [isSaved, setSaved] = useState(false)
  const defaults = { unitId: units[0]?.id ?? 0, year: years[0] ?? 0, predicate: 'good' as const }
  const { form, submit, summary, isBusy } = useActionForm(schema, action, defaults, () => setSaved(true))
  const { errors } = form.formState
  return (
    <Card title={t('achievement')}>
      <form method="post" onSubmit={submit} className="grid gap-3">
        <p className="text-muted text-sm">{t('achievementHint')}</p>
        <ErrorSummary {...summary} />
        <div className="grid gap-3 md:grid-cols-[2fr_1fr_1fr]">
          <Field label={t('unit')} error={errors.unitId?.message}>
            <select {...form.register('unitId')}>
              {units.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
          <Field label={t('year')} error={errors.year?.message}>
            <select {...form.register('year')}>
              {years.map((year) => (
                <option key={year}>{year}</option>
              ))}
            </select>
          </Field>
          <Field label={t('achievementPredicate')} error={errors.predicate?.message}>
            <select {...form.register('predicate')}>
              {ORGANISATION_PREDICATES.map((each) => (
                <option key={each} value={each}>
                  {t(`organisation.${each}`)}
                </option>
              ))}
            </select>
          </Field>
        </div>
        <div>
          <Button type="submit" variant="primary" busy={isBusy}>
            {t('save')}
          </Button>
        </div>
        {isSaved && (
          <Notice tone="success" live>
            {t('saved')}
          </Notice>
        )}
      </form>
      {recorded.length > 0 && (
        <section className="mt-4 border-line border-t pt-3">
          <h3 className="text-sm">{t('achievements')}</h3>
          <ul className="mt-1 grid gap-1 text-sm">
            {recorded.map(({ name, year, predicate }) => (
              <li key={`${name}${year}`}>
                {year} · {name} · <b>{t(`organisation.${predicate}`)}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Card>
  )
}
