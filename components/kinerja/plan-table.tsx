import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { PlanStateTag } from '@/components/kinerja/plan-state-tag'
import { AppLink } from '@/components/ui/link'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { yearOf } from '@/lib/civil-date'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { PlanLine } from '@/lib/kinerja/plans-read.server'

/** One's own plans: year and slice, what holds, and with whom it is. */
export function PlanTable({ rows, empty }: { rows: readonly PlanLine[]; empty: ReactNode }) {
  const t = useTranslations('skp')
  const locale = localeFrom(useLocale())
  const columns: Column<PlanLine>[] = [
    {
      key: 'period',
      header: t('period'),
      phone: 'plain',
      cell: ({ id, startsOn, endsOn, unit }) => (
        <TwoLines sub={unit}>
          <AppLink href={`/kinerja/skp/${id}`} className="font-semibold">
            {t('periodOf', {
              year: yearOf(startsOn),
              startsOn: formatDate(startsOn, 'short', locale),
              endsOn: formatDate(endsOn, 'short', locale),
            })}
          </AppLink>
        </TwoLines>
      ),
    },
    { key: 'state', header: t('stateLabel'), cell: ({ state }) => <PlanStateTag state={state} /> },
    { key: 'revision', header: t('revision'), cell: ({ revision }) => t('revisionOf', { revision }) },
    { key: 'regime', header: t('regimeLabel'), cell: ({ regime }) => t(`regime.${regime}`) },
    { key: 'appraiser', header: t('appraiser'), cell: ({ appraiser }) => appraiser },
    { key: 'items', header: t('results'), align: 'right', cell: ({ items }) => items },
  ]
  return <Table caption={t('title')} columns={columns} rows={rows} rowKey={({ id }) => id} empty={empty} />
}
