import { useTranslations } from 'next-intl'
import { dataWord } from '@/lib/i18n/data-word'

/** The words for a document type; a predicate says its year. */
export function useDocumentName(): (type: string) => string {
  const t = useTranslations('proposal.document')
  return (type) => {
    const year = /^PREDIKAT_(\d{4})$/.exec(type)?.[1]
    return year ? t('PREDIKAT', { year }) : dataWord(t, type)
  }
}
