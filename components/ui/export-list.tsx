'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { ProgressBar } from '@/components/ui/progress'
import { dataWord } from '@/lib/i18n/data-word'

const REFRESH_MS = 1500
const KILOBYTE = 1024

type Export = {
  id: string
  list: string
  format: string
  totalRows: number
  doneRows: number
  sizeBytes: number | null
  orderedAt: string
  isFinished: boolean
  failedCode: 'actor_gone' | 'disk_full' | null
}

/** Files of long lists: how far each is, and the way to it; the page comes again while one is being written. */
export function ExportList({ exports }: { exports: Export[] }) {
  const t = useTranslations('lists')
  const router = useRouter()
  const isRunning = exports.some(({ isFinished }) => !isFinished)
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => router.refresh(), REFRESH_MS)
    return () => clearInterval(timer)
  }, [isRunning, router])
  return (
    <Card flush>
      <ul>
        {exports.map(({ id, list, format, totalRows, doneRows, sizeBytes, orderedAt, isFinished, failedCode }) => (
          <li
            key={id}
            className="grid items-center gap-x-4 gap-y-2 border-line px-4 py-3 text-sm not-first:border-t md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
          >
            <span>
              <b>{dataWord(t, `name.${list}`)}</b>
              <span className="block text-xs text-muted">
                {format.toUpperCase()}, {orderedAt}
              </span>
            </span>
            <span className="grid gap-1">
              {!isFinished && <ProgressBar label={dataWord(t, `name.${list}`)} max={totalRows} value={doneRows} />}
              <span role="status" className={failedCode ? 'text-danger' : 'text-muted'}>
                {failedCode && t(`exports.failed.${failedCode}`)}
                {sizeBytes !== null &&
                  t('exports.ready', { rows: totalRows, kilobytes: Math.ceil((sizeBytes ?? 0) / KILOBYTE) })}
                {!isFinished && t('exports.progress', { done: doneRows, total: totalRows })}
              </span>
            </span>
            {sizeBytes !== null && (
              <a href={`/api/unduhan/${id}`} download className={buttonClass({ size: 'sm' })}>
                <Icon name="download" className="size-4" />
                {t('exports.fetch')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
