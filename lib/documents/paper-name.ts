import type { useTranslations } from 'next-intl'
import { dataWord } from '@/lib/i18n/data-word'

type Words = ReturnType<typeof useTranslations<'proposal.document'>>

/** The words for a type of paper; a predicate, as `PREDIKAT_2025`, says its year. */
export function paperName(words: Words, type: string): string {
  const year = /^PREDIKAT_(\d{4})$/.exec(type)?.[1]
  return year ? words('PREDIKAT', { year }) : dataWord(words, type)
}
