import type { useTranslations } from 'next-intl'
import type { Locale } from '@/lib/format'
import { readableFacts } from '@/lib/i18n/facts'
import type { Facts } from '@/lib/refusal'
import { ratingYear } from './employee-columns'
import type { ProblemCode } from './problem'

/** Translates within `import`. */
export type ImportTranslator = ReturnType<typeof useTranslations<'import'>>

type Said = { code: string; column: string; facts: Facts }

/** What is wrong, as a sentence. */
export function problemText(t: ImportTranslator, { code, facts }: Said, locale: Locale): string {
  return t(`problems.${code as ProblemCode}`, {
    inRegister: 'no',
    elsewhere: 'no',
    other: 0,
    ...readableFacts(facts, locale),
  })
}

/** What to do about it. */
export function adviceText(t: ImportTranslator, { code, column, facts }: Said): string {
  const family = /_(pns|cpns|gol|jabatan)$/.exec(column)?.[1] ?? 'other'
  return t(`advice.${code as ProblemCode}`, {
    column: family,
    group: String(facts.group ?? ''),
    count: Number(facts.count ?? 1),
    sheetRow: Number(facts.sheetRow ?? 0),
    elsewhere: facts.elsewhere === true ? 'yes' : 'no',
  })
}

/** The name of a column as the screen says it. */
export function columnText(t: ImportTranslator, column: string): string {
  const year = ratingYear(column)
  return year === undefined ? t(`columns.${column}` as 'columns.nip') : t('columns.predikat', { year: String(year) })
}
