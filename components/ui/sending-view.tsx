'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'

/** `trouble` says why a sending broke, when it was not the connection. */
export type SendingState = {
  file: File
  sent: number
  state: 'sending' | 'reading' | 'broken'
  trouble?: string
}

/** How far a file is on its way, and the ways out of it. Needs `ClientMessages` with `upload`. */
export function SendingView({
  sending,
  reading,
  onResume,
  onCancel,
}: {
  sending: SendingState
  /** What the server does with the file once it is there. */
  reading: string
  onResume: () => void
  onCancel: () => void
}) {
  const t = useTranslations('upload')
  const { file, sent, state, trouble } = sending
  const percent = Math.floor((sent / Math.max(1, file.size)) * 100)
  return (
    <div className="grid gap-4">
      <Progress
        label={state === 'reading' ? reading : t('sending', { name: file.name })}
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
