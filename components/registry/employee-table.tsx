import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { AppLink } from '@/components/ui/link'
import { Pager } from '@/components/ui/pager'
import { NameCell, Table, TwoLines } from '@/components/ui/table'
import { formatDate, formatNip } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { EmployeeLine } from '@/lib/registry/employees.server'
import { withTitles } from '@/lib/registry/name'

type Paging = {
  from: number
  to: number
  total: number
  firstHref?: string
  nextHref?: string
  note?: ReactNode
}

/** A page of people: name and NIP, rank, post, unit, status. */
export function EmployeeTable({
  rows,
  showsAgency,
  isFiltered,
  pager,
}: {
  rows: readonly EmployeeLine[]
  showsAgency: boolean
  isFiltered: boolean
  pager: Paging
}) {
  const t = useTranslations('registry')
  const locale = localeFrom(useLocale())
  return (
    <>
      <Table
        caption={t('list.caption')}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<Nobody isFiltered={isFiltered} />}
        columns={[
          {
            key: 'name',
            header: t('list.name'),
            cell: (row) => <NameCell href={`/pegawai/${row.id}`} name={withTitles(row)} sub={formatNip(row.nip)} />,
          },
          {
            key: 'rank',
            header: t('list.rank'),
            nowrap: true,
            cell: ({ rank, rankSince }) =>
              rank ? (
                <TwoLines sub={rankSince && t('list.since', { on: formatDate(rankSince, 'short', locale) })}>
                  {rank}
                </TwoLines>
              ) : (
                t('list.noRank')
              ),
          },
          {
            key: 'position',
            header: t('list.position'),
            cell: ({ positionName, positionKind, echelon }) => (
              <TwoLines sub={positionKind && [t(`positionKind.${positionKind}`), echelon].filter(Boolean).join(' ')}>
                {positionName}
              </TwoLines>
            ),
          },
          {
            key: 'unit',
            header: t('list.unit'),
            cell: (row) => <TwoLines sub={showsAgency && row.agencyName}>{row.unitName}</TwoLines>,
          },
          { key: 'status', header: t('list.status'), cell: ({ status }) => t(`status.${status}`) },
        ]}
      />
      {rows.length > 0 && (
        <Pager
          {...pager}
          note={
            <>
              {pager.note} {pager.firstHref && <AppLink href={pager.firstHref}>{t('list.first')}</AppLink>}
            </>
          }
        />
      )}
    </>
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
