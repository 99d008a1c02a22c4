'use client'

import { useTranslations } from 'next-intl'
import { ConfirmButton } from '@/components/ui/confirm-button'
import type { Action } from '@/lib/refusal'
import type { VerifyInput } from '@/lib/registry/history-proof'

/** Says that a row agrees with the papers that are shown for it. */
export function VerifyButton({
  proven: { title, ...seen },
  action,
}: {
  proven: VerifyInput & { title: string }
  action: Action<VerifyInput>
}) {
  const t = useTranslations('registry.proof')
  return (
    <ConfirmButton
      size="sm"
      label={t('verify')}
      title={t('verifyTitle')}
      confirmLabel={t('verifyConfirm')}
      cancelLabel={t('cancel')}
      run={() => action(seen)}
    >
      <p>{t('verifyWhat', { row: title })}</p>
    </ConfirmButton>
  )
}
