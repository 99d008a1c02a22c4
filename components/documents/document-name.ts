import { useTranslations } from 'next-intl'
import { paperName } from '@/lib/documents/paper-name'

/** Names a type of paper. */
export function useDocumentName(): (type: string) => string {
  const words = useTranslations('proposal.document')
  return (type) => paperName(words, type)
}
