import { useLocale, useTranslations } from 'next-intl'
import { use } from 'react'
import { ImportHeader } from '@/components/import/import-frame'
import { UndoButton } from '@/components/import/run-button'
import { ResultFigures, type ResultList, ResultRows, type ResultView } from '@/components/import/run-results'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { officeZone } from '@/lib/auth/office-zone.server'
import { formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { type ImportCounts, type ImportRun, isUndoable, UNDO_HOURS } from '@/lib/import/run'
import type { Action } from '@/lib/refusal'

/** An import that has come to its end, applied or taken back, with the rows behind what it did and left out. */
export function FinishedView({
  run,
  counts,
  now,
  shown,
  list,
  undo,
}: {
  run: ImportRun
  counts: ImportCounts
  now: Date
  shown: ResultView
  list: ResultList
  undo: Action<{ id: string }, unknown>
}) {
  const t = useTranslations('import')
  const locale = localeFrom(useLocale())
  const zone = use(officeZone())
  const isUndone = run.status === 'undone'
  const at = (isUndone ? run.undoneAt : run.appliedAt) ?? run.createdAt
  const words = { new: counts.newRows, updated: counts.updatedRows, at: formatInstant(at, locale, zone) }
  return (
    <>
      <ImportHeader step="apply" isDone subtitle={<b className="text-text">{run.fileName}</b>} />
      <div className="mb-4">
        <Notice tone={isUndone ? 'info' : 'success'} title={isUndone ? t('done.undone') : t('done.title')}>
          {isUndone ? t('done.undoneLead', words) : t('done.lead', words)}
        </Notice>
      </div>
      <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2">
        {!isUndone && (
          <ButtonLink href="/sapk/kenaikan-pangkat" variant="primary">
            {t('done.nominative')}
          </ButtonLink>
        )}
        <ButtonLink href="/impor" variant={isUndone ? 'primary' : 'secondary'}>
          {t('done.another')}
        </ButtonLink>
        {!isUndone && <Undo run={run} now={now} undo={undo} />}
      </div>
      <ResultFigures id={run.id} counts={counts} />
      <ResultRows id={run.id} counts={counts} shown={shown} list={list} leadsToPeople={!isUndone} />
    </>
  )
}

/** The way back while there is one, and until when. */
function Undo({ run, now, undo }: { run: ImportRun; now: Date; undo: Action<{ id: string }, unknown> }) {
  const t = useTranslations('import')
  const locale = localeFrom(useLocale())
  const zone = use(officeZone())
  const until = new Date((run.appliedAt ?? now).getTime() + UNDO_HOURS * 3_600_000)
  if (!isUndoable(run, now)) return <p className="text-sm text-muted">{t('done.undoClosed', { hours: UNDO_HOURS })}</p>
  return (
    <>
      <ClientMessages>
        <UndoButton
          id={run.id}
          action={undo}
          words={{
            undo: t('done.undo'),
            title: t('done.undoTitle', { name: run.fileName }),
            body: t('done.undoConfirm'),
            cancel: t('apply.cancel'),
          }}
        />
      </ClientMessages>
      <p className="text-sm text-muted">{t('done.undoUntil', { until: formatInstant(until, locale, zone) })}</p>
    </>
  )
}
