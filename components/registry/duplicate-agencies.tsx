import { useLocale, useTranslations } from 'next-intl'
import { EmptyState } from '@/components/ui/empty-state'
import { NameCell, Table } from '@/components/ui/table'
import { formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { DuplicateCount } from '@/lib/registry/duplicates.server'

/** The agencies that have look-alikes, each with the size of the list that it opens. */
export function DuplicateAgencies({ counts }: { counts: readonly DuplicateCount[] }) {
  const t = useTranslations('registry.duplicates')
  const locale = localeFrom(useLocale())
  return (
    <Table
      caption={t('title')}
      rows={counts}
      rowKey={({ agencyId }) => `${agencyId}`}
      empty={
        <EmptyState title={t('none')} icon="users">
          {t('noneWhy')}
        </EmptyState>
      }
      columns={[
        {
          key: 'agency',
          header: t('agency'),
          cell: ({ agencyId, agencyName }) => <NameCell href={`/duplikat?instansi=${agencyId}`} name={agencyName} />,
        },
        { key: 'pairs', header: t('pairs'), align: 'right', cell: ({ pairs }) => formatNumber(pairs, locale) },
      ]}
    />
  )
}
