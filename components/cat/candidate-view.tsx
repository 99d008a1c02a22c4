import { useTranslations } from 'next-intl'
import { ItemMarkup } from '@/components/cat/item-markup'
import type { ItemOption } from '@/lib/cat/item'
import { letter } from '@/lib/cat/item-file'

/** An item as the candidate sees it: without a key, nothing chosen. */
export function CandidateView({ item }: { item: { stimulus: string | null; stem: string; options: ItemOption[] } }) {
  const t = useTranslations('bank')
  return (
    <div className="grid gap-4">
      {item.stimulus && <ItemMarkup html={item.stimulus} className="rounded-md border border-line bg-surface p-4" />}
      <ItemMarkup html={item.stem} />
      <ol aria-label={t('options')} className="grid gap-2">
        {item.options.map(({ id, body }, index) => (
          <li key={id} className="flex min-h-11 items-start gap-3 rounded-md border border-border px-3 py-2.5">
            <span className="grid size-6 shrink-0 place-items-center rounded-full border border-border text-xs font-semibold">
              {letter(index)}
            </span>
            <ItemMarkup html={body} className="min-w-0 flex-1" />
          </li>
        ))}
      </ol>
    </div>
  )
}
