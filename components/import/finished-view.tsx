import { useLocale, useTranslations } from 'next-intl'
import { use } from 'react'
import { ImportHeader } from '@/components/import/import-frame'
import { ResultFigures, type ResultList, ResultRows, type ResultView } from '@/components/import/run-results'
import { WayBack } from '@/components/import/way-back'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { officeZone } from '@/lib/auth/office-zone.server'
import { formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { type ImportCounts, type ImportRun, isUndoable } from '@/lib/import/run'
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
  const { newRows, updatedRows, kept = 0 } = counts
  const words = { new: newRows, updated: updatedRows, kept, at: formatInstant(at, locale, zone) }
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
        {!isUndone && (
          <WayBack
            file={run}
            isOpen={isUndoable(run, now)}
            now={now}
            undo={undo}
            words={{ confirm: t('done.undoConfirm'), until: (until) => t('done.undoUntil', { until }) }}
          />
        )}
      </div>
      <ResultFigures id={run.id} counts={counts} />
      <ResultRows id={run.id} counts={counts} shown={shown} list={list} leadsToPeople={!isUndone} />
    </>
  )
}
