import { useTranslations } from 'next-intl'
import { EmptyState } from '@/components/ui/empty-state'
import { NameCell, Table } from '@/components/ui/table'
import { formatNip } from '@/lib/format'
import type { RowPage } from '@/lib/import/run-pages.server'
import { contractGrade } from '@/lib/registry/contract-grade'

/** The rows behind one of the counts: who is new, changed or the same. */
export function StagedTable({
  caption,
  rows,
  leadsToPeople,
}: {
  caption: string
  rows: RowPage['rows']
  /** Each name leads to the person. */
  leadsToPeople: boolean
}) {
  const t = useTranslations('import.check')
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => String(row.row)}
      empty={<EmptyState title={t('none')} />}
      columns={[
        {
          key: 'name',
          header: t('name'),
          cell: (row) =>
            leadsToPeople && row.employeeId ? (
              <NameCell href={`/pegawai/${row.employeeId}`} name={row.name} sub={formatNip(row.nip)} />
            ) : (
              <>
                <b data-name="" className="font-semibold">
                  {row.name}
                </b>
                <span className="num block text-xs whitespace-nowrap text-muted">{formatNip(row.nip)}</span>
              </>
            ),
        },
        { key: 'row', header: t('row'), align: 'right', cell: (row) => <span className="num">{row.row}</span> },
        { key: 'rank', header: t('rank'), nowrap: true, cell: (row) => row.rank || contractGrade(row.pppkGrade ?? 0) },
        { key: 'position', header: t('position'), cell: (row) => row.position },
        { key: 'unit', header: t('unit'), cell: (row) => row.unit },
      ]}
    />
  )
}
