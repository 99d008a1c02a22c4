'use client'

import { useTranslations } from 'next-intl'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Notice } from '@/components/ui/notice'
import type { OpenedCase } from '@/components/wbs/desk/reading-calls'
import { troubleRefused } from '@/components/wbs/desk/use-vault'
import { vault } from '@/components/wbs/desk/vault'

type Props = { report: string; opened: OpenedCase; reload: () => Promise<void> }

/**
 * That messages do not follow each other, or that who reads is not sure: a change of keys could not be opened. Then the
 * list is named, and nothing is written before its reader has compared it with another one.
 */
export function StopNotice({ report, opened: { stop, conversation, manifest }, reload }: Props) {
  const t = useTranslations('desk.report')
  if (stop !== 'gap')
    return (
      <div className="mb-3">
        <Notice live title={t('torn')}>
          {t('tornText')}
        </Notice>
      </div>
    )
  const names = manifest.keys
    .filter(({ id }) => conversation.members.includes(id))
    .map(({ id, name }) => ({ id, name }))
  return (
    <div className="mb-3">
      <Notice live title={t('gap')}>
        <p>{t('gapText')}</p>
        <ul className="my-2 list-disc pl-5">
          {names.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
        {conversation.gap && (
          <ConfirmButton
            label={t('compared')}
            title={t('comparedTitle')}
            confirmLabel={t('compared')}
            cancelLabel={t('close')}
            run={() =>
              troubleRefused(async () => {
                await vault('comparedReaders', { report })
                return { ok: true, data: undefined }
              })
            }
            onDone={() => void reload()}
          >
            <p>{t('comparedText')}</p>
          </ConfirmButton>
        )}
      </Notice>
    </div>
  )
}
