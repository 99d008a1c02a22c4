import { useLocale, useTranslations } from 'next-intl'
import { ImportHeader } from '@/components/import/import-frame'
import { RunButton, UndoButton } from '@/components/import/run-button'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Figures } from '@/components/ui/figures'
import { Notice } from '@/components/ui/notice'
import { formatInstant, formatNumber } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { readableFacts } from '@/lib/i18n/facts'
import { localeFrom } from '@/lib/i18n/preferences'
import { type ImportCounts, type ImportRun, isUndoable, UNDO_HOURS } from '@/lib/import/run'
import type { Action, Facts } from '@/lib/refusal'

/** An import that has come to an end: applied, taken back, or a file that could not be read. */
export function FinishedView({
  run,
  now,
  check,
  undo,
}: {
  run: ImportRun
  now: Date
  check: Action<{ id: string }>
  undo: Action<{ id: string }, unknown>
}) {
  const t = useTranslations('import')
  const failures = useTranslations('refusals')
  const locale = localeFrom(useLocale())
  const file = <b className="text-text">{run.fileName}</b>
  if (run.status === 'failed') {
    return (
      <>
        <ImportHeader step="check" subtitle={file} />
        <Notice title={t('failed.title')}>
          {failures(
            (run.failure ?? 'import.step_failed') as 'import.busy',
            readableFacts((run.failureFacts ?? {}) as Facts, locale),
          )}
        </Notice>
        <div className="mt-4 flex flex-wrap gap-2">
          <ClientMessages>
            <RunButton id={run.id} variant="primary" label={t('apply.recheck')} action={check} />
          </ClientMessages>
          <ButtonLink href="/impor">{t('failed.upload')}</ButtonLink>
        </div>
      </>
    )
  }
  const counts = run.counts as ImportCounts | null
  const until = run.appliedAt && new Date(run.appliedAt.getTime() + UNDO_HOURS * 3_600_000)
  const isUndone = run.status === 'undone'
  return (
    <>
      <ImportHeader step="apply" isDone subtitle={file} />
      <Notice tone={isUndone ? 'info' : 'success'} title={isUndone ? t('done.undone') : t('done.title')}>
        {isUndone
          ? t('done.undoneLead', { at: run.undoneAt ? formatInstant(run.undoneAt, locale) : '' })
          : t('done.lead', {
              new: counts?.newRows ?? 0,
              updated: counts?.updatedRows ?? 0,
              at: run.appliedAt ? formatInstant(run.appliedAt, locale) : '',
            })}
      </Notice>
      {counts && (
        <Card flush className="my-6">
          <Figures
            items={[
              { label: t('check.new'), value: formatNumber(counts.newRows, locale) },
              { label: t('check.updated'), value: formatNumber(counts.updatedRows, locale) },
              { label: t('check.same'), value: formatNumber(counts.sameRows, locale) },
              { label: t('check.errors'), value: formatNumber(counts.errorRows, locale), isBad: counts.errorRows > 0 },
            ]}
          />
        </Card>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <ButtonLink href="/impor" variant="primary">
          {t('done.another')}
        </ButtonLink>
        {!isUndone && isUndoable(run, now) && (
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
        )}
      </div>
      {!isUndone && until && (
        <p className="mt-3 text-sm text-muted">
          {isUndoable(run, now)
            ? t('done.undoUntil', { until: formatInstant(until, locale) })
            : t('done.undoClosed', { hours: UNDO_HOURS })}
        </p>
      )}
    </>
  )
}
