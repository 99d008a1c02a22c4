import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import type { ItemProblem } from '@/lib/cat/item-file'
import { dataWord } from '@/lib/i18n/data-word'

/** What is worth a look at an item and keeps it from nothing. */
export function ItemNotes({ notes }: { notes: readonly ItemProblem[] }) {
  const t = useTranslations('bank.problem')
  const said = (part: string, { code, facts }: ItemProblem) =>
    dataWord(t, `${code}.${part}`, facts as Record<string, string | number>)
  return notes.map((note) => (
    <Notice key={note.code} tone="info" title={said('what', note)}>
      {said('todo', note)}
    </Notice>
  ))
}
