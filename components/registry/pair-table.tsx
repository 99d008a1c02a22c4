import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Table } from '@/components/ui/table'
import { formatDate, formatNip, formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { masked } from '@/lib/registry/masked'
import type { Compared } from '@/lib/registry/merge.server'
import { withTitles } from '@/lib/registry/name'

type Line = { key: string; label: string; values: readonly [ReactNode, ReactNode]; isSame: boolean }

/** Two records line by line; what differs is bold and said. */
export function PairTable({ pair }: { pair: readonly [Compared, Compared] }) {
  const t = useTranslations('registry')
  const locale = localeFrom(useLocale())
  const day = (on: string | null) => on && formatDate(on, 'long', locale)
  const line = (label: string, of: (file: Compared) => string | null, raw = of): Line => ({
    key: label,
    label,
    values: [of(pair[0]) ?? '-', of(pair[1]) ?? '-'],
    isSame: raw(pair[0]) === raw(pair[1]),
  })
  const lines = [
    line(t('field.nip'), ({ nip }) => formatNip(nip)),
    line(t('field.oldNip'), ({ oldNip }) => oldNip),
    line(
      t('field.nik'),
      ({ nik }) => masked('nik', nik),
      ({ nik }) => nik,
    ),
    line(t('field.name'), withTitles),
    line(t('field.birth'), ({ birthPlace, bornOn }) => `${birthPlace}, ${day(bornOn)}`),
    line(t('field.sex'), ({ sex }) => t(`sex.${sex}`)),
    line(t('field.status'), ({ status }) => t(`status.${status}`)),
    line(t('field.legalStatus'), ({ legalStatusName, legalStatus }) => legalStatusName ?? legalStatus),
    line(t('field.agency'), ({ agencyName }) => agencyName),
    line(t('field.unit'), ({ unitName }) => unitName),
    line(t('field.cpnsOn'), ({ cpnsOn }) => day(cpnsOn)),
    line(t('field.rank'), ({ rank, rankSince }) => rank && [rank, day(rankSince)].filter(Boolean).join(', ')),
    line(t('field.position'), ({ positionName }) => positionName),
    line(t('field.education'), ({ educationName }) => educationName),
    line(
      t('field.npwp'),
      ({ npwp }) => masked('npwp', npwp),
      ({ npwp }) => npwp,
    ),
    line(t('field.cardNumber'), ({ cardNumber }) => cardNumber),
    line(t('duplicates.historyRows'), ({ historyRows }) => formatNumber(historyRows, locale)),
  ]
  const cell =
    (at: 0 | 1) =>
    ({ values, isSame }: Line) =>
      isSame ? values[at] : <b>{values[at]}</b>
  return (
    <Table
      caption={t('duplicates.compareTitle')}
      rows={lines}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'field',
          header: t('duplicates.field'),
          phone: 'plain',
          cell: ({ label, isSame }) => (
            <span className="font-semibold md:font-normal">
              {label}
              {!isSame && <span className="text-muted"> ({t('duplicates.different')})</span>}
            </span>
          ),
        },
        { key: 'one', header: t('duplicates.one'), cell: cell(0) },
        { key: 'other', header: t('duplicates.other'), cell: cell(1) },
      ]}
    />
  )
}
