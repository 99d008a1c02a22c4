import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DueDate } from '@/components/sapk/due-date'
import { ProposalStatus } from '@/components/sapk/proposal-status'
import { type Column, NameCell, Table, TwoLines } from '@/components/ui/table'
import type { CivilDate } from '@/lib/civil-date'
import { formatNip } from '@/lib/format'
import type { ProposalRow } from '@/lib/sapk/proposal-read.server'

/** Proposals as a list: who, from which rank to which, where it stands, by when. */
export function ProposalTable({
  rows,
  today,
  showAgency = false,
  basePath = '/sapk/usul',
  canPick,
  empty,
}: {
  rows: readonly ProposalRow[]
  today: CivilDate
  showAgency?: boolean
  /** Where a row leads to, before its id. */
  basePath?: string
  canPick?: (id: string) => boolean
  empty?: ReactNode
}) {
  const t = useTranslations('proposal')
  const agency: Column<ProposalRow> = {
    key: 'agency',
    header: t('list.agencyName'),
    cell: (row) => <TwoLines sub={row.unitName}>{row.agencyName}</TwoLines>,
  }
  const columns: Column<ProposalRow>[] = [
    {
      key: 'employee',
      header: t('list.employee'),
      cell: (row) => <NameCell href={`${basePath}/${row.id}`} name={row.name} sub={formatNip(row.nip)} />,
    },
    ...(showAgency ? [agency] : []),
    {
      key: 'rank',
      header: t('list.rank'),
      nowrap: true,
      cell: (row) => (
        <TwoLines sub={t(`type.${row.type}`)}>
          {row.fromRank}
          <span className="px-1 text-muted">→</span>
          <b>{row.toRank}</b>
        </TwoLines>
      ),
    },
    { key: 'status', header: t('list.status'), phone: 'plain', cell: (row) => <ProposalStatus state={row.state} /> },
    { key: 'due', header: t('list.due'), cell: (row) => <DueDate dueOn={row.dueOn} today={today} /> },
  ]
  return (
    <Table
      caption={t('list.caption')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      select={
        canPick && {
          name: 'proposal',
          label: (row) => t('list.pick', { name: row.name }),
          isPickable: (row) => canPick(row.id),
        }
      }
      empty={empty}
    />
  )
}
