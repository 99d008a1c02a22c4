'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Field } from '@/components/ui/field'
import { type SignedFor, useGoingOut } from '@/components/wbs/desk/use-going-out'
import type { Action } from '@/lib/refusal'
import { DEPARTURES, type Departure } from '@/lib/wbs/departure'

export type LeaveReport = Action<SignedFor & { reason: Departure }>

/** Mundur: the report is gone from this desk at once; somebody else may let its reader in again. */
export function LeaveButton({ leave, readers }: { leave: LeaveReport; readers: readonly string[] }) {
  const t = useTranslations('desk.case.leave')
  const { goOut, goBack } = useGoingOut(readers)
  const [reason, setReason] = useState<Departure>('workload')
  return (
    <ConfirmButton
      label={t('label')}
      title={t('title')}
      confirmLabel={t('confirm')}
      cancelLabel={t('cancel')}
      variant="danger"
      run={() => goOut(reason, (said) => leave({ ...said, reason }))}
      onDone={goBack}
    >
      <p>{t('text')}</p>
      <Field label={t('reason')}>
        <select value={reason} onChange={({ target }) => setReason(target.value as Departure)}>
          {DEPARTURES.map((each) => (
            <option key={each} value={each}>
              {t(`reasons.${each}`)}
            </option>
          ))}
        </select>
      </Field>
      <p>{t('conflictInstead')}</p>
    </ConfirmButton>
  )
}
