import { useLocale, useTranslations } from 'next-intl'
import { Table, TwoLines } from '@/components/ui/table'
import { formatDate, formatMonths, formatRupiah } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { rankTitle } from '@/lib/registry/ranks'
import type { Career } from '@/lib/sapk/public.server'

/** Every point of the line in words and numbers: what the drawing says, for whoever cannot or does not want to see it. */
export function CareerTable({ career }: { career: Career }) {
  const t = useTranslations('registry.career')
  const locale = localeFrom(useLocale())
  return (
    <Table
      caption={t('tableCaption', { name: career.name })}
      rows={career.points}
      rowKey={(point) => `${point.on}-${point.kind}-${point.label ?? ''}`}
      columns={[
        { key: 'on', header: t('column.on'), nowrap: true, cell: (point) => formatDate(point.on, 'short', locale) },
        {
          key: 'what',
          header: t('column.what'),
          cell: (point) => <TwoLines sub={point.label}>{t(`kind.${point.kind}`)}</TwoLines>,
        },
        {
          key: 'rank',
          header: t('column.rank'),
          cell: (point) => <TwoLines sub={rankTitle(point.rank)}>{point.rank}</TwoLines>,
        },
        {
          key: 'service',
          header: t('column.service'),
          nowrap: true,
          cell: (point) => formatMonths(point.serviceMonths, locale),
        },
        {
          key: 'amount',
          header: t('column.amount'),
          align: 'right',
          cell: (point) => (point.amountRupiah === null ? '' : formatRupiah(point.amountRupiah, locale)),
        },
        { key: 'state', header: t('column.state'), cell: (point) => t(point.isProjected ? 'projected' : 'recorded') },
      ]}
    />
  )
}
