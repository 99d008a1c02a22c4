import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import type { SecondStageTest } from '@/lib/cat/integration'
import type { SecondStageView } from '@/lib/cat/second-stage.server'
import { formatInstant, formatThousandths } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'

type Changed = SecondStageView['changed'][number]

/** Scores of the second stage that were changed after they were recorded, for whoever announces them. */
export function ChangedScores({ changed }: { changed: readonly Changed[] }) {
  const t = useTranslations('results.second')
  const locale = localeFrom(useLocale())
  const scores = (tests: SecondStageTest[] | null) =>
    tests ? tests.map(({ scoreThousandths }) => formatThousandths(scoreThousandths, locale)).join(' · ') : t('absent')
  const columns: Column<Changed>[] = [
    {
      key: 'number',
      header: t('candidate'),
      phone: 'plain',
      nowrap: true,
      cell: ({ number }) => <span className="num font-semibold">{number}</span>,
    },
    {
      key: 'change',
      header: t('change'),
      cell: ({ before, after }) => (
        <TwoLines sub={t('changedFrom', { score: scores(before) })}>{scores(after)}</TwoLines>
      ),
    },
    { key: 'reason', header: t('reason'), cell: ({ reason }) => reason },
    {
      key: 'by',
      header: t('by'),
      cell: ({ by, at }) => <TwoLines sub={formatInstant(at, locale, 'Asia/Jakarta')}>{by}</TwoLines>,
    },
  ]
  return (
    <Card title={t('changedTitle')} flush>
      <p className="border-b border-line px-4 py-3 text-sm text-muted">{t('changedText')}</p>
      <Table
        caption={t('changedTitle')}
        columns={columns}
        rows={changed}
        rowKey={({ number }) => number}
        sticks={false}
      />
    </Card>
  )
}
