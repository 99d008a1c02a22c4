import { useLocale, useTranslations } from 'next-intl'
import { EmptyState } from '@/components/ui/empty-state'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { formatDate, formatInstant, type Zone } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { OwnAbsence } from '@/lib/kinerja/own-absences.server'

/** Days that were recorded of a person, to that person. */
export function OwnAbsenceList({ days, zone }: { days: readonly OwnAbsence[]; zone: Zone }) {
  const t = useTranslations('consequence')
  const locale = localeFrom(useLocale())
  const columns: Column<OwnAbsence>[] = [
    {
      key: 'day',
      header: t('own.day'),
      nowrap: true,
      cell: ({ absentOn }) => <b className="font-semibold">{formatDate(absentOn, 'long', locale)}</b>,
    },
    {
      key: 'ground',
      header: t('absence.ground'),
      cell: ({ ground }) => <span className="wrap-anywhere">{ground}</span>,
    },
    {
      key: 'by',
      header: t('own.recordedBy'),
      cell: ({ recordedByName, recordedAt }) => (
        <TwoLines sub={formatInstant(recordedAt, locale, zone)}>{recordedByName ?? t('own.officer')}</TwoLines>
      ),
    },
    {
      key: 'state',
      header: t('own.state'),
      phone: 'plain',
      cell: ({ withdrawnAt, withdrawnReason, isOnLeave }) => {
        if (withdrawnAt)
          return (
            <TwoLines sub={withdrawnReason}>
              <Tag tone="neutral" icon="circle-x">
                {t('own.withdrawn')}
              </Tag>
            </TwoLines>
          )
        if (isOnLeave)
          return (
            <Tag tone="neutral" icon="calendar">
              {t('own.leave')}
            </Tag>
          )
        return (
          <Tag tone="warning" icon="circle-check">
            {t('own.counts')}
          </Tag>
        )
      },
    },
  ]
  return (
    <Table
      caption={t('own.title')}
      columns={columns}
      rows={days}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon="circle-check" title={t('own.none')}>
          {t('own.noneText')}
        </EmptyState>
      }
    />
  )
}
