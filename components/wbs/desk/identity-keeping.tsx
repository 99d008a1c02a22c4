'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { useReport } from '@/components/wbs/desk/report-context'
import type { Action } from '@/lib/refusal'
import type { Keeping } from '@/lib/wbs/identity-keeping.server'

/** Whether a sealed identity stays when the report ends: for LPSK, or a reward. The Inspektur says so. */
export function IdentityKeeping({
  keeping: { keeps, isKeeper },
  action,
}: {
  keeping: Keeping
  action: Action<{ report: string; keeps: boolean }>
}) {
  const t = useTranslations('desk.keeping')
  const { id } = useReport()
  const router = useRouter()
  const command = keeps ? 'release' : 'keep'
  return (
    <Card title={t('title')}>
      <div className="grid justify-items-start gap-3">
        <p className="max-w-[70ch] text-sm text-muted">{t(keeps ? 'kept' : 'goes')}</p>
        {isKeeper && (
          <ConfirmButton
            label={t(`${command}.label`)}
            title={t(`${command}.title`)}
            confirmLabel={t(`${command}.label`)}
            cancelLabel={t('cancel')}
            run={() => action({ report: id, keeps: !keeps })}
            onDone={() => router.refresh()}
          >
            {t(`${command}.what`)}
          </ConfirmButton>
        )}
      </div>
    </Card>
  )
}
