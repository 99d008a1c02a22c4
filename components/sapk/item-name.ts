import { useTranslations } from 'next-intl'

/** The words for an item of a review: `field:rank`, `document:PREDIKAT_2025`. */
export function useItemName(): (item: string) => string {
  const t = useTranslations('proposal')
  const documentName = useDocumentName()
  return (item) => {
    const [kind, name = ''] = item.split(':')
    return kind === 'field' ? t(`field.${name}`) : documentName(name)
  }
}

/** The words for a document type; a predicate says its year. */
export function useDocumentName(): (type: string) => string {
  const t = useTranslations('proposal.document')
  return (type) => {
    const year = /^PREDIKAT_(\d{4})$/.exec(type)?.[1]
    return year ? t('PREDIKAT', { year }) : t(type)
  }
}
