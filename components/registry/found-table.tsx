import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { NameCell, Table, TwoLines } from '@/components/ui/table'
import { formatNip } from '@/lib/format'
import { withTitles } from '@/lib/registry/name'
import type { Found } from '@/lib/registry/search.server'

/** Who matches what was typed, best first. */
export function FoundTable({ found }: { found: readonly Found[] }) {
  const t = useTranslations('registry.list')
  return (
    <Card flush>
      <Table
        caption={t('caption')}
        rows={found}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={t('emptyFiltered')} icon="search-x">
            {t('emptySearch')}
          </EmptyState>
        }
        columns={[
          {
            key: 'name',
            header: t('name'),
            cell: (row) => <NameCell href={`/pegawai/${row.id}`} name={withTitles(row)} sub={formatNip(row.nip)} />,
          },
          {
            key: 'position',
            header: t('position'),
            cell: (row) => <TwoLines sub={row.agencyName}>{row.positionName}</TwoLines>,
          },
        ]}
      />
    </Card>
  )
}
