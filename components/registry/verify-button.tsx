'use client'

import { useTranslations } from 'next-intl'
import { ConfirmButton } from '@/components/ui/confirm-button'
import type { Action } from '@/lib/refusal'
import type { HistoryRef } from '@/lib/registry/history-proof'

/** Says that a row agrees with its papers. */
export function VerifyButton({
  proven: { title, ...ref },
  action,
}: {
  proven: HistoryRef & { title: string }
  action: Action<HistoryRef>
}) {
  const t = useTranslations('registry.proof')
  return (
    <ConfirmButton
      size="sm"
      label={t('verify')}
      title={t('verifyTitle')}
      confirmLabel={t('verifyConfirm')}
      cancelLabel={t('cancel')}
      run={() => action(ref)}
    >
      <p>{t('verifyWhat', { row: title })}</p>
    </ConfirmButton>
  )
}
