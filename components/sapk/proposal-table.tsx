import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DueDate } from '@/components/sapk/due-date'
import { ProposalStatus } from '@/components/sapk/proposal-status'
import { AppLink } from '@/components/ui/link'
import { type Column, NameCell, Table, TwoLines } from '@/components/ui/table'
import type { CivilDate } from '@/lib/civil-date'
import { formatNip } from '@/lib/format'
import { paperSlugs, paperToSign } from '@/lib/sapk/paper'
import type { Turn } from '@/lib/sapk/proposal'
import type { ProposalRow } from '@/lib/sapk/proposal-read.server'

/** Proposals as a list: who, from which rank to which, where it stands, by when. */
export function ProposalTable({
  rows,
  today,
  showAgency = false,
  basePath = '/sapk/usul',
  reader,
  canPick,
  empty,
}: {
  rows: readonly ProposalRow[]
  today: CivilDate
  showAgency?: boolean
  /** Where a row leads to, before its id. */
  basePath?: string
  /** Whoever signs or puts initials finds the paper of each row beside it. */
  reader?: Turn
  canPick?: (id: string) => boolean
  empty?: ReactNode
}) {
  const t = useTranslations('proposal')
  const agency: Column<ProposalRow> = {
    key: 'agency',
    header: t('list.agencyName'),
    cell: (row) => <TwoLines sub={row.unitName}>{row.agencyName}</TwoLines>,
  }
  const words = useTranslations('paper')
  const toSign = (row: ProposalRow) => reader && paperToSign(row, reader)
  const paper: Column<ProposalRow> = {
    key: 'paper',
    header: words('list'),
    cell: (row) => {
      const found = toSign(row)
      return (
        found && (
          <AppLink href={`/sapk/usul/${row.id}/naskah/${paperSlugs[found]}`}>
            {words('look')}
            <span className="sr-only"> {words('lookOf', { name: row.name })}</span>
          </AppLink>
        )
      )
    },
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
    ...(rows.some(toSign) ? [paper] : []),
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
