import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DueDate } from '@/components/sapk/due-date'
import { ProposalStatus } from '@/components/sapk/proposal-status'
import { AppLink } from '@/components/ui/link'
import { type Column, NameCell, Table, TwoLines } from '@/components/ui/table'
import type { CivilDate } from '@/lib/civil-date'
import { formatDate, formatNip } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { listHref } from '@/lib/list-view'
import { paperSlugs, paperToSign } from '@/lib/sapk/paper'
import type { Turn } from '@/lib/sapk/proposal'
import {
  type ListAddress,
  PROPOSALS_PATH,
  type ProposalColumn,
  type ProposalSort,
  usualColumns,
} from '@/lib/sapk/proposal-list'
import type { ProposalRow } from '@/lib/sapk/proposal-read.server'

/** Proposals as a list: who, from which rank to which, where it stands, by when. */
export function ProposalTable({
  rows,
  today,
  showAgency = false,
  address,
  basePath = '/sapk/usul',
  reader,
  canPick,
  empty,
}: {
  rows: readonly ProposalRow[]
  today: CivilDate
  showAgency?: boolean
  /** Of the whole list, which can be sorted and whose columns can be chosen; a short one needs none. */
  address?: ListAddress
  /** Where a row leads to, before its id. */
  basePath?: string
  /** Whoever signs or puts initials finds the paper of each row beside it. */
  reader?: Turn
  canPick?: (id: string) => boolean
  empty?: ReactNode
}) {
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
  const t = useTranslations('proposal')
  const holderOf = ({ state, verifierName }: ProposalRow) => {
    if (!verifierName || (state !== 'sent' && state !== 'bkn_review')) return undefined
    return t(state === 'sent' ? 'review.passedOnTo' : 'review.heldBy', { name: verifierName })
  }
  const list = useTranslations('lists.proposal')
  const locale = localeFrom(useLocale())
  const sorted = (name: ProposalSort): Column<ProposalRow>['sort'] =>
    address && {
      href: listHref(PROPOSALS_PATH, address.query, {
        urut: address.sort === name && !address.isDescending ? `-${name}` : name,
      }),
      direction: address.sort === name ? (address.isDescending ? 'descending' : 'ascending') : undefined,
    }
  const employee: Column<ProposalRow> = {
    key: 'employee',
    header: t('list.employee'),
    sort: sorted('nama'),
    cell: (row) => <NameCell href={`${basePath}/${row.id}`} name={row.name} sub={formatNip(row.nip)} />,
  }
  const others: Record<ProposalColumn, Column<ProposalRow>> = {
    number: { key: 'number', header: list('number'), phone: 'hide', nowrap: true, cell: (row) => row.number },
    agency: {
      key: 'agency',
      header: showAgency ? t('list.agencyName') : list('unit'),
      phone: showAgency ? 'label' : 'hide',
      cell: (row) => (showAgency ? <TwoLines sub={row.unitName}>{row.agencyName}</TwoLines> : row.unitName),
    },
    rank: {
      key: 'rank',
      header: t('list.rank'),
      nowrap: true,
      sort: sorted('golongan'),
      cell: (row) => (
        <TwoLines sub={dataWord(t, `type.${row.type}`)}>
          {row.fromRank}
          <span className="px-1 text-muted">→</span>
          <b>{row.toRank}</b>
        </TwoLines>
      ),
    },
    period: {
      key: 'period',
      header: list('period'),
      phone: 'hide',
      nowrap: true,
      sort: sorted('periode'),
      cell: (row) => formatDate(row.effectiveOn, 'short', locale),
    },
    status: {
      key: 'status',
      header: t('list.status'),
      phone: 'plain',
      sort: sorted('status'),
      cell: (row) => (
        <TwoLines sub={holderOf(row)}>
          <span className={address ? '' : 'block *:whitespace-normal md:max-w-36'}>
            <ProposalStatus state={row.state} />
          </span>
        </TwoLines>
      ),
    },
    due: {
      key: 'due',
      header: t('list.due'),
      sort: sorted('tenggat'),
      cell: (row) => <DueDate dueOn={row.dueOn} today={today} />,
    },
  }
  const shown = address?.columns ?? usualColumns.filter((key) => address || showAgency || key !== 'agency')
  const columns = [employee, ...shown.map((key) => others[key]), ...(rows.some(toSign) ? [paper] : [])]
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
      sticks={address !== undefined}
      empty={empty}
    />
  )
}
