'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Card } from '@/components/ui/card'
import { AppLink } from '@/components/ui/link'
import { ProgressBar } from '@/components/ui/progress'
import { usePolled } from '@/components/ui/use-polled'
import { formatInstant, type Zone } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import type { BulkProgress } from '@/lib/sapk/bulk-progress.server'

/** What was given to whole lists, also after a reload: how far it is, and the way to the result of each person. */
export function BulkRuns({ runs, zone }: { runs: BulkProgress[]; zone: Zone }) {
  const t = useTranslations('bulk.runs')
  const running = runs.filter((run) => !run.isFinished).length
  return (
    <Card flush title={t('title')} action={running > 0 ? t('running', { count: running }) : t('idle')} className="mb-4">
      <ul>
        {runs.map((run) => (
          <Run key={run.id} atFirst={run} zone={zone} />
        ))}
      </ul>
    </Card>
  )
}

function Run({ atFirst, zone }: { atFirst: BulkProgress; zone: Zone }) {
  const t = useTranslations('bulk.runs')
  const locale = localeFrom(useLocale())
  const { id, event, createdAt, isFinished, total, done, skipped } = useBulkProgress(atFirst)
  const name = dataWord(t, `event.${event}`)
  return (
    <li className="grid items-center gap-x-4 gap-y-1 border-line px-4 py-3 text-sm not-first:border-t md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
      <span>
        <b>{name}</b>
        <span className="block text-xs text-muted">{formatInstant(new Date(createdAt), locale, zone)}</span>
      </span>
      <span className="grid content-center gap-1">
        {!isFinished && <ProgressBar label={name} max={total} value={done + skipped} />}
        <span role="status" className="text-muted">
          {t(isFinished ? 'finished' : 'progress', { done, skipped, total })}
        </span>
      </span>
      <AppLink href={`/sapk/usul/proses/${id}`} className="inline-flex min-h-11 items-center md:min-h-8">
        {t('result')}
      </AppLink>
    </li>
  )
}

/** How far a run is; once it has finished the page comes again. */
function useBulkProgress(atFirst: BulkProgress): BulkProgress {
  const router = useRouter()
  const told = usePolled<BulkProgress>(atFirst.isFinished ? null : `/api/proses-massal/${atFirst.id}`)
  const isFinished = told?.isFinished
  useEffect(() => {
    if (isFinished) router.refresh()
  }, [isFinished, router])
  return told ?? atFirst
}
