'use client'

import { useTranslations } from 'next-intl'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Icon } from '@/components/ui/icon'
import type { Action } from '@/lib/refusal'

/** Says that the numbers are those of the source; only then a session may use them. */
export function ConfirmProgramme({
  id,
  version,
  source,
  confirm,
}: {
  id: string
  version: number
  source: string
  confirm: Action<{ id: string; version: number }>
}) {
  const t = useTranslations('programme')
  return (
    <ConfirmButton
      label={t('confirm')}
      title={t('confirmTitle')}
      confirmLabel={t('confirm')}
      cancelLabel={t('cancel')}
      variant="primary"
      icon={<Icon name="badge-check" />}
      run={() => confirm({ id, version })}
    >
      <p>{t('confirmText', { source })}</p>
    </ConfirmButton>
  )
}
