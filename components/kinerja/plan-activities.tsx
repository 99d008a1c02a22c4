import { useLocale, useTranslations } from 'next-intl'
import { type Column, Table } from '@/components/ui/table'
import { formatNumber, formatRupiah, formatThousandths } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import type { FoundItem } from '@/lib/kinerja/plans-read.server'

/** Kegiatan tugas jabatan of PP 46/2011 with their targets, in the columns of its form. */
export function PlanActivities({ items }: { items: readonly FoundItem[] }) {
  const t = useTranslations('skp')
  const locale = localeFrom(useLocale())
  const figure = (value: string | null) => (value === null ? '' : formatNumber(Number(value), locale, 3))
  const columns: Column<FoundItem>[] = [
    { key: 'text', header: t('activity'), phone: 'plain', cell: ({ text }) => text },
    {
      key: 'credit',
      header: t('credit'),
      align: 'right',
      cell: ({ creditThousandths }) =>
        creditThousandths === null ? '–' : formatThousandths(creditThousandths, locale),
    },
    {
      key: 'quantity',
      header: t('aspect.quantity'),
      align: 'right',
      cell: ({ quantity, quantityUnit }) => `${figure(quantity)} ${quantityUnit ?? ''}`,
    },
    { key: 'quality', header: t('aspect.quality'), align: 'right', cell: ({ quality }) => figure(quality) },
    {
      key: 'time',
      header: t('aspect.time'),
      align: 'right',
      cell: ({ duration, durationUnit }) => `${figure(duration)} ${dataWord(t, `durationUnit.${durationUnit}`)}`,
    },
    {
      key: 'cost',
      header: t('aspect.cost'),
      align: 'right',
      cell: ({ costRupiah }) => (costRupiah === null ? '–' : formatRupiah(costRupiah, locale)),
    },
  ]
  return (
    <Table caption={t('activitiesTargets')} columns={columns} rows={items} rowKey={({ id }) => id} sticks={false} />
  )
}
