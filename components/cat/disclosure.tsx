'use client'

import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Notice } from '@/components/ui/notice'
import type { Action } from '@/lib/refusal'

/** The open data of a programme: why they are not public yet, the act that makes them so, and where they are. */
export function Disclosure({
  programme,
  open,
  sessions,
  disclosed,
  action,
}: {
  programme: { id: string; code: string }
  open: number
  sessions: { id: string; number: number; site: string; hasRoot: boolean }[]
  disclosed: { name: string; at: string } | null
  action: Action<{ id: string }>
}) {
  const t = useTranslations('results.disclosure')
  const sealed = sessions.filter(({ hasRoot }) => hasRoot)
  return (
    <Card title={t('title')}>
      <div className="grid gap-3 text-sm">
        <p className="max-w-[70ch] text-muted">{t('text')}</p>
        {disclosed ? (
          <p>{t('done', disclosed)}</p>
        ) : open > 0 ? (
          <Notice tone="info">{t('wait', { open })}</Notice>
        ) : (
          sessions.length > 0 && (
            <div>
              <ConfirmButton
                label={t('act')}
                title={t('askTitle', { programme: programme.code })}
                confirmLabel={t('act')}
                cancelLabel={t('cancel')}
                run={() => action({ id: programme.id })}
              >
                <p>{t('askText', { count: sealed.length })}</p>
              </ConfirmButton>
            </div>
          )
        )}
        {sealed.length === 0 ? (
          <p>{t('none')}</p>
        ) : (
          <ul className="grid divide-y divide-line">
            {sealed.map(({ id, number, site }) => (
              <li key={id} className="grid gap-1 py-2">
                <span className="font-semibold">{t('session', { number, site })}</span>
                <a href={`/cat/bukti/${id}`}>{t('proof')}</a>
                {disclosed && (
                  <a href={`/cat/bukti/${id}/data`} download>
                    {t('download', { number })}
                  </a>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  )
}
