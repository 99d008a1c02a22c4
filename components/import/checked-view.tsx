import { useLocale, useTranslations } from 'next-intl'
import { ApplyPanel } from '@/components/import/apply-panel'
import type { FixAction } from '@/components/import/cell-editor'
import { ColumnCard } from '@/components/import/column-card'
import { ImportHeader } from '@/components/import/import-frame'
import { DiscardButton, RunButton } from '@/components/import/run-button'
import { ResultFigures, type ResultList, ResultRows, type ResultView } from '@/components/import/run-results'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { readableFacts } from '@/lib/i18n/facts'
import { localeFrom } from '@/lib/i18n/preferences'
import { expectedColumns, type Header, mappingOf } from '@/lib/import/headers'
import { columnText } from '@/lib/import/problem-text'
import { type ImportCounts, type ImportMode, type ImportRun, UNDO_HOURS } from '@/lib/import/run'
import type { Action, Facts } from '@/lib/refusal'
import { addressWith } from '@/lib/search-parameters'

/** Step 3: the counts that add up, the list behind each, and the decision beside it. */
export function CheckedView({
  run,
  counts,
  agency,
  shown,
  list,
  actions,
}: {
  run: ImportRun
  counts: ImportCounts
  agency: string
  shown: ResultView
  list: ResultList
  actions: {
    fix: FixAction
    apply: Action<{ id: string; mode: ImportMode }>
    check: Action<{ id: string }>
    discard: Action<{ id: string }>
  }
}) {
  const t = useTranslations('import')
  const mapHref = addressWith(`/impor/${run.id}`, { langkah: 'petakan' })
  const headers = run.headers as Header[]
  const total = expectedColumns(mappingOf(headers), run.dataOn ?? '').length
  const columns = headers.flatMap(({ column, text, field, isTidied }) =>
    field === null ? [] : [{ key: String(column), text, label: columnText(t, field), isTidied }],
  )
  return (
    <>
      <ImportHeader
        step="check"
        mapHref={mapHref}
        subtitle={
          <>
            <b className="text-text">{run.fileName}</b>,{' '}
            {t('check.subtitle', { sheet: run.sheetName || 'none', rows: counts.dataRows, blank: counts.blankRows })}
            {counts.fixedCells > 0 && `, ${t('check.fixedCells', { count: counts.fixedCells })}`}
          </>
        }
      />
      {run.failure && <Failure run={run} check={actions.check} />}
      {run.notices.map((notice) => (
        <div key={notice} className="mb-4">
          <Notice tone="warning">{t(`check.notice.${notice as 'windows_1252'}`)}</Notice>
        </div>
      ))}
      <ResultFigures id={run.id} counts={counts} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-4 xl:grid-cols-[minmax(0,1fr)_288px] xl:grid-rows-[auto_1fr]">
        <Card title={t('apply.title')} className="xl:col-start-2">
          <ClientMessages namespaces={['import']}>
            <ApplyPanel
              id={run.id}
              fileName={run.fileName}
              confirm={t('apply.confirm', { new: counts.newRows, updated: counts.updatedRows, agency })}
              counts={{ ...counts, others: counts.newUnits + (counts.changedUnits ?? 0) }}
              undoHours={UNDO_HOURS}
              apply={actions.apply}
            />
          </ClientMessages>
          <AlongWith counts={counts} />
        </Card>
        <div className="xl:col-start-1 xl:row-span-2 xl:row-start-1">
          <ResultRows id={run.id} counts={counts} shown={shown} list={list} fix={actions.fix} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:col-start-2">
          <ColumnCard columns={columns} total={total} changeHref={mapHref} />
          <div>
            <ClientMessages namespaces={['import']}>
              <DiscardButton id={run.id} fileName={run.fileName} action={actions.discard} />
            </ClientMessages>
          </div>
        </div>
      </div>
    </>
  )
}

/** Why the last attempt to apply wrote nothing. */
function Failure({ run, check }: { run: ImportRun; check: Action<{ id: string }> }) {
  const t = useTranslations('import')
  const failures = useTranslations('refusals')
  const locale = localeFrom(useLocale())
  return (
    <div className="mb-4">
      <Notice
        live
        action={
          <ClientMessages>
            <RunButton id={run.id} label={t('apply.recheck')} action={check} />
          </ClientMessages>
        }
      >
        {failures(run.failure as 'import.busy', readableFacts((run.failureFacts ?? {}) as Facts, locale))}
      </Notice>
    </div>
  )
}

/** What the other sheets of the workbook bring. */
function AlongWith({ counts }: { counts: ImportCounts }) {
  const t = useTranslations('import.check')
  return (
    <>
      {counts.newUnits > 0 && <p className="mt-3 text-xs text-muted">{t('units', { count: counts.newUnits })}</p>}
      {counts.changedUnits > 0 && (
        <p className="mt-3 text-xs text-muted">{t('changedUnits', { count: counts.changedUnits })}</p>
      )}
      {counts.rankRows > 0 && (
        <p className="mt-2 text-xs text-muted">
          {t('ranks', { count: counts.rankRows, leftOut: counts.rankRowsLeftOut })}
        </p>
      )}
    </>
  )
}
