import { useTranslations } from 'next-intl'
import { FinishedImport } from '@/components/import/finished-import'
import { ImportHeader } from '@/components/import/import-frame'
import { ResultFigures, type ResultList, ResultRows, type ResultView } from '@/components/import/run-results'
import { ButtonLink } from '@/components/ui/button'
import type { ImportCounts, ImportRun } from '@/lib/import/run'
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
  const isUndone = run.undoneAt !== null
  const { newRows, updatedRows, kept } = counts
  return (
    <>
      <ImportHeader step="apply" isDone subtitle={<b className="text-text">{run.fileName}</b>} />
      <FinishedImport
        file={run}
        kept={kept}
        now={now}
        undo={undo}
        words={{
          done: (at) => t('done.lead', { new: newRows, updated: updatedRows, at }),
          confirm: t('done.undoConfirm'),
          until: (until) => t('done.undoUntil', { until }),
        }}
      >
        {!isUndone && (
          <ButtonLink href="/sapk/kenaikan-pangkat" variant="primary">
            {t('done.nominative')}
          </ButtonLink>
        )}
        <ButtonLink href="/impor" variant={isUndone ? 'primary' : 'secondary'}>
          {t('done.another')}
        </ButtonLink>
      </FinishedImport>
      <ResultFigures id={run.id} counts={counts} />
      <ResultRows id={run.id} counts={counts} shown={shown} list={list} leadsToPeople={!isUndone} />
    </>
  )
}
