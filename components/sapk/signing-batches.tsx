'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { SigningFailures } from '@/components/sapk/signing-failures'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { ProgressBar } from '@/components/ui/progress'
import { usePolled } from '@/components/ui/use-polled'
import type { SigningProgress } from '@/lib/documents/signing.server'
import { formatInstant, type Zone } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import type { SigningFailure } from '@/lib/sapk/signing-failures.server'

export type BatchOnPage = {
  id: string
  kind: string
  createdAt: string
  isFinished: boolean
  delayCode: SigningProgress['delayCode']
  issued: number
  failed: number
  total: number
  failures: SigningFailure[]
}

/**
 * What was handed over for signing, also after a reload: the newest batch, those that run and those with failures.
 * Older ones that went well are folded away, for they would stand before the work on a phone.
 */
export function SigningBatches({ batches, zone }: { batches: BatchOnPage[]; zone: Zone }) {
  const t = useTranslations('proposal.signing')
  const running = batches.filter((batch) => !batch.isFinished).length
  const shown = batches.filter((batch, index) => index === 0 || !batch.isFinished || batch.failed > 0)
  const folded = batches.filter((batch) => !shown.includes(batch))
  return (
    <Card flush title={t('title')} action={running > 0 ? t('running', { count: running }) : t('idle')} className="mb-4">
      <ul>
        {shown.map((batch) => (
          <Batch key={batch.id} batch={batch} zone={zone} />
        ))}
      </ul>
      {folded.length > 0 && (
        <details className="border-t border-line">
          <summary className="flex min-h-11 cursor-pointer items-center px-4 text-sm text-link underline">
            {t('earlier', { count: folded.length })}
          </summary>
          <ul className="border-t border-line">
            {folded.map((batch) => (
              <Batch key={batch.id} batch={batch} zone={zone} />
            ))}
          </ul>
        </details>
      )}
    </Card>
  )
}

function Batch({ batch, zone }: { batch: BatchOnPage; zone: Zone }) {
  const t = useTranslations('proposal.signing')
  const locale = localeFrom(useLocale())
  const router = useRouter()
  const progress = usePolled<SigningProgress>(batch.isFinished ? null : `/api/penandatanganan/${batch.id}`)
  const { issued, failed, total, isFinished, delayCode } = progress ?? batch
  const name = dataWord(t, `kind.${batch.kind}`)
  const wasRunning = useRef(!batch.isFinished)

  useEffect(() => {
    if (!wasRunning.current || !isFinished) return
    wasRunning.current = false
    router.refresh()
  }, [isFinished, router])

  return (
    <li className="grid gap-x-4 gap-y-1 border-line px-4 py-3 text-sm not-first:border-t md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <span>
        <b>{name}</b>
        <span className="block text-xs text-muted">{formatInstant(new Date(batch.createdAt), locale, zone)}</span>
      </span>
      <span className="grid content-center gap-1">
        {!isFinished && <ProgressBar label={name} max={total} value={issued + failed} />}
        <span role="status" className={failed > 0 ? 'font-semibold text-danger' : 'text-muted'}>
          {t(failed > 0 ? 'someFailed' : 'signed', { issued, failed, total })}
        </span>
      </span>
      {!isFinished && delayCode && (
        <div className="md:col-span-2">
          <Notice tone="warning">{t(`delay.${delayCode}`)}</Notice>
        </div>
      )}
      <SigningFailures failures={batch.failures} />
    </li>
  )
}
