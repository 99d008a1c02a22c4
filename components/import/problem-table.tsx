import { useLocale, useTranslations } from 'next-intl'
import { CellEditor, type FixAction, UseSuggestion } from '@/components/import/cell-editor'
import { MarkedValue } from '@/components/import/marked-value'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { Table } from '@/components/ui/table'
import { localeFrom } from '@/lib/i18n/preferences'
import type { ListedProblem } from '@/lib/import/problem-list.server'
import { adviceText, columnText, problemText } from '@/lib/import/problem-text'

/** One line per fault: where, what it says, what is wrong, and the way out; a certain one is a single press. */
export function ProblemTable({
  id,
  problems,
  isError,
  fix,
}: {
  id: string
  problems: readonly ListedProblem[]
  isError: boolean
  /** Left out once the rows are applied: nothing can be mended here any more. */
  fix?: FixAction
}) {
  const t = useTranslations('import')
  const locale = localeFrom(useLocale())
  return (
    <Table
      caption={t('check.caption')}
      rows={problems}
      rowKey={(problem) => `${problem.row}-${problem.column}-${problem.code}`}
      empty={
        <EmptyState title={isError ? t('check.noErrors') : t('check.noWarnings')} icon="circle-check">
          {isError && t('check.noErrorsHint')}
        </EmptyState>
      }
      columns={[
        {
          key: 'row',
          header: t('check.row'),
          align: 'right',
          cell: (problem) => <b className="num font-semibold">{problem.row}</b>,
          phone: 'label',
        },
        { key: 'column', header: t('check.column'), nowrap: true, cell: (problem) => columnText(t, problem.column) },
        {
          key: 'value',
          header: t('check.value'),
          cell: (problem) => {
            const value = <MarkedValue value={problem.value} facts={problem.facts} empty={t('check.empty')} />
            if (!fix) return value
            return (
              <CellEditor
                id={id}
                row={problem.row}
                column={problem.column}
                value={problem.value}
                action={fix}
                label={t('check.edit', { column: columnText(t, problem.column), row: problem.row })}
              >
                {value}
              </CellEditor>
            )
          },
        },
        { key: 'problem', header: t('check.problem'), cell: (problem) => problemText(t, problem, locale) },
        {
          key: 'advice',
          header: t('check.advice'),
          cell: (problem) =>
            problem.suggestion === null || !fix ? (
              <span className="text-muted">{adviceText(t, problem)}</span>
            ) : (
              <UseSuggestion
                id={id}
                row={problem.row}
                column={problem.column}
                value={problem.suggestion}
                action={fix}
                icon={<Icon name="check" />}
              >
                {digitOf(problem)
                  ? t('check.useDigit', { digit: digitOf(problem) })
                  : t('check.use', { value: problem.suggestion })}
              </UseSuggestion>
            ),
        },
      ]}
    />
  )
}

/** The one digit that takes the place of a letter; empty when more changes than that. */
function digitOf({ facts, suggestion, value }: ListedProblem): string {
  if (facts.reason !== 'character' || typeof facts.start !== 'number' || !suggestion) return ''
  return suggestion.length === value.length ? (suggestion[facts.start] ?? '') : ''
}
