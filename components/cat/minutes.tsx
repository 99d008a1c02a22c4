'use client'

import { useTranslations } from 'next-intl'
import { ProofDialog } from '@/components/cat/proof-dialog'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { StatusTag } from '@/components/ui/status-tag'
import type { Action } from '@/lib/refusal'

type Sign = Action<{ id: string; password: string; code: string }, { code: string }>

/** The minutes of a closed session: a draft to read and to sign, then the signed paper. */
export function Minutes({
  sessionId,
  signed,
  maySign,
  action,
}: {
  sessionId: string
  signed: { id: string; code: string; number: string } | null
  maySign: boolean
  action: Sign
}) {
  const t = useTranslations('exam.minutes')
  return (
    <Card title={t('title')}>
      <div className="grid gap-3 text-sm">
        <p className="max-w-[70ch] text-muted">{t('text')}</p>
        {signed ? (
          <>
            <p>
              <StatusTag look="issued">{t('signed', { number: signed.number })}</StatusTag>
            </p>
            <div className="flex flex-wrap gap-2">
              <ButtonLink href={`/api/berkas/${signed.id}`} target="_blank" icon={<Icon name="file-check" />}>
                {t('open')}
              </ButtonLink>
              <ButtonLink href={`/v/${signed.code}`} target="_blank" icon={<Icon name="qr-code" />}>
                {t('check')}
              </ButtonLink>
            </div>
          </>
        ) : (
          <>
            <p>
              <StatusTag look="waiting">{t('waits')}</StatusTag>
            </p>
            {maySign && (
              <div className="flex flex-wrap gap-2">
                <ButtonLink
                  href={`/api/sesi/${sessionId}/berita-acara`}
                  target="_blank"
                  icon={<Icon name="file-search" />}
                >
                  {t('preview')}
                </ButtonLink>
                <ProofDialog id={sessionId} label={t('sign')} why={t('why')} action={action} />
              </div>
            )}
          </>
        )}
      </div>
    </Card>
  )
}
