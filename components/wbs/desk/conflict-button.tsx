'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { useReport } from '@/components/wbs/desk/report-context'
import { troubleRefused } from '@/components/wbs/desk/use-vault'
import { vault } from '@/components/wbs/desk/vault'
import type { Action } from '@/lib/refusal'
import type { OwnFarewell } from '@/lib/wbs/farewell'

export type DeclareConflict = Action<{ report: string } & OwnFarewell>

/** Menyatakan benturan kepentingan: the report is gone from this desk at once and does not come back. */
export function ConflictButton({ declare }: { declare: DeclareConflict }) {
  const t = useTranslations('desk.case.conflict')
  const { id } = useReport()
  const router = useRouter()
  const declareNow = async () => {
    const { reason: _, ...said } = await vault('signFarewell', { report: id, reason: 'conflict' })
    return declare(said)
  }
  return (
    <ConfirmButton
      label={t('label')}
      title={t('title')}
      confirmLabel={t('confirm')}
      cancelLabel={t('cancel')}
      variant="danger"
      run={() => troubleRefused(declareNow)}
      onDone={() => router.push('/wbs?keluar=benturan')}
    >
      <p>{t('text')}</p>
    </ConfirmButton>
  )
}
