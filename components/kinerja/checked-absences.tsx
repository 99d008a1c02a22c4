import { useLocale, useTranslations } from 'next-intl'
import { CellEditor, type FixAction } from '@/components/import/cell-editor'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { formatDate, formatNip } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { CheckedAbsence } from '@/lib/kinerja/absence-import.server'
import { sliceOfPage } from '@/lib/list-view'

const PER_PAGE = 50

/** Rows of a file: who was absent when, or what is wrong with which cell, to mend on the spot, and the way out. */
export function CheckedAbsences({
  id,
  caption,
  rows,
  page,
  href,
  fix,
}: {
  id: string
  caption: string
  rows: readonly CheckedAbsence[]
  page: number
  fix: FixAction
  href: (page: number) => string
}) {
  const t = useTranslations('consequence.absence')
  const words = useTranslations('import.check')
  const locale = localeFrom(useLocale())
  const { shown, ...place } = sliceOfPage(rows, page, PER_PAGE)
  const mended: Column<CheckedAbsence> = {
    key: 'value',
    header: words('value'),
    cell: ({ row, fault }) => {
      if (!fault) return null
      const { column, value } = fault
      const name = t(`file.column.${column}`)
      return (
        <CellEditor
          id={id}
          row={row}
          column={column}
          value={value}
          action={fix}
          label={words('edit', { column: name, row })}
        >
          {value || words('empty')}
        </CellEditor>
      )
    },
  }
  const columns: Column<CheckedAbsence>[] = [
    { key: 'row', header: t('file.row'), nowrap: true, cell: ({ row }) => <span className="num">{row}</span> },
    {
      key: 'name',
      header: t('name'),
      cell: ({ name, nip }) => (
        <TwoLines sub={nip && <span className="num whitespace-nowrap">{formatNip(nip)}</span>}>
          <b className="font-semibold">{name ?? '–'}</b>
        </TwoLines>
      ),
    },
    {
      key: 'day',
      header: t('file.column.tanggal'),
      nowrap: true,
      cell: ({ absentOn }) => (absentOn ? formatDate(absentOn, 'short', locale) : '–'),
    },
    {
      key: 'ground',
      header: rows.some(({ fault }) => fault) ? t('file.problem') : t('ground'),
      phone: 'plain',
      cell: ({ fault, ground }) =>
        fault ? (
          <TwoLines sub={t(`file.fault.${fault.code}.todo`)}>
            {t(`file.fault.${fault.code}.what`, { value: fault.value, column: t(`file.column.${fault.column}`) })}
          </TwoLines>
        ) : (
          ground
        ),
    },
    ...(rows.some(({ fault }) => fault) ? [mended] : []),
  ]
  return (
    <>
      <Table
        caption={caption}
        columns={columns}
        rows={shown}
        rowKey={({ row }) => String(row)}
        empty={<EmptyState icon="inbox" title={t('file.noRow')} />}
      />
      {rows.length > PER_PAGE && <Pager {...place} href={href} />}
    </>
  )
}
