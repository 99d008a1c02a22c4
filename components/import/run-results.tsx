import { useLocale, useTranslations } from 'next-intl'
import type { FixAction } from '@/components/import/cell-editor'
import { ProblemTable } from '@/components/import/problem-table'
import { StagedTable } from '@/components/import/staged-table'
import { buttonClass } from '@/components/ui/button-class'
import { Card } from '@/components/ui/card'
import { Figures } from '@/components/ui/figures'
import { ChipRow, ChoiceChip } from '@/components/ui/filter-chips'
import { Icon } from '@/components/ui/icon'
import { Pager } from '@/components/ui/pager'
import { formatNumber } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import type { ImportCounts } from '@/lib/import/run'
import { PAGE_ROWS, type ProblemPage, type RowPage } from '@/lib/import/run-pages.server'
import { addressWith } from '@/lib/search-parameters'

export const checkViews = ['baru', 'diperbarui', 'sama', 'galat', 'peringatan'] as const

/** Which rows of an import the address asks for: `lihat`, and of the faulty ones `kolom`. */
export type ResultView = { view: (typeof checkViews)[number]; group: string | undefined }

export type ResultList = { problems?: ProblemPage; rows?: RowPage }

const GROUPS = ['nip', 'date', 'nik', 'rank', 'unit', 'name', 'other'] as const

/** The five counts, each leading to the rows behind it on the same page. */
export function ResultFigures({ id, counts }: { id: string; counts: ImportCounts }) {
  const t = useTranslations('import.check')
  const locale = localeFrom(useLocale())
  const figure = (label: string, value: number, lihat: ResultView['view']) => ({
    label,
    value: formatNumber(value, locale),
    href: addressWith(`/impor/${id}`, { lihat }),
  })
  return (
    <Card flush className="mb-6">
      <span data-slim="" hidden />
      <Figures
        items={[
          figure(t('new'), counts.newRows, 'baru'),
          figure(t('updated'), counts.updatedRows, 'diperbarui'),
          figure(t('same'), counts.sameRows, 'sama'),
          { ...figure(t('errors'), counts.errorRows, 'galat'), isBad: counts.errorRows > 0 },
          figure(t('warnings'), counts.warningRows, 'peringatan'),
        ]}
      />
    </Card>
  )
}

/** The rows behind one count, a page at a time; faulty ones by column, to mend where `fix` is given, or to download. */
export function ResultRows({
  id,
  counts,
  shown: { view, group },
  list,
  fix,
  leadsToPeople = false,
}: {
  id: string
  counts: ImportCounts
  shown: ResultView
  list: ResultList
  fix?: FixAction
  /** The rows are written: each name leads to the person. */
  leadsToPeople?: boolean
}) {
  const t = useTranslations('import')
  const path = `/impor/${id}`
  const title = {
    baru: t('check.new'),
    diperbarui: t('check.updated'),
    sama: t('check.same'),
    galat: t('check.errorRows'),
    peringatan: t('check.warningRows'),
  }[view]
  const page = list.problems ?? list.rows
  const pageHref = (number: number) => addressWith(path, { lihat: view, kolom: group, hal: String(number) })
  const hasErrors = view === 'galat' && counts.errorRows > 0
  return (
    <Card flush title={title} action={hasErrors && <DownloadErrors id={id} count={counts.errorRows} />}>
      {hasErrors && <GroupChips path={path} counts={counts} group={group} />}
      <div className="border-t border-line">
        {list.problems ? (
          <ClientMessages namespaces={['import']}>
            <ProblemTable id={id} problems={list.problems.problems} isError={view === 'galat'} fix={fix} />
          </ClientMessages>
        ) : (
          <StagedTable
            caption={t('check.rowsCaption', { kind: title })}
            rows={list.rows?.rows ?? []}
            leadsToPeople={leadsToPeople}
          />
        )}
      </div>
      {page && (
        <Pager
          page={page.page}
          size={PAGE_ROWS}
          total={page.total}
          href={pageHref}
          note={list.problems && fix && t('check.editHint')}
        />
      )}
    </Card>
  )
}

function DownloadErrors({ id, count }: { id: string; count: number }) {
  const t = useTranslations('import.check')
  return (
    <a href={`/api/impor/${id}/galat`} className={buttonClass({ size: 'sm' })}>
      <Icon name="download" />
      {t('download', { count })}
    </a>
  )
}

function GroupChips({ path, counts, group }: { path: string; counts: ImportCounts; group: string | undefined }) {
  const t = useTranslations('import')
  const locale = localeFrom(useLocale())
  return (
    <div className="px-4 py-3">
      <ChipRow label={t('check.filter')}>
        <ChoiceChip
          label={t('check.all')}
          count={formatNumber(counts.errorRows, locale)}
          href={addressWith(path, { lihat: 'galat' })}
          isCurrent={!group}
        />
        {GROUPS.filter((name) => counts.errorsByGroup[name]).map((name) => (
          <ChoiceChip
            key={name}
            label={t(`groups.${name}`)}
            count={formatNumber(counts.errorsByGroup[name] ?? 0, locale)}
            href={addressWith(path, { lihat: 'galat', kolom: name })}
            isCurrent={group === name}
          />
        ))}
      </ChipRow>
    </div>
  )
}
