'use client'

import { useTranslations } from 'next-intl'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { type SignedFor, useGoingOut } from '@/components/wbs/desk/use-going-out'
import type { Action } from '@/lib/refusal'

export type DeclareConflict = Action<SignedFor>

/** Menyatakan benturan kepentingan: the report is gone from this desk at once and does not come back. */
export function ConflictButton({ declare, readers }: { declare: DeclareConflict; readers: readonly string[] }) {
  const t = useTranslations('desk.case.conflict')
  const { goOut, goBack } = useGoingOut(readers)
  return (
    <ConfirmButton
      label={t('label')}
      title={t('title')}
      confirmLabel={t('confirm')}
      cancelLabel={t('cancel')}
      variant="danger"
      run={() => goOut('conflict', declare)}
      onDone={goBack}
    >
      <p>{t('text')}</p>
    </ConfirmButton>
  )
}
