import { useLocale, useTranslations } from 'next-intl'
import { EmptyState } from '@/components/ui/empty-state'
import { AppLink } from '@/components/ui/link'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { formatNip, formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { RecapPerson, RecapUnit } from '@/lib/kinerja/recap.server'

type Counted = Pick<RecapPerson, 'filled' | 'missing' | 'minutes' | 'waiting' | 'oldestWaitingDays' | 'answeredInDays'>

/** What was written down in each unit; its name leads to its people. */
export function RecapUnits({ units, href }: { units: readonly RecapUnit[]; href: (unit: number | null) => string }) {
  const t = useTranslations('recap')
  const columns: Column<RecapUnit>[] = [
    {
      key: 'unit',
      header: t('column.unit'),
      cell: ({ id, unit, people, behind, waiting }) =>
        id === null ? (
          t('noUnit')
        ) : (
          <>
            <AppLink href={href(id)} data-name="" className="md:block md:min-w-56">
              {unit}
            </AppLink>
            <span className="num block text-muted text-xs md:hidden">
              {t('phone.unit', { people, behind, waiting })}
            </span>
          </>
        ),
    },
    { key: 'people', header: t('column.people'), align: 'right', phone: 'hide', cell: ({ people }) => people },
    { key: 'behind', header: t('column.behind'), align: 'right', phone: 'hide', cell: ({ behind }) => behind },
    ...useCounted<RecapUnit>(),
  ]
  return (
    <Table
      caption={t('caption.units')}
      columns={columns}
      rows={units}
      rowKey={({ id, unit }) => String(id ?? unit)}
      empty={<NobodyLeft />}
    />
  )
}

/** What each person wrote down, those with most missing days first. */
export function RecapPeople({ rows }: { rows: readonly RecapPerson[] }) {
  const t = useTranslations('recap')
  const columns: Column<RecapPerson>[] = [
    {
      key: 'name',
      header: t('column.name'),
      cell: ({ name, nip, unit, missing, filled, minutes }) => (
        <>
          <TwoLines sub={<span className="num whitespace-nowrap">{formatNip(nip)}</span>}>
            <b className="font-semibold">{name}</b>
          </TwoLines>
          <span className="block text-muted text-xs md:hidden">{unit}</span>
          <span className="num block text-xs md:hidden">{t('phone.person', { missing, filled, minutes })}</span>
        </>
      ),
    },
    { key: 'unit', header: t('column.unit'), phone: 'hide', cell: ({ unit }) => unit },
    ...useCounted<RecapPerson>(),
  ]
  return (
    <Table caption={t('caption.people')} columns={columns} rows={rows} rowKey={({ id }) => id} empty={<NobodyLeft />} />
  )
}

function useCounted<Row extends Counted>(): Column<Row>[] {
  const t = useTranslations('recap')
  const locale = localeFrom(useLocale())
  const days = (value: number | null) => (value === null ? '–' : t('days', { days: value }))
  return [
    {
      key: 'filled',
      header: t('column.filled'),
      align: 'right',
      nowrap: true,
      phone: 'hide',
      cell: ({ filled }) => formatNumber(filled, locale),
    },
    {
      key: 'missing',
      header: t('column.missing'),
      align: 'right',
      nowrap: true,
      phone: 'hide',
      cell: ({ missing }) => formatNumber(missing, locale),
    },
    {
      key: 'minutes',
      header: t('column.minutes'),
      align: 'right',
      nowrap: true,
      phone: 'hide',
      cell: ({ minutes }) => formatNumber(minutes, locale),
    },
    {
      key: 'waiting',
      header: t('column.waiting'),
      align: 'right',
      nowrap: true,
      phone: 'hide',
      cell: ({ waiting }) => formatNumber(waiting, locale),
    },
    {
      key: 'oldest',
      header: t('column.oldest'),
      align: 'right',
      nowrap: true,
      phone: 'hide',
      cell: (row) => days(row.oldestWaitingDays),
    },
    {
      key: 'answered',
      header: t('column.answered'),
      align: 'right',
      nowrap: true,
      phone: 'hide',
      cell: (row) => days(row.answeredInDays),
    },
  ]
}

function NobodyLeft() {
  const t = useTranslations('recap')
  return (
    <EmptyState title={t('noneTitle')} icon="search-x">
      {t('none')}
    </EmptyState>
  )
}
