import { useTranslations } from 'next-intl'
import { AppLink } from '@/components/ui/link'
import { type Column, Table } from '@/components/ui/table'
import { BANK_PATH } from '@/lib/cat/item-filter'
import type { AnsweredItem, SessionReview } from '@/lib/cat/item-review.server'
import { RAPID_SECONDS } from '@/lib/cat/item-times'
import { formatDecimals, formatNumber, formatPercent, type Locale } from '@/lib/format'

type Section = SessionReview['sections'][number]

/** Folded below the items of a section: D, how long people took, and how surely a minimum decides. */
export function ItemExpertTable({ section, locale }: { section: Section; locale: Locale }) {
  const t = useTranslations('bank.analysis.expert')
  const bank = useTranslations('bank')
  const percent = (share: number) => formatPercent(Math.round(share * 100), locale)
  const columns: Column<AnsweredItem>[] = [
    {
      key: 'code',
      header: bank('code'),
      phone: 'plain',
      cell: ({ id, code }) => <AppLink href={`${BANK_PATH}/${id}`}>{code}</AppLink>,
    },
    {
      key: 'upperLower',
      header: t('upperLower'),
      align: 'right',
      cell: ({ upperLower }) => (upperLower === null ? '–' : formatDecimals(upperLower, locale, 2)),
    },
    {
      key: 'time',
      header: t('time'),
      align: 'right',
      cell: ({ time }) =>
        time.quantiles === null
          ? t('unknown')
          : time.quantiles.map((seconds) => formatNumber(Math.round(seconds), locale)).join(' / '),
    },
    {
      key: 'rapid',
      header: t('rapid', { seconds: RAPID_SECONDS }),
      align: 'right',
      cell: ({ time }) => (time.known === 0 ? '–' : t('rapidOf', { share: percent(time.rapid), known: time.known })),
    },
  ]
  return (
    <details className="border-t border-line text-sm">
      <summary className="cursor-pointer px-4 py-3 font-semibold text-link">
        {t('open', { section: section.code })}
      </summary>
      <Table
        caption={t('caption', { section: section.code })}
        columns={columns}
        rows={[...section.items].sort((a, b) => (a.code < b.code ? -1 : 1))}
        rowKey={({ id }) => id}
        sticks={false}
      />
      <div className="grid max-w-prose gap-2 px-4 py-3 text-muted">
        {section.consistency.map(({ minimum, agreement, kappa }) => (
          <p key={minimum}>
            {t('consistency', { minimum, agreement: percent(agreement), kappa: formatDecimals(kappa, locale, 2) })}
          </p>
        ))}
        <p>{t('timesText')}</p>
        <p>{t('upperLowerText')}</p>
      </div>
    </details>
  )
}
