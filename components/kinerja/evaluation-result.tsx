import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { WorkLink } from '@/components/kinerja/work-link'
import { formatDate, formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Rollup } from '@/lib/kinerja/evaluation'
import type { FoundEvaluation, Given } from '@/lib/kinerja/evaluations-read.server'
import { CORE_VALUES } from '@/lib/kinerja/plan'

export type EvaluatedItem = FoundEvaluation['items'][number]

/** One result of the plan with its targets and the approved work behind it; beside it what was achieved and said. */
export function EvaluationResult({
  item,
  number,
  children,
}: {
  item: EvaluatedItem
  number: number
  children: ReactNode
}) {
  const t = useTranslations('evaluation')
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-2 print:break-inside-avoid">
      <div className="text-sm">
        <p className="font-semibold wrap-anywhere">{t('itemOf', { number, text: item.text })}</p>
        {item.targets.length > 0 && (
          <p className="text-muted">{t('target', { target: item.targets.map(({ target }) => target).join('; ') })}</p>
        )}
        <p className="mt-1 text-muted">
          <WorkLink work={item.work} confirmed={item.rollup.entries} />
        </p>
      </div>
      <div className="min-w-0 text-sm">
        {children}
        <GivenFeedback given={item.given} />
      </div>
    </li>
  )
}

/** What the appraiser said while the work went on, with the day. */
export function GivenFeedback({ given }: { given: readonly Given[] }) {
  const locale = localeFrom(useLocale())
  if (given.length === 0) return null
  return (
    <ul className="mt-2 grid gap-1.5">
      {given.map(({ id, text, authorName, on }) => (
        <li key={id} className="text-muted wrap-anywhere">
          {text}
          <span className="block text-xs">
            {authorName}, {formatDate(on, 'short', locale)}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** What was said on each core value: how often, and opened, what. */
export function GivenOnValues({ given }: { given: readonly Given[] }) {
  const t = useTranslations('evaluation')
  const values = useTranslations('skp.value')
  const said = CORE_VALUES.map((value) => ({ value, own: given.filter((each) => each.value === value) }))
  if (given.length === 0) return <p className="px-4 pt-3 text-muted text-sm">{t('givenNone')}</p>
  return (
    <div className="grid gap-x-4 gap-y-2 px-4 pt-3 text-sm sm:grid-cols-2">
      {said
        .filter(({ own }) => own.length > 0)
        .map(({ value, own }) => (
          <details key={value}>
            <summary className="cursor-pointer text-primary">
              <b>{own.length}</b> {values(`${value}.name`)}
            </summary>
            <GivenFeedback given={own} />
          </details>
        ))}
    </div>
  )
}

/** The quantities of approved work in words, to begin a realisation with. */
export function useRollupText(): (rollup: Rollup) => string {
  const t = useTranslations('evaluation')
  const locale = localeFrom(useLocale())
  return ({ quantities }) =>
    quantities.map(({ quantity, unit }) => t('quantity', { quantity: formatNumber(quantity, locale), unit })).join('; ')
}

/** What was achieved and said of each result. */
export function EvaluationResults({ items }: { items: readonly EvaluatedItem[] }) {
  const t = useTranslations('evaluation')
  return (
    <ol className="divide-y divide-line">
      {items.map((item, at) => (
        <EvaluationResult key={item.id} item={item} number={at + 1}>
          <p className="font-semibold wrap-anywhere">{item.realisation || t('realisationNone')}</p>
          {item.feedback && <p className="mt-1 text-muted wrap-anywhere">{item.feedback}</p>}
        </EvaluationResult>
      ))}
    </ol>
  )
}
