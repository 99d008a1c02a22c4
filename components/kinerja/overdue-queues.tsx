import { getLocale, getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { formatDate, formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { OverdueQueue } from '@/lib/kinerja/overdue-queues.server'

/** Appraisers whose answers are overdue, for their own appraiser and the officer; nothing where there are none. */
export async function OverdueQueues({ queues }: { queues: readonly OverdueQueue[] }) {
  if (queues.length === 0) return null
  const t = await getTranslations('team.overdue')
  const locale = localeFrom(await getLocale())
  const columns: Column<OverdueQueue>[] = [
    {
      key: 'name',
      header: t('appraiser'),
      cell: ({ name, position }) => (
        <TwoLines sub={position}>
          <b>{name ?? t('nobody')}</b>
        </TwoLines>
      ),
    },
    { key: 'entries', header: t('entries'), align: 'right', cell: ({ entries }) => formatNumber(entries, locale) },
    { key: 'people', header: t('people'), align: 'right', cell: ({ people }) => formatNumber(people, locale) },
    { key: 'oldestOn', header: t('oldest'), cell: ({ oldestOn }) => formatDate(oldestOn, 'short', locale) },
  ]
  return (
    <Card title={t('title')} flush>
      <p className="px-4 py-3 text-sm text-muted">{t('text')}</p>
      <Table
        caption={t('caption')}
        columns={columns}
        rows={queues}
        rowKey={({ appraiserId }) => appraiserId ?? ''}
        empty={null}
      />
    </Card>
  )
}
