import type { useTranslations } from 'next-intl'
import type { RowProblem } from '@/lib/cat/candidate-row'
import type { Locale } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { readableFacts } from '@/lib/i18n/facts'
import { adviceText, type ImportTranslator, problemText } from '@/lib/import/problem-text'

/** Translates within `candidate`. */
export type CandidateTranslator = ReturnType<typeof useTranslations<'candidate'>>

/** What is wrong with a cell and what to do about it; what every import knows says the import's own words. */
export function cellProblemText(
  t: CandidateTranslator,
  imports: ImportTranslator,
  { code, column, facts }: RowProblem,
  locale: Locale,
): { what: string; todo: string } {
  const own = t.has(`problem.${code}.what` as never)
  if (!own)
    return {
      what: problemText(imports, { code, column, facts }, locale),
      todo: adviceText(imports, { code, column, facts }),
    }
  const values = readableFacts(facts, locale)
  return { what: dataWord(t, `problem.${code}.what`, values), todo: dataWord(t, `problem.${code}.todo`, values) }
}

/** The name of a column as the screen says it. */
export function columnName(t: CandidateTranslator, column: string): string {
  return dataWord(t, `column.${column}`)
}
