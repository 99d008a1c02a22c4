import { useLocale, useTranslations } from 'next-intl'
import { formatDate, formatMonths, formatRupiah, formatThousandths } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Histories, HistoryRow } from '@/lib/registry/histories.server'
import type { HistoryKind } from '@/lib/registry/history'
import { fieldsOf, type HistoryField } from '@/lib/registry/history-fields'
import { rankTitle } from '@/lib/registry/ranks'

export type Line = { row: HistoryRow; title: string; detail?: string }

/** What each row of each history says, as a title and a detail. */
export function useLines(histories: Histories): Record<HistoryKind, Line[]> {
  const t = useTranslations('registry')
  const locale = localeFrom(useLocale())
  const date = (on: string | null) => (on ? formatDate(on, 'short', locale) : '')
  const word = (group: string, value: string) => dataWord(t, `${group}.${value}`)
  const join = (...parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join(' · ')
  return {
    rank: histories.rank.map((row) => ({
      row,
      title: `${row.rank}, ${rankTitle(row.rank)}`,
      detail: join(
        row.promotionType ? word('promotionType', row.promotionType) : t('promotionType.none'),
        t('serviceOf', { service: formatMonths(row.serviceMonths, locale) }),
        row.salaryRupiah !== null && formatRupiah(row.salaryRupiah, locale),
      ),
    })),
    position: histories.position.map((row) => ({
      row,
      title: row.name,
      detail: join(
        word('positionKind', row.kind),
        row.echelon,
        row.unitName,
        row.assignment !== 'definitive' && word('assignment', row.assignment),
      ),
    })),
    education: histories.education.map((row) => ({
      row,
      title: row.program,
      detail: join(row.school, row.graduatedYear !== null && String(row.graduatedYear)),
    })),
    training: histories.training.map((row) => ({
      row,
      title: row.name,
      detail: join(row.organiser, row.hours !== null && t('hours', { hours: row.hours })),
    })),
    performance: histories.performance.map((row) => ({
      row,
      title: `${row.year}: ${word('predicate', row.predicate)}`,
    })),
    creditPoint: histories.creditPoint.map((row) => ({
      row,
      title: formatThousandths(row.mainThousandths, locale),
      detail: join(word('creditKind', row.kind), `${date(row.periodStartsOn)} – ${date(row.periodEndsOn)}`),
    })),
    appointment: histories.appointment.map((row) => ({ row, title: word('status', row.status) })),
    family: histories.family.map((row) => ({
      row,
      title: row.name,
      detail: join(word('relation', row.relation), word('familyStatus', row.status), date(row.bornOn)),
    })),
    serviceTime: histories.serviceTime.map((row) => ({
      row,
      title: row.employer,
      detail: t('credited', { service: formatMonths(row.creditedMonths, locale) }),
    })),
    discipline: histories.discipline.map((row) => ({
      row,
      title: join(word('severity', row.severity), row.kind),
      detail: t('until', { on: date(row.endsOn) }),
    })),
    award: histories.award.map((row) => ({ row, title: row.kind })),
    leave: histories.leave.map((row) => ({
      row,
      title: word('leaveKind', row.kind),
      detail: row.endsOn ? t('until', { on: date(row.endsOn) }) : undefined,
    })),
  }
}

/** Columns that the two lines of a row tell already, or that are numbers of other tables. */
const TOLD = ['promotionType', 'salaryRupiah', 'echelon', 'school', 'graduatedYear', 'organiser', 'hours', 'positionId']

/** What else a row says: every column that may be empty and is not. */
export function useDetails(kind: HistoryKind) {
  const t = useTranslations('registry')
  const locale = localeFrom(useLocale())
  const shown = (field: HistoryField, value: unknown) => {
    if (field.control === 'date') return formatDate(String(value), 'short', locale)
    if (field.control === 'decimal') return formatThousandths(Number(value), locale)
    if (field.control === 'months') return formatMonths(Number(value), locale)
    if (field.control === 'checkbox') return t('yes')
    if (field.control === 'choice') return dataWord(t, `${field.words}.${value}`)
    return String(value)
  }
  return (row: HistoryRow) => {
    const values = row as unknown as Record<string, unknown>
    return Object.entries(fieldsOf(kind))
      .filter(([name, field]) => (field.isOptional || field.control === 'checkbox') && !TOLD.includes(name))
      .filter(([name]) => values[name] !== null && values[name] !== undefined && values[name] !== false)
      .map(([name, field]) => ({ label: dataWord(t, `correct.field.${name}`), value: shown(field, values[name]) }))
  }
}
