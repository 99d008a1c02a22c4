import { useLocale, useTranslations } from 'next-intl'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import type { CheckedRow } from '@/lib/cat/candidate-check'
import type { RowProblem } from '@/lib/cat/candidate-row'
import { cellProblemText, columnName } from '@/lib/cat/candidate-words'
import { localeFrom } from '@/lib/i18n/preferences'

const PER_PAGE = 50

type Line = RowProblem & { key: string; sheet: CheckedRow['sheet']; row: number }

/** Each wrong cell: where it stands, what it says, what is wrong and what to do. */
export function FaultyCandidates({
  rows,
  page,
  href,
}: {
  rows: readonly CheckedRow[]
  page: number
  href: (page: number) => string
}) {
  const t = useTranslations('candidate')
  const imports = useTranslations('import')
  const locale = localeFrom(useLocale())
  const lines = rows.flatMap(({ sheet, row, problems }) =>
    problems.map((each, at): Line => ({ ...each, sheet, row: row.row, key: `${sheet}-${row.row}-${at}` })),
  )
  const first = (page - 1) * PER_PAGE
  const shown = lines.slice(first, first + PER_PAGE)
  const columns: Column<Line>[] = [
    {
      key: 'row',
      header: t('import.row'),
      nowrap: true,
      cell: ({ sheet, row }) => <TwoLines sub={t(`import.sheet.${sheet}`)}>{t('import.rowNumber', { row })}</TwoLines>,
    },
    { key: 'column', header: t('import.column'), cell: ({ column }) => columnName(t, column) },
    {
      key: 'value',
      header: t('import.value'),
      cell: ({ value, suggestion }) => (
        <TwoLines sub={suggestion && t('import.use', { value: suggestion })}>
          <span className="num wrap-anywhere">{value.trim() === '' ? t('import.blank') : value.slice(0, 80)}</span>
        </TwoLines>
      ),
    },
    {
      key: 'problem',
      header: t('import.problem'),
      phone: 'plain',
      cell: (each) => {
        const { what, todo } = cellProblemText(t, imports, each, locale)
        return (
          <TwoLines sub={todo}>
            <span className={each.isError ? 'font-semibold text-danger' : 'font-semibold text-warning'}>{what}</span>
          </TwoLines>
        )
      },
    },
  ]
  return (
    <>
      <Table
        caption={t('import.part.faulty')}
        columns={columns}
        rows={shown}
        rowKey={({ key }) => key}
        empty={<EmptyState icon="circle-check" title={t('import.noFault')} />}
      />
      {lines.length > PER_PAGE && (
        <Pager
          from={first + 1}
          to={first + shown.length}
          total={lines.length}
          previousHref={page > 1 ? href(page - 1) : undefined}
          nextHref={first + PER_PAGE < lines.length ? href(page + 1) : undefined}
        />
      )}
    </>
  )
}
