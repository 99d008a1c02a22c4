import { useLocale, useTranslations } from 'next-intl'
import { DismissDuplicate } from '@/components/registry/dismiss-duplicate'
import { EmptyState } from '@/components/ui/empty-state'
import { NameCell, Table, TwoLines } from '@/components/ui/table'
import { formatDate, formatNip, formatPercent } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action } from '@/lib/refusal'
import type { Duplicate } from '@/lib/registry/duplicates.server'
import type { DismissInput } from '@/lib/registry/inputs'

/** Both records of each pair beside each other, the surest pair first. */
export function DuplicateTable({ pairs, dismiss }: { pairs: readonly Duplicate[]; dismiss: Action<DismissInput> }) {
  const t = useTranslations('registry.duplicates')
  const locale = localeFrom(useLocale())
  return (
    <Table
      caption={t('title')}
      rows={pairs}
      rowKey={(pair) => `${pair.id}-${pair.otherId}`}
      empty={
        <EmptyState title={t('none')} icon="users">
          {t('noneWhy')}
        </EmptyState>
      }
      columns={[
        {
          key: 'one',
          header: t('one'),
          cell: (pair) => <NameCell href={`/pegawai/${pair.id}`} name={pair.name} sub={formatNip(pair.nip)} />,
        },
        {
          key: 'other',
          header: t('other'),
          cell: (pair) => (
            <NameCell href={`/pegawai/${pair.otherId}`} name={pair.otherName} sub={formatNip(pair.otherNip)} />
          ),
        },
        {
          key: 'born',
          header: t('born'),
          cell: (pair) => (
            <TwoLines sub={[...new Set([pair.birthPlace, pair.otherBirthPlace])].join(' / ')}>
              {formatDate(pair.bornOn, 'short', locale)}
            </TwoLines>
          ),
        },
        {
          key: 'agency',
          header: t('agency'),
          cell: (pair) => <TwoLines sub={pair.otherAgencyName}>{pair.agencyName}</TwoLines>,
        },
        {
          key: 'alike',
          header: t('alike'),
          align: 'right',
          cell: (pair) => formatPercent(pair.similarityPercent, locale),
        },
        {
          key: 'dismiss',
          header: t('dismiss'),
          headerHidden: true,
          phone: 'plain',
          align: 'right',
          cell: (pair) => (
            <DismissDuplicate
              pair={{ employeeId: pair.id, otherId: pair.otherId }}
              names={`${pair.name}, ${pair.otherName}`}
              action={dismiss}
            />
          ),
        },
      ]}
    />
  )
}
