'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Field } from '@/components/ui/field'
import { useReport } from '@/components/wbs/desk/report-context'
import { troubleRefused } from '@/components/wbs/desk/use-vault'
import { vault } from '@/components/wbs/desk/vault'
import type { Action } from '@/lib/refusal'
import { DEPARTURES, type Departure } from '@/lib/wbs/departure'
import type { OwnFarewell } from '@/lib/wbs/farewell'

export type LeaveReport = Action<{ report: string; reason: Departure } & OwnFarewell>

/** Mundur: the report is gone from this desk at once; somebody else may let its reader in again. */
export function LeaveButton({ leave }: { leave: LeaveReport }) {
  const t = useTranslations('desk.case.leave')
  const { id } = useReport()
  const [reason, setReason] = useState<Departure>('workload')
  const router = useRouter()
  return (
    <ConfirmButton
      label={t('label')}
      title={t('title')}
      confirmLabel={t('confirm')}
      cancelLabel={t('cancel')}
      variant="danger"
      run={() =>
        troubleRefused(async () => leave({ ...(await vault('signFarewell', { report: id, reason })), reason }))
      }
      onDone={() => router.push('/wbs?keluar=mundur')}
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
