import { useLocale, useTranslations } from 'next-intl'
import { DismissDuplicate } from '@/components/registry/dismiss-duplicate'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { NameCell, Table, TwoLines } from '@/components/ui/table'
import { formatDate, formatNip, formatPercent } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action } from '@/lib/refusal'
import type { Duplicate } from '@/lib/registry/duplicates.server'
import type { DismissInput } from '@/lib/registry/inputs'
import { addressWith } from '@/lib/search-parameters'

/** Both records of each pair beside each other, the surest pair first. */
export function DuplicateTable({
  agencyId,
  pairs,
  dismiss,
}: {
  agencyId: number
  pairs: readonly Duplicate[]
  dismiss: Action<DismissInput>
}) {
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
            <span className="flex flex-wrap justify-end gap-2">
              <ButtonLink
                size="sm"
                href={addressWith('/duplikat', { instansi: `${agencyId}`, satu: pair.id, dua: pair.otherId })}
              >
                {t('compare')}
                <span className="sr-only">
                  {' '}
                  {pair.name}, {pair.otherName}
                </span>
              </ButtonLink>
              <DismissDuplicate
                pair={{ employeeId: pair.id, otherId: pair.otherId }}
                names={`${pair.name}, ${pair.otherName}`}
                action={dismiss}
              />
            </span>
          ),
        },
      ]}
    />
  )
}
