import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageTurns } from '@/components/ui/pager'
import { type Column, NameCell, Table, TwoLines } from '@/components/ui/table'
import { formatDate, formatNip } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { listHref } from '@/lib/list-view'
import {
  EMPLOYEES_PATH,
  type EmployeeAddress,
  type EmployeeColumn,
  type EmployeeSort,
  employeeColumns,
} from '@/lib/registry/employee-filter'
import type { EmployeeLine } from '@/lib/registry/employees.server'
import { withTitles } from '@/lib/registry/name'

type Paging = {
  from: number
  to: number
  total: number
  previousHref?: string
  nextHref?: string
  note?: ReactNode
}

/** A page of people: name and NIP, rank, post, unit, status. */
export function EmployeeTable({
  rows,
  address,
  showsAgency,
  canSortByRank,
  isFiltered,
  pager,
}: {
  rows: readonly EmployeeLine[]
  address: EmployeeAddress
  showsAgency: boolean
  /** Over all agencies nothing keeps people in that order. */
  canSortByRank: boolean
  isFiltered: boolean
  pager: Paging
}) {
  const t = useTranslations('registry')
  const locale = localeFrom(useLocale())
  const sorted = (name: EmployeeSort): Column<EmployeeLine>['sort'] => ({
    href: listHref(EMPLOYEES_PATH, address.query, {
      urut: address.sort === name && !address.isDescending ? `-${name}` : name,
    }),
    direction: address.sort === name ? (address.isDescending ? 'descending' : 'ascending') : undefined,
  })
  const name: Column<EmployeeLine> = {
    key: 'name',
    header: t('list.name'),
    sort: sorted('nama'),
    cell: (row) => <NameCell href={`/pegawai/${row.id}`} name={withTitles(row)} sub={formatNip(row.nip)} />,
  }
  const others: Record<EmployeeColumn, Column<EmployeeLine>> = {
    rank: {
      key: 'rank',
      header: t('list.rank'),
      nowrap: true,
      sort: canSortByRank ? sorted('golongan') : undefined,
      cell: ({ rank, rankSince }) =>
        rank ? (
          <TwoLines sub={rankSince && t('list.since', { on: formatDate(rankSince, 'short', locale) })}>{rank}</TwoLines>
        ) : (
          t('list.noRank')
        ),
    },
    position: {
      key: 'position',
      header: t('list.position'),
      cell: ({ positionName, positionKind, echelon }) => (
        <TwoLines sub={positionKind && [t(`positionKind.${positionKind}`), echelon].filter(Boolean).join(' ')}>
          {positionName}
        </TwoLines>
      ),
    },
    unit: {
      key: 'unit',
      header: t('list.unit'),
      cell: (row) => <TwoLines sub={showsAgency && row.agencyName}>{row.unitName}</TwoLines>,
    },
    status: { key: 'status', header: t('list.status'), cell: ({ status }) => t(`status.${status}`) },
  }
  return (
    <Card flush>
      <Table
        caption={t('list.caption')}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<Nobody isFiltered={isFiltered} />}
        columns={[name, ...(address.columns ?? employeeColumns).map((key) => others[key])]}
      />
      {rows.length > 0 && <PageTurns {...pager} />}
    </Card>
  )
}

function Nobody({ isFiltered }: { isFiltered: boolean }) {
  const t = useTranslations('registry.list')
  if (!isFiltered) {
    return (
      <EmptyState title={t('empty')} icon="users">
        {t('emptyWhy')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={t('emptyFiltered')}
      icon="search-x"
      action={<ButtonLink href="/pegawai">{t('clear')}</ButtonLink>}
    >
      {t('emptyFilteredWhy')}
    </EmptyState>
  )
}
