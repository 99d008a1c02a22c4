import { useLocale, useTranslations } from 'next-intl'
import { periodNameOf } from '@/components/kinerja/evaluation-table'
import { Card } from '@/components/ui/card'
import { AppLink } from '@/components/ui/link'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { localeFrom } from '@/lib/i18n/preferences'
import { periodSlug } from '@/lib/kinerja/evaluation'
import type { PeriodResult } from '@/lib/kinerja/evaluation-work.server'

/** What the months or quarters of the year came to, whoever rated them. The year is no sum of them. */
export function EarlierResults({ results }: { results: readonly PeriodResult[] }) {
  const t = useTranslations('evaluation')
  const locale = localeFrom(useLocale())
  const columns: Column<PeriodResult>[] = [
    {
      key: 'period',
      header: t('period'),
      phone: 'plain',
      cell: (row) => {
        const period = { kind: 'periodic' as const, startsOn: row.startsOn, endsOn: row.endsOn }
        const name = periodNameOf(t, locale, period)
        if (!row.isOwn) return name
        return <AppLink href={`/kinerja/penilaian/${row.planId}/${periodSlug(period)}`}>{name}</AppLink>
      },
    },
    {
      key: 'predicate',
      header: t('predicateLabel'),
      cell: ({ predicate, resultRating, behaviourRating }) => (
        <TwoLines
          sub={t('earlier.ratings', { result: t(`short.${resultRating}`), behaviour: t(`short.${behaviourRating}`) })}
        >
          {t(`predicate.${predicate}`)}
        </TwoLines>
      ),
    },
    {
      key: 'appraiser',
      header: t('earlier.appraiser'),
      cell: ({ appraiser, unit }) => <TwoLines sub={unit}>{appraiser}</TwoLines>,
    },
    {
      key: 'ground',
      header: t('groundRead'),
      width: 'min-w-64 whitespace-normal',
      phone: 'plain',
      cell: ({ ground }) => <span className="wrap-anywhere">{ground}</span>,
    },
  ]
  return (
    <Card title={t('earlier.title')} action={t('earlier.hint')} flush>
      <Table
        caption={t('earlier.caption')}
        columns={columns}
        rows={results}
        rowKey={({ planId, startsOn }) => `${planId}${startsOn}`}
      />
    </Card>
  )
}
