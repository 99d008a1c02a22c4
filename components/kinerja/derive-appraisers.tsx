'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/appraiser-input').then((file) => file.deriveInput)

/** Gives everybody the appraiser of the tree of units, from a day on. */
export function DeriveAppraisers({ today, derive }: { today: string; derive: Action<{ startsOn: string }, number> }) {
  const t = useTranslations('skp.appraisers')
  const [count, setCount] = useState<number | null>(null)
  const { form, submit, summary, isBusy } = useActionForm(schema, derive, { startsOn: today }, setCount)
  return (
    <form method="post" onSubmit={submit} noValidate className="grid max-w-160 gap-4">
      <ErrorSummary {...summary} />
      <p className="text-sm">{t('deriveNote')}</p>
      <Field label={t('startsOn')} error={form.formState.errors.startsOn?.message}>
        <input type="date" {...form.register('startsOn')} />
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" busy={isBusy}>
          {t('deriveDo')}
        </Button>
        <p role="status" className="text-sm">
          {count !== null && t('derived', { count })}
        </p>
      </div>
    </form>
  )
}
