'use client'

import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Icon } from '@/components/ui/icon'
import { KeyValues } from '@/components/ui/key-values'
import { Tag } from '@/components/ui/tag'
import type { Action } from '@/lib/refusal'

/** Safe Exam Browser in a session: whether it is asked for, its file, its key, and how a supervisor leaves it. */
export function ExamBrowser({
  sessionId,
  browser,
  maySwitch,
  action,
}: {
  sessionId: string
  browser: { isNeeded: boolean; configKey: string; quitPassword: string }
  /** Before the release both ways, afterwards only off. */
  maySwitch: boolean
  action: Action<{ id: string; isNeeded: boolean }>
}) {
  const t = useTranslations('exam.browser')
  const { isNeeded, configKey, quitPassword } = browser
  const label = t(isNeeded ? 'lift' : 'demand')
  return (
    <Card title={t('title')}>
      <div className="grid gap-3 text-sm">
        <p className="max-w-[70ch] text-muted">{t('text')}</p>
        <p>
          <Tag tone={isNeeded ? 'success' : 'neutral'} icon={isNeeded ? 'lock' : 'circle-dashed'}>
            {t(isNeeded ? 'needed' : 'free')}
          </Tag>
        </p>
        <KeyValues
          items={[
            { label: t('quit'), value: <code>{quitPassword}</code> },
            { label: t('key'), value: <code className="break-all">{configKey}</code> },
          ]}
        />
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={`/api/sesi/${sessionId}/seb`} icon={<Icon name="download" />}>
            {t('file')}
          </ButtonLink>
          {maySwitch && (
            <ConfirmButton
              key={String(isNeeded)}
              label={label}
              title={label}
              confirmLabel={label}
              cancelLabel={t('cancel')}
              run={() => action({ id: sessionId, isNeeded: !isNeeded })}
            >
              <p>{t(isNeeded ? 'liftText' : 'demandText')}</p>
            </ConfirmButton>
          )}
        </div>
      </div>
    </Card>
  )
}
