import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ProposalStatus } from '@/components/sapk/proposal-status'
import { AppLink } from '@/components/ui/link'
import { StatusTag } from '@/components/ui/status-tag'
import { type Column, NameCell, Table, TwoLines } from '@/components/ui/table'
import { type CivilDate, wholeMonthsBetween } from '@/lib/civil-date'
import { formatMonths, formatNip } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import {
  type NominativeAddress,
  type NominativeColumn,
  type NominativeSort,
  nominativeColumns,
  nominativeHref,
  PICK_NAME,
} from '@/lib/sapk/nominative-list'
import type { NominativeListRow } from '@/lib/sapk/nominative-list.server'

const LOOKS = { eligible: 'met', conditional: 'conditional', ineligible: 'unmet' } as const

/** The nominatif as a list: who, in what post, from which rank to which, the predicates that count, and the answer. */
export function NominativeTable({
  rows,
  address,
  effectiveOn,
  canPick,
  findings,
  empty,
}: {
  rows: readonly NominativeListRow[]
  address: NominativeAddress
  effectiveOn: CivilDate
  canPick: boolean
  /** What opens below the row that the address names. */
  findings: ReactNode
  empty: ReactNode
}) {
  const t = useTranslations('nominative')
  const locale = localeFrom(useLocale())
  const { query, openId, sort, isDescending } = address
  const toggle = (row: NominativeListRow) =>
    nominativeHref(query, { buka: row.employeeId === openId ? undefined : row.employeeId })
  const sorted = (name: NominativeSort): Column<NominativeListRow>['sort'] => ({
    href: nominativeHref(query, { urut: sort === name && !isDescending ? `-${name}` : name }),
    direction: sort === name ? (isDescending ? 'descending' : 'ascending') : undefined,
  })
  const employee: Column<NominativeListRow> = {
    key: 'employee',
    header: t('column.employee'),
    sort: sorted('nama'),
    cell: (row) => <NameCell href={toggle(row)} name={row.name} sub={formatNip(row.nip)} />,
  }
  const others: Record<NominativeColumn, Column<NominativeListRow>> = {
    post: {
      key: 'post',
      header: t('column.post'),
      width: 'md:w-full',
      phone: 'hide',
      sort: sorted('unit'),
      cell: (row) => <TwoLines sub={row.unitName ?? t('noUnit')}>{row.positionName ?? t('noPost')}</TwoLines>,
    },
    rank: {
      key: 'rank',
      header: t('column.rank'),
      nowrap: true,
      sort: sorted('masa'),
      cell: (row) => {
        if (!row.rank || !row.rankSince) return <span className="text-muted">{t('noRank')}</span>
        const months = wholeMonthsBetween(row.rankSince, effectiveOn)
        return (
          <TwoLines sub={t('inRank', { duration: formatMonths(Math.max(0, months), locale), rank: row.rank })}>
            {row.rank}
            {row.proposedRank && (
              <>
                <span className="px-1 text-muted">→</span>
                <b>{row.proposedRank}</b>
              </>
            )}
          </TwoLines>
        )
      },
    },
    predicates: {
      key: 'predicates',
      header: t('column.predicates'),
      phone: 'hide',
      nowrap: true,
      cell: ({ predicates: [first, last] }) => (
        <TwoLines sub={last && `${last.year} ${t(`predicate.${last.predicate ?? 'none'}`)}`}>
          {first && `${first.year} ${t(`predicate.${first.predicate ?? 'none'}`)}`}
        </TwoLines>
      ),
    },
    outcome: {
      key: 'outcome',
      header: t('column.outcome'),
      phone: 'plain',
      sort: sorted('hasil'),
      cell: (row) => (
        <span className="flex flex-col items-start gap-1 md:min-w-40">
          <StatusTag look={LOOKS[row.outcome]}>{t(`outcome.${row.outcome}`)}</StatusTag>
          {row.proposalId && row.proposalState && (
            <AppLink href={`/sapk/usul/${row.proposalId}`} className="max-w-44 no-underline *:whitespace-normal">
              <ProposalStatus state={row.proposalState} />
            </AppLink>
          )}
        </span>
      ),
    },
  }
  const columns = [employee, ...(address.columns ?? nominativeColumns).map((key) => others[key])]
  return (
    <Table
      caption={t('caption')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.employeeId}
      select={canPick ? { name: PICK_NAME, label: (row) => t('pick', { name: row.name }) } : undefined}
      detail={{
        label: (row) => t('detail', { name: row.name }),
        href: toggle,
        isOpen: (row) => row.employeeId === openId,
        content: (row) => (row.employeeId === openId ? findings : null),
      }}
      empty={empty}
    />
  )
}
