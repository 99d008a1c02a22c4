import { useTranslations } from 'next-intl'
import { useDocumentName } from '@/components/documents/document-name'
import { dataWord } from '@/lib/i18n/data-word'

/** The words for an item of a review: `field:rank`, `document:PREDIKAT_2025`. */
export function useItemName(): (item: string) => string {
  const t = useTranslations('proposal')
  const documentName = useDocumentName()
  return (item) => {
    const [kind, name = ''] = item.split(':')
    return kind === 'field' ? dataWord(t, `field.${name}`) : documentName(name)
  }
}
