'use client'

import { useTranslations } from 'next-intl'
import type { Sending } from '@/components/import/use-sending'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'

/** How far a file is on its way, and the ways out of it. */
export function SendingView({
  sending,
  onResume,
  onCancel,
}: {
  sending: Sending
  onResume: () => void
  onCancel: () => void
}) {
  const t = useTranslations('import.upload')
  const { file, sent, state, trouble } = sending
  const percent = Math.floor((sent / Math.max(1, file.size)) * 100)
  return (
    <div className="grid gap-4">
      <Progress
        label={state === 'reading' ? t('reading') : t('sending', { name: file.name })}
        value={state === 'reading' ? undefined : percent}
        text={state === 'reading' ? undefined : t('sent', { percent })}
      />
      {state === 'broken' && (
        <Notice tone="warning" live>
          {trouble ?? t('retry', { percent })}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        {state === 'broken' && (
          <Button variant="primary" onClick={onResume}>
            {t('resume')}
          </Button>
        )}
        {state !== 'reading' && <Button onClick={onCancel}>{t('cancel')}</Button>}
      </div>
    </div>
  )
}
