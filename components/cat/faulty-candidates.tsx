import { useLocale, useTranslations } from 'next-intl'
import { CellEditor, type FixAction, UseSuggestion } from '@/components/import/cell-editor'
import { MarkedValue } from '@/components/import/marked-value'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { Pager } from '@/components/ui/pager'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import type { CheckedRow } from '@/lib/cat/candidate-check'
import type { RowProblem } from '@/lib/cat/candidate-row'
import { cellProblemText, columnName } from '@/lib/cat/candidate-words'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { sliceOfPage } from '@/lib/list-view'

const PER_PAGE = 50

type Line = RowProblem & { key: string; sheet: CheckedRow['sheet']; row: number; line: number }

/** Each wrong cell, to mend on the spot: where it stands, what it says, what is wrong and the way out. */
export function FaultyCandidates({
  id,
  rows,
  page,
  href,
  fix,
}: {
  id: string
  rows: readonly CheckedRow[]
  page: number
  href: (page: number) => string
  fix: FixAction
}) {
  const t = useTranslations('candidate')
  const imports = useTranslations('import')
  const locale = localeFrom(useLocale())
  const lines = rows.flatMap(({ sheet, row, problems }) =>
    problems.map((each, at): Line => ({ ...each, sheet, row: row.row, line: row.line, key: `${row.line}-${at}` })),
  )
  const { shown, ...place } = sliceOfPage(lines, page, PER_PAGE)
  const columns: Column<Line>[] = [
    {
      key: 'row',
      header: imports('check.row'),
      nowrap: true,
      cell: ({ sheet, row }) => <TwoLines sub={t(`import.sheet.${sheet}`)}>{t('import.rowNumber', { row })}</TwoLines>,
    },
    { key: 'column', header: imports('check.column'), cell: ({ column }) => columnName(t, column) },
    {
      key: 'value',
      header: imports('check.value'),
      cell: ({ column, value, facts, row, line }) => (
        <CellEditor
          id={id}
          row={line}
          column={column}
          value={value}
          action={fix}
          label={imports('check.edit', { column: columnName(t, column), row })}
        >
          <MarkedValue value={value} facts={facts} empty={imports('check.empty')} />
        </CellEditor>
      ),
    },
    {
      key: 'problem',
      header: imports('check.problem'),
      cell: (each) => (
        <span className={each.isError ? '' : 'text-warning'}>{cellProblemText(t, imports, each, locale).what}</span>
      ),
    },
    {
      key: 'advice',
      header: imports('check.advice'),
      cell: (each) =>
        each.suggestion ? (
          <UseSuggestion
            id={id}
            row={each.line}
            column={each.column}
            value={each.suggestion}
            action={fix}
            icon={<Icon name="check" />}
          >
            {imports('check.use', { value: each.suggestion })}
          </UseSuggestion>
        ) : (
          <span className="text-muted">{cellProblemText(t, imports, each, locale).todo}</span>
        ),
    },
  ]
  return (
    <>
      <ClientMessages namespaces={['import']}>
        <Table
          caption={imports('check.caption')}
          columns={columns}
          rows={shown}
          rowKey={({ key }) => key}
          empty={
            <EmptyState icon="circle-check" title={imports('check.noErrors')}>
              {imports('check.noErrorsHint')}
            </EmptyState>
          }
        />
      </ClientMessages>
      {lines.length > PER_PAGE && <Pager {...place} href={href} />}
    </>
  )
}
