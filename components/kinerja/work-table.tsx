import { useLocale, useTranslations } from 'next-intl'
import { EvidenceLinks } from '@/components/kinerja/member-entries'
import { EmptyState } from '@/components/ui/empty-state'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { formatDate, formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { clockOf } from '@/lib/kinerja/clock'
import type { WorkEntry } from '@/lib/kinerja/evaluation-work.server'

/** Approved entries by day, each with what came of it and its evidence. */
export function WorkTable({ rows }: { rows: readonly WorkEntry[] }) {
  const t = useTranslations('evaluation.work')
  const locale = localeFrom(useLocale())
  const orderOf = ({ orderBy, orderNumber }: WorkEntry) => {
    if (!orderBy) return undefined
    return orderNumber ? t('orderNumber', { by: orderBy, number: orderNumber }) : t('order', { by: orderBy })
  }
  const columns: Column<WorkEntry>[] = [
    {
      key: 'activity',
      header: t('activity'),
      width: 'min-w-64 whitespace-normal',
      cell: (row) => (
        <TwoLines sub={orderOf(row)}>
          <span className="wrap-anywhere">{row.text}</span>
        </TwoLines>
      ),
    },
    {
      key: 'date',
      header: t('date'),
      cell: ({ workOn, startsMinute, endsMinute }) => (
        <TwoLines sub={`${clockOf(startsMinute, locale)}–${clockOf(endsMinute, locale)}`}>
          {formatDate(workOn, 'short', locale)}
        </TwoLines>
      ),
    },
    {
      key: 'result',
      header: t('result'),
      cell: ({ quantity, unit }) =>
        quantity === null ? '–' : `${formatNumber(Number(quantity), locale)} ${unit ?? ''}`.trim(),
    },
    {
      key: 'evidence',
      header: t('evidence'),
      cell: ({ evidence }) => (evidence.length === 0 ? t('none') : <EvidenceLinks pieces={evidence} />),
    },
  ]
  return (
    <Table
      caption={t('title')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon="inbox" title={t('emptyTitle')}>
          {t('empty')}
        </EmptyState>
      }
    />
  )
}
