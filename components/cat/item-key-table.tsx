import { useTranslations } from 'next-intl'
import { ItemMarkup } from '@/components/cat/item-markup'
import type { ItemKey, ItemOption } from '@/lib/cat/item'
import { letter } from '@/lib/cat/item-file'

/** What each option gives, and why. For writers and reviewers alone. */
export function ItemKeyTable({
  options,
  points,
  explanation,
}: {
  options: ItemOption[]
  points: ItemKey
  explanation: string
}) {
  const t = useTranslations('bank')
  const best = Math.max(0, ...Object.values(points))
  return (
    <div className="grid gap-4">
      <ul aria-label={t('keyTitle')} className="flex flex-wrap gap-2">
        {options.map(({ id }, index) => {
          const value = points[id] ?? 0
          const isBest = value > 0 && value === best
          return (
            <li
              key={id}
              className={`num grid min-w-11 justify-items-center rounded-md border px-2 py-1 md:min-w-14 text-sm ${isBest ? 'border-tone-edge bg-success-bg font-semibold text-success' : 'border-line'}`}
            >
              <span aria-hidden="true">{letter(index)}</span>
              <span aria-hidden="true">{value}</span>
              <span className="sr-only">{t('pointsOf', { option: letter(index), points: value })}</span>
            </li>
          )
        })}
      </ul>
      <div>
        <h3 className="text-sm">{t('explanation')}</h3>
        {explanation ? (
          <ItemMarkup html={explanation} className="mt-1 text-sm" />
        ) : (
          <p className="mt-1 text-sm text-muted">{t('noExplanation')}</p>
        )}
      </div>
    </div>
  )
}
