import { useLocale, useTranslations } from 'next-intl'
import { ApplyPanel } from '@/components/import/apply-panel'
import type { FixAction } from '@/components/import/cell-editor'
import { ColumnCard } from '@/components/import/column-card'
import { ImportHeader } from '@/components/import/import-frame'
import { ProblemTable } from '@/components/import/problem-table'
import { RunButton } from '@/components/import/run-button'
import { StagedTable } from '@/components/import/staged-table'
import { buttonClass } from '@/components/ui/button-class'
import { Card } from '@/components/ui/card'
import { Figures } from '@/components/ui/figures'
import { ChipRow, ChoiceChip } from '@/components/ui/filter-chips'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { Pager } from '@/components/ui/pager'
import { formatNumber } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { readableFacts } from '@/lib/i18n/facts'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Header } from '@/lib/import/headers'
import { type ImportCounts, type ImportMode, type ImportRun, UNDO_HOURS } from '@/lib/import/run'
import { PAGE_ROWS, type ProblemPage, type RowPage } from '@/lib/import/run-pages.server'
import type { Action, Facts } from '@/lib/refusal'
import { addressWith } from '@/lib/search-parameters'

export type CheckView = 'baru' | 'diperbarui' | 'sama' | 'galat' | 'peringatan'

const GROUPS = ['nip', 'date', 'nik', 'rank', 'unit', 'name', 'other'] as const

/** Step 3: the counts that add up, the list behind each, and the decision beside it. */
export function CheckedView({
  run,
  counts,
  agency,
  view,
  group,
  list,
  actions,
}: {
  run: ImportRun
  counts: ImportCounts
  agency: string
  view: CheckView
  group: string | undefined
  list: { problems?: ProblemPage; rows?: RowPage }
  actions: { fix: FixAction; apply: Action<{ id: string; mode: ImportMode }>; check: Action<{ id: string }> }
}) {
  const t = useTranslations('import')
  const failures = useTranslations('refusals')
  const locale = localeFrom(useLocale())
  const number = (value: number) => formatNumber(value, locale)
  const path = `/impor/${run.id}`
  const href = (lihat: CheckView) => addressWith(path, { lihat })
  const title = {
    baru: t('check.new'),
    diperbarui: t('check.updated'),
    sama: t('check.same'),
    galat: t('check.errorRows'),
    peringatan: t('check.warningRows'),
  }[view]
  const shown = list.problems ?? list.rows
  const pageHref = (page: number) => addressWith(path, { lihat: view, kolom: group, hal: String(page) })
  return (
    <>
      <ImportHeader
        step="check"
        mapHref={addressWith(path, { langkah: 'petakan' })}
        subtitle={
          <>
            <b className="text-text">{run.fileName}</b>,{' '}
            {t('check.subtitle', { sheet: run.sheetName || 'none', rows: counts.dataRows, blank: counts.blankRows })}
            {counts.fixedCells > 0 && `, ${t('check.fixedCells', { count: counts.fixedCells })}`}
          </>
        }
      />
      {run.failure && (
        <div className="mb-4">
          <Notice
            live
            action={
              <ClientMessages>
                <RunButton id={run.id} label={t('apply.recheck')} action={actions.check} />
              </ClientMessages>
            }
          >
            {failures(run.failure as 'import.busy', readableFacts((run.failureFacts ?? {}) as Facts, locale))}
          </Notice>
        </div>
      )}
      {run.notices.map((notice) => (
        <div key={notice} className="mb-4">
          <Notice tone="warning">{t(`check.notice.${notice as 'windows_1252'}`)}</Notice>
        </div>
      ))}
      <Card flush className="mb-6">
        <span data-slim="" hidden />
        <Figures
          items={[
            { label: t('check.new'), value: number(counts.newRows), href: href('baru') },
            { label: t('check.updated'), value: number(counts.updatedRows), href: href('diperbarui') },
            { label: t('check.same'), value: number(counts.sameRows), href: href('sama') },
            {
              label: t('check.errors'),
              value: number(counts.errorRows),
              href: href('galat'),
              isBad: counts.errorRows > 0,
            },
            { label: t('check.warnings'), value: number(counts.warningRows), href: href('peringatan') },
          ]}
        />
      </Card>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_288px]">
        <Card
          flush
          title={title}
          action={
            view === 'galat' &&
            counts.errorRows > 0 && (
              <a href={`/api/impor/${run.id}/galat`} download className={buttonClass({ size: 'sm' })}>
                <Icon name="download" />
                {t('check.download', { count: counts.errorRows })}
              </a>
            )
          }
        >
          {view === 'galat' && counts.errorRows > 0 && (
            <div className="px-4 py-3">
              <ChipRow label={t('check.filter')}>
                <ChoiceChip
                  label={t('check.all')}
                  count={number(counts.errorRows)}
                  href={href('galat')}
                  isCurrent={!group}
                />
                {GROUPS.filter((name) => counts.errorsByGroup[name]).map((name) => (
                  <ChoiceChip
                    key={name}
                    label={t(`groups.${name}`)}
                    count={number(counts.errorsByGroup[name] ?? 0)}
                    href={addressWith(path, { lihat: 'galat', kolom: name })}
                    isCurrent={group === name}
                  />
                ))}
              </ChipRow>
            </div>
          )}
          <div className="border-t border-line">
            {list.problems ? (
              <ClientMessages namespaces={['import']}>
                <ProblemTable
                  id={run.id}
                  problems={list.problems.problems}
                  isError={view === 'galat'}
                  fix={actions.fix}
                />
              </ClientMessages>
            ) : (
              <StagedTable caption={t('check.rowsCaption', { kind: title })} rows={list.rows?.rows ?? []} />
            )}
          </div>
          {shown && shown.total > 0 && (
            <Pager
              from={(shown.page - 1) * PAGE_ROWS + 1}
              to={Math.min(shown.page * PAGE_ROWS, shown.total)}
              total={shown.total}
              previousHref={shown.page > 1 ? pageHref(shown.page - 1) : undefined}
              nextHref={shown.page < shown.pages ? pageHref(shown.page + 1) : undefined}
              note={list.problems && t('check.editHint')}
            />
          )}
        </Card>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <Card title={t('apply.title')}>
            <ClientMessages namespaces={['import']}>
              <ApplyPanel
                id={run.id}
                fileName={run.fileName}
                agency={agency}
                counts={counts}
                undoHours={UNDO_HOURS}
                apply={actions.apply}
              />
            </ClientMessages>
            {counts.newUnits > 0 && (
              <p className="mt-3 text-xs text-muted">{t('check.units', { count: counts.newUnits })}</p>
            )}
            {counts.rankRows > 0 && (
              <p className="mt-2 text-xs text-muted">
                {t('check.ranks', { count: counts.rankRows, leftOut: counts.rankRowsLeftOut })}
              </p>
            )}
          </Card>
          <ColumnCard
            headers={run.headers as Header[]}
            dataOn={run.dataOn ?? ''}
            changeHref={addressWith(path, { langkah: 'petakan' })}
          />
        </div>
      </div>
    </>
  )
}
