'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { useReport } from '@/components/wbs/desk/report-context'
import type { Action } from '@/lib/refusal'

/** Menyatakan benturan kepentingan: the report is gone from this desk at once and does not come back. */
export function ConflictButton({ declare }: { declare: Action<{ report: string }> }) {
  const t = useTranslations('desk.case.conflict')
  const { id } = useReport()
  const router = useRouter()
  return (
    <ConfirmButton
      label={t('label')}
      title={t('title')}
      confirmLabel={t('confirm')}
      cancelLabel={t('cancel')}
      variant="danger"
      run={() => declare({ report: id })}
      onDone={() => router.push('/wbs')}
    >
      <p>{t('text')}</p>
    </ConfirmButton>
  )
}
