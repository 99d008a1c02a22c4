import { useTranslations } from 'next-intl'
import { dataWord } from '@/lib/i18n/data-word'
import type { PlanModel } from '@/lib/kinerja/plan'
import type { FoundItem } from '@/lib/kinerja/plans-read.server'

/**
 * Hasil kerja of PermenPANRB 6/2022, as its form has them: the leader's result that is served, the own one, and its
 * indicators with aspect and target.
 */
export function PlanResults({ items, model }: { items: readonly FoundItem[]; model: PlanModel }) {
  const t = useTranslations('skp')
  return (
    <ol className="divide-y divide-line">
      {items.map((item, at) => (
        <li key={item.id} className="grid gap-2 px-4 py-3 print:break-inside-avoid">
          <p className="text-muted text-xs">
            {item.leaderText ? t('serves', { result: item.leaderText }) : t('servesNone')}
            {item.leaderText && !item.leaderItemId && ` ${t('provisional')}`}
          </p>
          <p className="font-semibold text-sm">
            {at + 1}. {item.text}
          </p>
          {item.indicators.length > 0 && <Indicators item={item} model={model} />}
        </li>
      ))}
    </ol>
  )
}

function Indicators({ item, model }: { item: FoundItem; model: PlanModel }) {
  const t = useTranslations('skp')
  const hasAspects = model === 'quantitative'
  const hasPerspectives = item.indicators.some(({ perspective }) => perspective)
  return (
    <table className="w-full table-fixed text-left text-sm">
      <caption className="sr-only">{t('indicatorsOf', { result: item.text })}</caption>
      <thead className="text-muted text-xs">
        <tr className="align-bottom *:pr-3 *:pb-1 *:font-semibold">
          {hasAspects && (
            <th scope="col" className="w-24 md:w-32">
              {t('aspectLabel')}
            </th>
          )}
          <th scope="col">{t('indicator')}</th>
          <th scope="col">{t('target')}</th>
          {hasPerspectives && (
            <th scope="col" className="w-40 max-sm:hidden">
              {t('perspectiveLabel')}
            </th>
          )}
        </tr>
      </thead>
      <tbody className="align-top">
        {item.indicators.map(({ id, aspect, perspective, text, target }) => (
          <tr key={id} className="*:py-1 *:pr-3">
            {hasAspects && <td className="whitespace-nowrap">{aspect && t(`aspect.${aspect}`)}</td>}
            <td className="wrap-anywhere">
              {text}
              {perspective && (
                <span className="block text-muted text-xs sm:hidden">{dataWord(t, `perspective.${perspective}`)}</span>
              )}
            </td>
            <td className="wrap-anywhere">{target}</td>
            {hasPerspectives && (
              <td className="max-sm:hidden">{perspective && dataWord(t, `perspective.${perspective}`)}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
